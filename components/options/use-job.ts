import { useEffect, useRef, useState } from 'preact/hooks';
import { plain } from '../../lib/domain/foreign-text';
import type { Job } from './archive-access';

/** `null` before anything was begun. */
export type JobState<T> =
  | null
  | { is: 'running'; done: number; wanted: number }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: string }
  | { is: 'done'; result: T };

/** One thing at a time that takes a while: begun, watched, cancelled, and cancelled when its part of the page goes. */
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
      if (!signal.aborted) console.error('Data could not be taken out or in.', error);
      const reason = plain(error instanceof Error ? error.message : String(error), 200);
      setState(signal.aborted ? { is: 'cancelled' } : { is: 'failed', reason });
    }
  };
  return { state, run, cancel: () => cancelling.current.abort() };
}
