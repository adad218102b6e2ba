import { useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { HISTORY_DAYS } from '../../lib/settings/fields';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { Exported, ExportFormat, Grain } from './archive-access';
import { CSV_NUMBERS, EXPORT_FORMATS, GRAINS } from './archive-access';
import { ChoiceField } from './choice-field';
import { localNumbers } from './csv-numbers';
import { ExportSize } from './export-size';
import { ExportVenues } from './export-venues';
import { JobButton, JobStatus } from './job-status';
import { NumberField } from './number-field';
import { useJob } from './use-job';

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
    return t('options_export_done', grouped(exported.rows), grouped(exported.files));
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
