import { useId, useState } from 'preact/hooks';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

/** Why there is no history, what goes on without it and what helps; and a new beginning where the old one can't be opened. */
export function NoHistory({
  trouble,
  access,
}: { trouble: HistoryTrouble } & Pick<SectionProps, 'access'>) {
  const t = useWords();
  const id = useId();
  const [asked, setAsked] = useState<'no' | 'yes' | 'under-way' | 'begun' | 'failed'>('no');
  const restart = () => {
    setAsked('under-way');
    access.restartHistory().then(
      (wrong) => setAsked(wrong === null ? 'begun' : 'failed'),
      (error: unknown) => {
        console.error('A new history could not be begun.', error);
        setAsked('failed');
      },
    );
  };
  return (
    <div class="options-action">
      <p class="options-note">{t(`options_no_history_${trouble}`)}</p>
      {trouble === 'unavailable' && asked !== 'yes' && (
        <button type="button" disabled={asked === 'under-way'} onClick={() => setAsked('yes')}>
          {t('options_restart_history')}
        </button>
      )}
      {asked === 'yes' && (
        <div class="options-confirm" role="alertdialog" aria-labelledby={id}>
          <p id={id}>{t('options_restart_history_question')}</p>
          <button type="button" class="options-danger" onClick={restart}>
            {t('options_restart_history_confirm')}
          </button>
          <button type="button" onClick={() => setAsked('no')}>
            {t('options_restart_history_keep')}
          </button>
        </div>
      )}
      <p class="options-done" role="status">
        {asked === 'begun' && t('options_restart_history_begun')}
        {asked === 'failed' && t('options_restart_history_failed')}
      </p>
    </div>
  );
}
