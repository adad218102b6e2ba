import { useEffect, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { HISTORY_DAYS } from '../../lib/settings/fields';
import { useWords } from '../ui/words';
import { dayWords } from '../ui/times';
import type { HistoryNotes, SectionProps } from './access';
import { NoHistory } from './no-history';
import { NumberField } from './number-field';
import { ProtectionNote } from './protection-note';

export function HistorySection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const [notes, setNotes] = useState<HistoryNotes | null>(null);
  useEffect(() => {
    access.notes().then(setNotes, (error: unknown) => {
      console.warn('What is to be said of the history could not be read.', error);
    });
  }, [access]);
  const trouble = stored.boards?.history;
  const boards = stored.boards?.boards ?? [];
  const symbols = boards.reduce((sum, { standings }) => sum + standings.length, 0);
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
      {notes !== null && <Notes notes={notes} />}
      <p class="options-hint">{t('options_history_hint')}</p>
      {trouble ? <NoHistory {...{ trouble, access }} /> : <ProtectionNote access={access} />}
    </NumberField>
  );
}

/** What went of the history, and why. */
function Notes({ notes: { trimmed, forgotten, damaged, lost } }: { notes: HistoryNotes }) {
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
