/** Waits; rejects, and leaves no timer behind, when `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = () => {
      signal.removeEventListener('abort', callOff);
      resolve();
    };
    const timer = setTimeout(call, ms);
    const callOff = () => {
      clearTimeout(timer);
      reject(new Error('gone'));
    };
    signal.addEventListener('abort', callOff);
  });
}
