import { browser } from 'wxt/browser';

/** How soon an extension that was replaced under the page is noticed. */
const PULSE_MS = 2_000;
const STARTED = 'pressure-score-started';

/**
 * Aborts when this script has to end: its extension was replaced or removed, or a newer copy of it starts on the page.
 * Instead of WXT's context, which is 0.6 kB (gzip) more and puts the extension's id into an event of the page.
 */
export function scriptLife(page: Document): AbortSignal {
  const life = new AbortController();
  const { signal } = life;
  const end = () => {
    life.abort();
  };
  page.dispatchEvent(new Event(STARTED));
  page.addEventListener(STARTED, end, { signal });
  every(
    PULSE_MS,
    () => {
      if (idOf(browser.runtime) === undefined) end();
    },
    signal,
  );
  return signal;
}

/** An orphaned script keeps its API, but without an id, or without anything in it. */
function idOf(runtime: { id?: string } | undefined): string | undefined {
  return runtime?.id;
}

/** Calls `work` each `ms` until `signal` aborts. */
export function every(ms: number, work: () => void, signal: AbortSignal): void {
  const timer = setInterval(work, ms);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}

/** Waits; rejects, and leaves no timer behind, when `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('gone'));
    });
  });
}
