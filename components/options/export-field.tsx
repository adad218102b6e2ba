import { useState, useEffect } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import type { CsvNumbers, Exported, ExportFormat, Grain, HistorySize } from '../../lib/domain/jobs';
import { CSV_NUMBERS, EXPORT_FORMATS, GRAINS, SHEET_ROWS } from '../../lib/domain/jobs';
import { HISTORY_DAYS } from '../../lib/settings/settings';
import { countWords } from '../ui/count-words';
import { useWords } from '../ui/words';
import type { ArchiveAccess, HistoryExport, SectionProps } from './access';
import { ChoiceField, NumberField } from './fields';
import { JobButton, JobStatus, useJob } from './jobs';

/** The board or the history as a file for other programs. */
export function ExportField({ settings, stored, access }: SectionProps) {
  const t = useWords();
  const [what, setWhat] = useState<'board' | 'history'>('board');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [days, setDays] = useState(settings.historyDays);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const job = useJob<Exported | null>();
  const [numbers, setNumbers] = useState(localNumbers);
  const [grain, setGrain] = useState<Grain>('all');
  const boards = (stored.boards?.boards ?? []).filter(({ venue }) => !left.has(venue));
  const trouble = stored.boards?.history;
  const isWithout = Boolean(trouble) && what === 'history';
  const isRunning = job.state?.is === 'running';
  const choice = { venues: boards.map(({ venue }) => venue), days, format, numbers, grain };
  const { thresholds } = settings;
  const start = () =>
    void job.run((work) =>
      what === 'board'
        ? access.archive.saveBoard(boards, format, { numbers, thresholds }, work)
        : access.archive.saveHistory(choice, work),
    );
  const resultOf = (exported: Exported | null) => {
    if (exported === null) return t('options_job_cancelled');
    if (exported.rows === 0) return t('options_export_empty');
    return t(
      'options_export_done',
      countWords(t, 'rows', exported.rows),
      countWords(t, 'files', exported.files),
    );
  };
  return (
    <>
      <ChoiceField
        legend={t('options_export_what')}
        choices={(['board', 'history'] as const).map((value) => ({
          value,
          label: t(`options_export_what_${value}`),
        }))}
        value={what}
        onChoose={setWhat}
      />
      <ChoiceField
        legend={t('options_export_format')}
        hint={t(`options_export_hint_${format}`)}
        choices={EXPORT_FORMATS.map((value) => ({
          value,
          label: t(`options_export_format_${value}`),
        }))}
        value={format}
        onChoose={setFormat}
      />
      {format === 'csv' && (
        <ChoiceField
          legend={t('options_export_numbers')}
          choices={CSV_NUMBERS.map((value) => ({
            value,
            label: t(`options_export_numbers_${value}`),
          }))}
          value={numbers}
          onChoose={setNumbers}
        />
      )}
      <ExportVenues {...{ stored, access, left, setLeft }} />
      {what === 'history' && (
        <>
          <ChoiceField
            legend={t('options_export_grain')}
            choices={GRAINS.map((value) => ({ value, label: t(`options_export_grain_${value}`) }))}
            value={grain}
            onChoose={setGrain}
          />
          <NumberField
            label={t('options_export_days')}
            unit={t('options_history_unit')}
            value={days}
            limits={{ least: 1, most: HISTORY_DAYS.most }}
            onSave={setDays}
          >
            <ExportSize choice={choice} sizeOf={access.archive.historySize} />
          </NumberField>
        </>
      )}
      {isWithout && <p class="options-note">{t('options_archive_no_history')}</p>}
      <div class="options-action">
        <JobButton
          label={t('options_export_start')}
          isRunning={isRunning}
          isDisabled={boards.length === 0 || isWithout}
          onStart={start}
          onCancel={job.cancel}
        />
        <JobStatus state={job.state} label={t('options_export_start')} resultOf={resultOf} />
      </div>
    </>
  );
}

/** Which of the venues with a stored board are exported; all by default. */
function ExportVenues({
  stored,
  access,
  left,
  setLeft,
}: Pick<SectionProps, 'stored' | 'access'> & {
  left: ReadonlySet<string>;
  setLeft: (left: ReadonlySet<string>) => void;
}) {
  const t = useWords();
  if (stored.boards === null) return null;
  const venues = stored.boards.boards.map(({ venue }) => venue);
  if (venues.length === 0) return <p class="options-hint">{t('options_export_empty')}</p>;
  const toggle = (venue: string) => {
    const next = new Set(left);
    if (!next.delete(venue)) next.add(venue);
    setLeft(next);
  };
  return (
    <fieldset class="export-venues">
      <legend>{t('options_export_venues')}</legend>
      {venues.map((venue) => (
        <label key={venue}>
          <input type="checkbox" checked={!left.has(venue)} onChange={() => toggle(venue)} />
          {access.venues.find(({ id }) => id === venue)?.name ?? venue}
        </label>
      ))}
    </fieldset>
  );
}

/** From here on a spreadsheet takes minutes to open it, and may run out of memory. */
const LARGE_BYTES = 100e6;

/** The export's estimated size, with advice where a spreadsheet cannot cope with it. */
function ExportSize({
  choice,
  sizeOf,
}: {
  choice: HistoryExport;
  sizeOf: ArchiveAccess['historySize'];
}) {
  const t = useWords();
  const size = useSize(choice, sizeOf);
  if (size === null || size.rows === 0) return null;
  const { rows, bytes } = size;
  const isForSheets = choice.format === 'csv';
  const sheets = isForSheets ? Math.ceil(rows / SHEET_ROWS) : 1;
  const isLarge = bytes >= LARGE_BYTES;
  return (
    <div class="export-size">
      <p class="options-hint">
        {t('options_export_size', countWords(t, 'rows', rows), grouped(Math.max(1, bytes / 1e6)))}
      </p>
      {(sheets > 1 || isLarge) && (
        <p class="options-note" role="status">
          {sheets > 1 && t('options_export_sheets', grouped(SHEET_ROWS), String(sheets))}{' '}
          {isLarge && t(isForSheets ? 'options_export_large_csv' : 'options_export_large')}
        </p>
      )}
    </div>
  );
}

/** Null until read. */
function useSize(
  { venues, days, format, grain, numbers }: HistoryExport,
  sizeOf: ArchiveAccess['historySize'],
): HistorySize | null {
  const [size, setSize] = useState<HistorySize | null>(null);
  // By value: `venues` is a new array at each render.
  const ids = venues.join(' ');
  useEffect(() => {
    let isCurrent = true;
    const chosen = { venues: ids === '' ? [] : ids.split(' '), days, format, grain, numbers };
    sizeOf(chosen).then(
      (next) => {
        if (isCurrent) setSize(next);
      },
      (error: unknown) => console.warn('The size of the history could not be read.', error),
    );
    return () => {
      isCurrent = false;
    };
  }, [ids, days, format, grain, numbers, sizeOf]);
  return size;
}

/** How the browser's language writes numbers: the spreadsheet is likely to be in the same language. */
function localNumbers(): CsvNumbers {
  return new Intl.NumberFormat().format(0.5).includes(',') ? 'comma' : 'point';
}
