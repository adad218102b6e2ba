import { useEffect, useState, useId } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { HISTORY_DAYS } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import { dayWords } from '../ui/times';
import type { HistoryNotes, SectionProps } from './access';
import { NumberField } from './fields';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';

export function HistorySection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const [notes, setNotes] = useState<HistoryNotes | null>(null);
  useEffect(() => {
    access.notes().then(setNotes, (error: unknown) => {
      console.warn('The notes on the history could not be read.', error);
    });
  }, [access]);
  const trouble = stored.boards?.history;
  const boards = stored.boards?.boards ?? [];
  const symbols = boards.reduce((sum, { perpStates }) => sum + perpStates.length, 0);
  const megabytes = access.historyBytes(symbols, settings.historyDays) / 1e6;
  return (
    <NumberField
      label={t('options_history_days')}
      unit={t('options_history_unit')}
      value={settings.historyDays}
      limits={HISTORY_DAYS}
      onSave={(historyDays) => change((now) => ({ ...now, historyDays }))}
    >
      {symbols > 0 && (
        <p class="options-hint">
          {t('options_history_size', megabytes.toFixed(0), grouped(symbols))}
        </p>
      )}
      {notes !== null && <NotesList notes={notes} />}
      <p class="options-hint">{t('options_history_hint')}</p>
      {trouble ? <NoHistory {...{ trouble, access }} /> : <ProtectionNote access={access} />}
    </NumberField>
  );
}

/** Which part of the history was deleted, and why. */
function NotesList({ notes: { trimmed, forgotten, damaged, lost } }: { notes: HistoryNotes }) {
  const t = useWords();
  return (
    <>
      {lost !== null && (
        <p class="options-trimmed">
          {t(
            'options_history_lost',
            dayWords(lost.fromMs),
            dayWords(lost.toMs),
            dayWords(lost.atMs),
          )}
        </p>
      )}
      {damaged !== null && (
        <p class="options-trimmed">
          {t('options_history_damaged', dayWords(damaged.atMs), grouped(damaged.records))}
        </p>
      )}
      {trimmed !== null && (
        <p class="options-trimmed">
          {t('options_history_trimmed', dayWords(trimmed.atMs), String(trimmed.days))}
        </p>
      )}
      {forgotten !== null && (
        <p class="options-hint">
          {t('options_history_forgotten', dayWords(forgotten.beforeMs), dayWords(forgotten.atMs))}
        </p>
      )}
    </>
  );
}

/** Why there is no history and what helps; where the database cannot be opened, a button that starts an empty one. */
function NoHistory({
  trouble,
  access,
}: { trouble: HistoryTrouble } & Pick<SectionProps, 'access'>) {
  const t = useWords();
  const id = useId();
  const [asked, setAsked] = useState<'no' | 'yes' | 'running' | 'started' | 'failed'>('no');
  const restart = () => {
    setAsked('running');
    access.restartHistory().then(
      (wrong) => setAsked(wrong === null ? 'started' : 'failed'),
      (error: unknown) => {
        console.error('A new history could not be started.', error);
        setAsked('failed');
      },
    );
  };
  return (
    <div class="options-action">
      <p class="options-note">{t(`options_no_history_${trouble}`)}</p>
      {trouble === 'unavailable' && asked !== 'yes' && (
        <button type="button" disabled={asked === 'running'} onClick={() => setAsked('yes')}>
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
        {asked === 'started' && t('options_restart_history_begun')}
        {asked === 'failed' && t('options_restart_history_failed')}
      </p>
    </div>
  );
}

/** Whether the browser may evict the history, and a button that asks for protection. */
function ProtectionNote({ access }: Pick<SectionProps, 'access'>) {
  const t = useWords();
  const [isProtected, setProtected] = useState<boolean | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    access.protection.read().then(setProtected, () => setProtected(null));
  }, [access]);
  if (isProtected === null) return null;
  if (isProtected) return <p class="options-hint">{t('options_history_protected')}</p>;
  const ask = () => {
    access.protection.request().then(
      (given) => {
        setProtected(given);
        setRefused(!given);
      },
      () => setRefused(true),
    );
  };
  return (
    <div class="options-action">
      <p class="options-hint">{t('options_history_unprotected')}</p>
      <button type="button" onClick={ask}>
        {t('options_history_protect')}
      </button>
      <p class="options-error" role="status">
        {refused && t('options_history_protect_refused')}
      </p>
    </div>
  );
}
