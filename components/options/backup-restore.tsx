import { useId, useRef, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import type { Settings } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { Restored } from './archive-access';
import { BackupQuestion } from './backup-question';
import { JobButton, JobStatus } from './job-status';
import { useJob } from './use-job';

/** Takes a backup back in after a second yes, or says what is wrong with it and takes nothing. */
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
  const [file, setFile] = useState<File | null>(null);
  const job = useJob<Restored>();
  const isRunning = job.state?.is === 'running';
  const problem = job.state?.is === 'done' && 'problem' in job.state.result && job.state.result;
  const restore = (chosen: File) =>
    void job.run(async (work) => {
      const restored = await access.archive.restore(chosen, work);
      if ('settings' in restored) onRestored(restored.settings);
      return restored;
    });
  const leave = () => {
    setFile(null);
    input.current?.focus();
  };
  const resultOf = (restored: Restored) =>
    'problem' in restored
      ? ''
      : t(
          'options_restore_done',
          new Date(restored.createdAtMs).toLocaleString(),
          grouped(restored.records),
        );
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
        aria-invalid={problem !== false}
        aria-describedby={`${id}-hint ${id}-problem`}
        onChange={({ currentTarget }) => {
          setFile(currentTarget.files?.[0] ?? null);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <p class="options-hint" id={`${id}-hint`}>
        {t(isWithout ? 'options_archive_no_history' : 'options_restore_hint')}
      </p>
      {file !== null && (
        <BackupQuestion
          name={file.name}
          onKeep={leave}
          onReplace={() => {
            leave();
            restore(file);
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
        {problem !== false &&
          `${t('options_restore_refused')} ${t(`options_restore_${problem.problem}`, ...problem.details)}`}
      </p>
    </div>
  );
}
