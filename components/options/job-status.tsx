import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import type { JobState } from './use-job';

/** How far a job is, and what came of it. `label` names its progress; `resultOf` has the words for its end. */
export function JobStatus<T>({
  state,
  label,
  resultOf,
}: {
  state: JobState<T>;
  label: string;
  resultOf: (result: T) => string;
}) {
  const t = useWords();
  const isRunning = state?.is === 'running';
  return (
    <>
      {isRunning && (
        <div class="options-job">
          <Progress label={label} done={state.done} wanted={state.wanted} />
        </div>
      )}
      <p class="options-done" role="status">
        {isRunning && t(state.wanted === 0 ? 'options_job_waiting' : 'options_job_running')}
        {state?.is === 'cancelled' && t('options_job_cancelled')}
        {state?.is === 'done' && resultOf(state.result)}
      </p>
      <p class="options-error" role="alert">
        {state?.is === 'failed' && t('options_job_failed', state.reason)}
      </p>
    </>
  );
}

/** Begins a job, and while it runs cancels it: the same button, so that the keyboard stays where it is. */
export function JobButton({
  label,
  isRunning,
  isDisabled = false,
  onStart,
  onCancel,
}: {
  label: string;
  isRunning: boolean;
  isDisabled?: boolean;
  onStart: () => void;
  onCancel: () => void;
}) {
  const t = useWords();
  return (
    <button
      type="button"
      disabled={isDisabled && !isRunning}
      onClick={isRunning ? onCancel : onStart}
    >
      {isRunning ? t('options_job_cancel', label) : label}
    </button>
  );
}
