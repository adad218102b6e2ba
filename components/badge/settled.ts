/**
 * When an element may be added to a page. Frameworks hydrate the whole document (React, Next, Remix), some in pieces while
 * it is still being parsed, and an element that they do not expect can make them render everything anew. So: once the
 * document is parsed and loaded, the browser idle, and the children of document, root and body unchanged for a while. Each
 * wait but the first is bounded.
 */

/** A page with an image that never arrives never loads. */
const LOAD_TIMEOUT_MS = 5_000;
const QUIET_MS = 200;
/** Some pages keep adding to their body. */
const QUIET_TIMEOUT_MS = 3_000;
const POLL_MS = 100;

/** Resolves when the page has settled; never once `signal` aborts. */
export async function settled(page: Document, signal: AbortSignal): Promise<void> {
  let changedAtMs = performance.now();
  const observer = new MutationObserver(() => {
    changedAtMs = performance.now();
    observe();
  });
  // Again after each change, since root and body may be replaced. Observing a node twice has no effect.
  const observe = () => {
    for (const node of [page, page.documentElement, page.body]) {
      // Both may still be missing, whatever their types say.
      if (node instanceof Node) observer.observe(node, { childList: true });
    }
  };
  observe();
  const until = (isDone: (waitedMs: number) => boolean) => poll(isDone, signal);
  // By polling: `document.open()` removes every listener of the document.
  await until(() => page.readyState !== 'loading');
  observe();
  await until((waitedMs) => page.readyState === 'complete' || waitedMs >= LOAD_TIMEOUT_MS);
  await idle();
  await until(
    (waitedMs) =>
      page.readyState !== 'loading' &&
      (performance.now() - changedAtMs >= QUIET_MS || waitedMs >= QUIET_TIMEOUT_MS),
  );
  observer.disconnect();
}

function poll(isDone: (waitedMs: number) => boolean, signal: AbortSignal): Promise<void> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    if (isDone(0)) {
      resolve();
      return;
    }
    const timer = setInterval(() => {
      if (!isDone(performance.now() - startMs)) return;
      clearInterval(timer);
      resolve();
    }, POLL_MS);
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
