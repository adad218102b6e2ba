import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { countWords } from '../ui/count-words';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { BackedUp, RestoreProblem } from '../../lib/domain/jobs';
import { JobButton, JobStatus, useJob } from './jobs';
import { plain } from '../../lib/domain/foreign-text';
import type { Settings } from '../../lib/settings/settings';

/** Settings and history as one file. */
export function BackupField({
  settings,
  access,
  stored,
}: Pick<SectionProps, 'settings' | 'access' | 'stored'>) {
  const isWithout = Boolean(stored.boards?.history);
  const t = useWords();
  const job = useJob<BackedUp | null>();
  return (
    <div class="options-action">
      <JobButton
        label={t('options_backup_start')}
        isRunning={job.state?.is === 'running'}
        isDisabled={isWithout}
        onStart={() => void job.run((work) => access.archive.saveBackup(settings, work))}
        onCancel={job.cancel}
      />
      <p class="options-hint">
        {t(isWithout ? 'options_archive_no_history' : 'options_backup_hint')}
      </p>
      <JobStatus
        state={job.state}
        label={t('options_backup_start')}
        resultOf={(saved) =>
          saved === null
            ? t('options_job_cancelled')
            : t('options_backup_done', countWords(t, 'records', saved.records)) +
              (saved.leftOut > 0 ? ` ${t('options_backup_left_out', grouped(saved.leftOut))}` : '')
        }
      />
    </div>
  );
}

/** The outcome of checking or restoring a file. */
type Outcome =
  | { is: 'checked'; file: File; createdAtMs: number; records: number }
  | { is: 'restored'; createdAtMs: number; records: number }
  | { is: 'refused'; problem: RestoreProblem; details: readonly string[] };

/** Checks the whole backup, then restores it once confirmed. An invalid one is rejected with the reason. */
export function RestoreField({
  access,
  isWithout,
  onRestored,
}: Pick<SectionProps, 'access'> & {
  /** The browser opens no database: nothing can be restored. */
  isWithout: boolean;
  onRestored: (settings: Settings) => void;
}) {
  const t = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isAnswered, setAnswered] = useState(true);
  const job = useJob<Outcome>();
  const isRunning = job.state?.is === 'running';
  const outcome = job.state?.is === 'done' ? job.state.result : null;
  const refused = outcome?.is === 'refused' ? outcome : null;
  useEffect(() => {
    // A disabled input loses the focus.
    if (refused !== null && document.activeElement === document.body) input.current?.focus();
  }, [refused]);
  const check = (file: File) => {
    setAnswered(false);
    void job.run(async (work) => {
      const checked = await access.archive.check(file, work);
      return 'problem' in checked
        ? { is: 'refused', ...checked }
        : { ...checked, is: 'checked', file };
    });
  };
  const restore = (file: File) =>
    void job.run(async (work) => {
      const restored = await access.archive.restore(file, work);
      if ('problem' in restored) return { is: 'refused', ...restored };
      onRestored(restored.settings);
      return { ...restored, is: 'restored' };
    });
  const leave = () => {
    setAnswered(true);
    input.current?.focus();
  };
  const resultOf = (result: Outcome) =>
    result.is === 'restored'
      ? t(
          'options_restore_done',
          new Date(result.createdAtMs).toLocaleString(),
          countWords(t, 'records', result.records),
        )
      : '';
  return (
    <div class="options-action">
      <label class="options-file" for={id}>
        {t('options_restore')}
      </label>
      <input
        id={id}
        ref={input}
        type="file"
        accept=".dpsbackup"
        disabled={isRunning || isWithout}
        aria-invalid={refused !== null}
        aria-describedby={`${id}-hint ${id}-problem`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) check(file);
          // Choosing the same file again is a change then.
          currentTarget.value = '';
        }}
      />
      <p class="options-hint" id={`${id}-hint`}>
        {t(isWithout ? 'options_archive_no_history' : 'options_restore_hint')}
      </p>
      {outcome?.is === 'checked' && !isAnswered && (
        <BackupQuestion
          name={plain(outcome.file.name, 100)}
          createdAtMs={outcome.createdAtMs}
          records={outcome.records}
          onKeep={leave}
          onReplace={() => {
            leave();
            restore(outcome.file);
          }}
        />
      )}
      {isRunning && (
        <JobButton
          label={t('options_restore')}
          isRunning
          onStart={() => {}}
          onCancel={job.cancel}
        />
      )}
      <JobStatus state={job.state} label={t('options_restore')} resultOf={resultOf} />
      <p class="options-error" id={`${id}-problem`} role="alert">
        {refused !== null &&
          `${t('options_restore_refused')} ${t(`options_restore_${refused.problem}`, ...refused.details)}`}
      </p>
    </div>
  );
}

/** Asks for confirmation before everything is replaced; takes the focus. */
function BackupQuestion({
  name,
  createdAtMs,
  records,
  onReplace,
  onKeep,
}: {
  name: string;
  createdAtMs: number;
  records: number;
  onReplace: () => void;
  onKeep: () => void;
}) {
  const t = useWords();
  const id = useId();
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const leaveOnEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onKeep();
  };
  return (
    <div class="options-confirm" role="alertdialog" aria-labelledby={id}>
      <p id={id}>
        {t('options_restore_question', name)}{' '}
        {t(
          'options_restore_inside',
          new Date(createdAtMs).toLocaleString(),
          countWords(t, 'records', records),
        )}
      </p>
      <button type="button" class="options-danger" onKeyDown={leaveOnEscape} onClick={onReplace}>
        {t('options_restore_confirm')}
      </button>
      <button ref={keepButton} type="button" onKeyDown={leaveOnEscape} onClick={onKeep}>
        {t('options_restore_keep')}
      </button>
    </div>
  );
}
