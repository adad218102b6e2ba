import { grouped } from '../../lib/domain/format';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import type { BackedUp } from './archive-access';
import { JobButton, JobStatus } from './job-status';
import { useJob } from './use-job';

/** All of it as one file. */
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
            : t('options_backup_done', grouped(saved.records)) +
              (saved.leftOut > 0 ? ` ${t('options_backup_left_out', grouped(saved.leftOut))}` : '')
        }
      />
    </div>
  );
}
