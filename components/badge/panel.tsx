import type { HTMLAttributes } from 'preact';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
import { otherModel } from '../../lib/domain/score';
import { ageWords } from '../ui/times';
import type { Words } from '../ui/words';
import { levelWords, otherWords } from '../ui/headline-words';
import type { PanelPlace } from './placement';
import { ReasonRows } from './reason-rows';

type PanelProps = {
  words: Words;
  view: BadgeView;
  nowMs: number;
  isStale: boolean;
  place: PanelPlace;
  onChange: (change: BadgeChange) => void;
  onSwitchModel: () => void;
  onGuide: () => void;
} & Pick<HTMLAttributes, 'onPointerEnter' | 'onFocusIn'>;

/** Opens next to the pill: the reasons behind the score, its age, and the badge's menu. */
export function Panel({
  words: t,
  view,
  nowMs,
  isStale,
  place,
  onChange,
  onSwitchModel,
  onGuide,
  ...handlers
}: PanelProps) {
  const ageText = ageWords(t, nowMs - view.asOfMs);
  const { left, width, maxHeight, opensUp } = place;
  return (
    <div
      class={opensUp ? 'panel is-up' : 'panel is-down'}
      style={{ left: `${left}px`, width: `${width}px`, maxHeight: `${maxHeight}px` }}
      role="region"
      aria-label={t('badge_reasons', view.pair.symbol)}
      {...handlers}
    >
      <p class="head">
        <b>{view.pair.symbol}</b> <span class="quiet">{view.venueName}</span>
        <span class="level-word">{levelWords(t, view)}</span>
      </p>
      <p>{t(`regime_${view.phrase}`)}</p>
      {view.pair.market === 'spot' && <p class="quiet">{t('badge_spot_page')}</p>}
      {isStale && <p class="warning">{t('badge_stale', ageText)}</p>}
      <ReasonRows words={t} view={view} nowMs={nowMs} />
      {view.coverage < 100 && <p class="quiet">{partialWords(view, t)}</p>}
      {view.other && <p>{otherWords(t, view.other)}</p>}
      <p class="foot quiet">
        {t('badge_model', t(`model_${view.model}`))} · {t('badge_updated', ageText)}
      </p>
      <div class="menu">
        <button type="button" aria-keyshortcuts="m" onClick={onSwitchModel}>
          {t('badge_switch', t(`model_${otherModel(view.model)}`))}
        </button>
        <button type="button" onClick={onGuide}>
          {t('badge_guide')}
        </button>
      </div>
      <Menu words={t} collapsed={view.collapsed} onChange={onChange} />
    </div>
  );
}

function partialWords({ coverage, score, low, high }: BadgeView, t: Words): string {
  return low === score && high === score
    ? t('badge_partial', String(coverage))
    : t('badge_partial_range', String(coverage), String(low), String(high));
}

interface MenuProps {
  words: Words;
  collapsed: boolean;
  onChange: (change: BadgeChange) => void;
}

const HIDING_PLACES = ['tab', 'site', 'everywhere'] as const;

/** Collapse the badge, or hide it: in this tab, on this site, or everywhere (undone in the options). */
function Menu({ words: t, collapsed, onChange }: MenuProps) {
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
        {HIDING_PLACES.map((where) => (
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
