import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { plain } from '../../lib/domain/foreign-text';
import { grouped } from '../../lib/domain/format';
import type { Settings } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { RestoreProblem } from './archive-access';
import { BackupQuestion } from './backup-question';
import { JobButton, JobStatus } from './job-status';
import { useJob } from './use-job';

/** A file that was read to its end and found right, or that has been taken. */
type Outcome =
  | { is: 'checked'; file: File; createdAtMs: number; records: number }
  | { is: 'restored'; createdAtMs: number; records: number }
  | { is: 'refused'; problem: RestoreProblem; details: readonly string[] };

/** Reads all of a backup first; takes it after a second yes, or says what is wrong with it and takes nothing. */
export function RestoreField({
  access,
  isWithout,
  onRestored,
}: Pick<SectionProps, 'access'> & {
  /** There is no history to be replaced: the browser opens no database. */
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
    // The field cannot keep the keyboard while it is disabled.
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
          grouped(result.records),
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
          // So that the same file can be chosen again.
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
