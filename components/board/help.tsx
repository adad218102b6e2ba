import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import { useTools } from './access';

type Keys = readonly [keys: readonly string[], does: MessageKey];

const KEYS: readonly Keys[] = [
  [['↑', '↓'], 'popup_help_move'],
  [['PgUp', 'PgDn'], 'popup_help_page'],
  [['Home', 'End'], 'popup_help_ends'],
  [['Enter', '→'], 'popup_help_why'],
  [['Enter', 'Enter'], 'popup_help_detail'],
  [['S'], 'popup_help_star'],
  [['/'], 'popup_help_search'],
  [['1', '…', '5'], 'popup_help_side'],
  [['V'], 'popup_help_venue'],
  [['M'], 'popup_help_model'],
  [['?'], 'popup_help_help'],
];

const CLOSES: Keys = [['←', 'Esc', '⌫'], 'popup_help_close'];
const CLOSES_IN_PANEL: Keys = [['←', '⌫'], 'popup_help_close_panel'];

/** All keys of the board, and what its colours mean. */
export function Help({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { receivesEscape } = useTools().access;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div class="help" role="dialog" aria-labelledby="help-title">
      <header>
        <h2 id="help-title">{t('popup_keys')}</h2>
        <button type="button" class="button" ref={close} onClick={onClose}>
          {t('popup_close')}
        </button>
      </header>
      <dl>
        {[receivesEscape ? CLOSES : CLOSES_IN_PANEL, ...KEYS].map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key, index) => (
                <kbd key={keys.slice(0, index + 1).join()}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('popup_help_sort')}</p>
      <h2>{t('popup_read')}</h2>
      <p>{t('popup_read_colour')}</p>
      <p>{t('popup_read_classic')}</p>
      <p>{t('popup_read_crowding')}</p>
      <p>
        <a href="/track-record.html" target="_blank">
          {t('track_link')}
        </a>
      </p>
    </div>
  );
}
