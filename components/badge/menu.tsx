import type { BadgeChange } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';

interface MenuProps {
  words: Words;
  collapsed: boolean;
  onChange: (change: BadgeChange) => void;
}

const PLACES = ['tab', 'site', 'everywhere'] as const;

/** Smaller, or away: for now, on this site, or for good (the options bring it back). */
export function Menu({ words: t, collapsed, onChange }: MenuProps) {
  return (
    <div class="menu">
      <button
        type="button"
        onClick={() => {
          onChange({ kind: 'collapse', collapsed: !collapsed });
        }}
      >
        {t(collapsed ? 'badge_expand' : 'badge_collapse')}
      </button>
      <span class="hide" role="group" aria-label={t('badge_hide')}>
        <span class="quiet">{t('badge_hide')}</span>
        {PLACES.map((where) => (
          <button
            key={where}
            type="button"
            onClick={() => {
              onChange({ kind: 'hide', where });
            }}
          >
            {t(`badge_hide_${where}`)}
          </button>
        ))}
      </span>
    </div>
  );
}
