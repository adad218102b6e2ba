/** Resolves after `ms`; rejects, and leaves no timer or listener, once `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onTimeout = () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    const timer = setTimeout(onTimeout, ms);
    const onAbort = () => {
      clearTimeout(timer);
      reject(new Error('gone'));
    };
    signal.addEventListener('abort', onAbort);
  });
}
