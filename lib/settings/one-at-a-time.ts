/** Runs work of the same name one after the other: across pages and the worker with Web Locks, else within this context. */
export function createOneAtATime(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    if ('navigator' in globalThis && 'locks' in navigator) {
      return await navigator.locks.request(name, () => work());
    }
    const next = last.then(work, work);
    last = next;
    return next;
  };
}
