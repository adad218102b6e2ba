import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { useWords } from '../ui/words';

/** Asks once more before the settings go; the keyboard stays where the question is. */
export function ResetField({ watched, onReset }: { watched: number; onReset: () => void }) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const keepButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (asking) keepButton.current?.focus();
    else if (wasAsking.current) askButton.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  const leaveOnEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') setAsking(false);
  };
  if (!asking) {
    return (
      <div class="options-action">
        <button ref={askButton} type="button" onClick={() => setAsking(true)}>
          {t('options_data_reset_ask')}
        </button>
        <p class="options-hint">{t('options_data_reset_hint')}</p>
      </div>
    );
  }
  return (
    <div
      class="options-action options-confirm"
      role="alertdialog"
      aria-labelledby="options-reset-question"
    >
      <p id="options-reset-question">{t('options_data_reset_question', grouped(watched))}</p>
      <button
        type="button"
        class="options-danger"
        onKeyDown={leaveOnEscape}
        onClick={() => {
          setAsking(false);
          onReset();
        }}
      >
        {t('options_data_reset_confirm')}
      </button>
      <button
        ref={keepButton}
        type="button"
        onKeyDown={leaveOnEscape}
        onClick={() => setAsking(false)}
      >
        {t('options_data_reset_keep')}
      </button>
    </div>
  );
}
