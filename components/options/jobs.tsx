import { useEffect, useRef, useState } from 'preact/hooks';
import { plain } from '../../lib/domain/foreign-text';
import type { Job } from '../../lib/domain/jobs';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';

/** `null` before the first start. */
type JobState<T> =
  | null
  | { is: 'running'; done: number; wanted: number }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: string }
  | { is: 'done'; result: T };

/** Runs one job at a time, with its progress and result as state; aborted when the component unmounts. */
export function useJob<T>() {
  const [state, setState] = useState<JobState<T>>(null);
  const cancelling = useRef(new AbortController());
  useEffect(() => () => cancelling.current.abort(), []);
  const run = async (work: (job: Job) => Promise<T>) => {
    const controller = new AbortController();
    cancelling.current = controller;
    const { signal } = controller;
    const onProgress = (done: number, wanted: number) => setState({ is: 'running', done, wanted });
    onProgress(0, 0);
    try {
      const result = await work({ signal, onProgress });
      setState({ is: 'done', result });
    } catch (error) {
      if (!signal.aborted) console.error('The export, backup or restore failed.', error);
      const reason = plain(error instanceof Error ? error.message : String(error), 200);
      setState(signal.aborted ? { is: 'cancelled' } : { is: 'failed', reason });
    }
  };
  return { state, run, cancel: () => cancelling.current.abort() };
}

/** A job's progress and outcome. `label` names the progress bar; `resultOf` words the result. */
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

/** Starts a job, and cancels it while it runs: one button, so that the focus stays on it. */
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
