/**
 * When a page may be added to. Frameworks that were sent as HTML compare the document with what they would have made
 * (React's hydration of the whole document, Next, Remix), some in pieces while it is still being read; what they do not
 * expect can make them throw it all away. So: once the page is read and loaded, the browser idle, and the children of
 * the document, its root and its body have been left alone for a while. Each of these waits has an end.
 */

/** Pages with a picture that never comes never load. */
const LOAD_MS = 5_000;
const QUIET_MS = 200;
/** Some pages put something new in their body again and again. */
const QUIET_AT_MOST_MS = 3_000;
const LOOK_MS = 100;

/** Resolves when the page of `page` has settled; never once `signal` aborts. */
export async function settled(page: Document, signal: AbortSignal): Promise<void> {
  let changedAtMs = performance.now();
  const watcher = new MutationObserver(() => {
    changedAtMs = performance.now();
    watch();
  });
  // A page may put another root or body in the place of the first: watching one twice is watching it once.
  const watch = () => {
    for (const node of [page, page.documentElement, page.body]) {
      // Before any of the page is read there is neither, whatever their types say.
      if (node instanceof Node) watcher.observe(node, { childList: true });
    }
  };
  watch();
  const looking = (isEnough: (sinceMs: number) => boolean) => until(isEnough, signal);
  // By looking, not by events: `document.open()` takes every listener off the document.
  await looking(() => page.readyState !== 'loading');
  watch();
  await looking((sinceMs) => page.readyState === 'complete' || sinceMs >= LOAD_MS);
  await idle();
  await looking(
    (sinceMs) =>
      page.readyState !== 'loading' &&
      (performance.now() - changedAtMs >= QUIET_MS || sinceMs >= QUIET_AT_MOST_MS),
  );
  watcher.disconnect();
}

function until(isEnough: (sinceMs: number) => boolean, signal: AbortSignal): Promise<void> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    if (isEnough(0)) {
      resolve();
      return;
    }
    const timer = setInterval(() => {
      if (!isEnough(performance.now() - startMs)) return;
      clearInterval(timer);
      resolve();
    }, LOOK_MS);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
    });
  });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 1_000 });
  });
}
