/**
 * What pages cause is bounded here, whatever they do: `work` is done at once, and what is asked for from then until
 * `pauseMs` after it is done is one more. Resolves once work is done that began after the call; rejects with its error.
 */
export function gathered(work: () => Promise<void>, pauseMs: number): () => Promise<void> {
  let busy: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    waiting = null;
    const done = work();
    busy = done
      .catch(() => undefined)
      .then(() => new Promise<void>((resolve) => setTimeout(resolve, pauseMs)))
      .then(() => {
        busy = null;
      });
    return done;
  };
  return () => {
    if (busy === null) return begin();
    waiting ??= busy.then(begin);
    return waiting;
  };
}
