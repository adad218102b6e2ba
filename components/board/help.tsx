import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';

const KEYS: readonly [keys: readonly string[], does: MessageKey][] = [
  [['↑', '↓'], 'popup_help_move'],
  [['PgUp', 'PgDn'], 'popup_help_page'],
  [['Home', 'End'], 'popup_help_ends'],
  [['Enter', '→'], 'popup_help_why'],
  [['Enter', 'Enter'], 'popup_help_detail'],
  [['←', 'Esc'], 'popup_help_close'],
  [['S'], 'popup_help_star'],
  [['/'], 'popup_help_search'],
  [['1', '2', '3'], 'popup_help_side'],
  [['V'], 'popup_help_venue'],
  [['?'], 'popup_help_help'],
];

/** All keys of the board. */
export function Help({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div class="help" role="dialog" aria-labelledby="help-title">
      <h2 id="help-title">{t('popup_keys')}</h2>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key, index) => (
                <kbd key={index}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('popup_help_sort')}</p>
      <p>
        <a href="/track-record.html" target="_blank">
          {t('track_link')}
        </a>
      </p>
      <button type="button" class="button" ref={close} onClick={onClose}>
        {t('popup_close')}
      </button>
    </div>
  );
}
