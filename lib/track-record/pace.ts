/** Long work in slices: between two of them the page can draw, and hear its person. */

export interface Pace {
  /** Resolves at once while the slice lasts, else after everyone else had a turn. Throws when the signal is aborted. */
  (): Promise<void>;
}

/** Well under the 50 ms after which a page feels held. */
const SLICE_MS = 14;

export function createPace(signal: AbortSignal): Pace {
  let sinceMs = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - sinceMs < SLICE_MS) return;
    await nextTurn();
    sinceMs = performance.now();
    signal.throwIfAborted();
  };
}

/** A message to oneself: unlike a timer it is not slowed down in a page that nobody looks at. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
