/** Watches the page for another address or title. */

/**
 * Reports each navigation within the document before it is painted, and again once it is done or cancelled. Not WXT's own
 * event: that misses a navigation that is retried after the page cancelled it, and is a second late in browsers without
 * the Navigation API (Firefox before 147).
 */
export function watchAddress(page: Window, onMove: (url: URL) => void, signal: AbortSignal): void {
  const now = () => {
    onMove(new URL(page.location.href));
  };
  const navigation: unknown = Reflect.get(page, 'navigation');
  if (navigation instanceof EventTarget) {
    navigation.addEventListener('navigate', (event) => onMove(destinationOf(event)), { signal });
    // Done or cancelled.
    navigation.addEventListener('currententrychange', now, { signal });
    navigation.addEventListener('navigateerror', now, { signal });
    return;
  }
  // Animation frames run before the paint, and not in hidden tabs.
  let lastHref = page.location.href;
  const check = () => {
    if (signal.aborted) return;
    if (page.location.href !== lastHref) now();
    lastHref = page.location.href;
    page.requestAnimationFrame(check);
  };
  check();

  function destinationOf(event: Event): URL {
    const destination: unknown = Reflect.get(event, 'destination');
    const isDownload = typeof Reflect.get(event, 'downloadRequest') === 'string';
    const url: unknown =
      typeof destination === 'object' && destination !== null && Reflect.get(destination, 'url');
    return new URL(typeof url === 'string' && !isDownload ? url : page.location.href);
  }
}

/** A page may change its title a thousand times a second. */
const TITLE_PAUSE_MS = 100;

/**
 * Reports the title once the document is parsed, and its changes, throttled: the first at once, then the last of a burst.
 * Observes the title's text, and the children of head, root and document for a replaced title; not the rest of the head,
 * which some pages change all the time.
 */
export function watchTitle(page: Document, onChange: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isChanged = false;
  const report = () => {
    if (timer !== null) {
      isChanged = true;
      return;
    }
    isChanged = false;
    timer = setTimeout(() => {
      timer = null;
      if (isChanged) report();
    }, TITLE_PAUSE_MS);
    onChange();
  };
  const observer = new MutationObserver(() => {
    observe();
    report();
  });
  // Again after each change, since head and root may be replaced. Observing a node twice has no effect.
  const observe = () => {
    for (const node of [page, page.documentElement, page.head]) {
      if (node instanceof Node) observer.observe(node, { childList: true });
    }
    const title = page.querySelector('title');
    if (title) observer.observe(title, { childList: true, characterData: true, subtree: true });
  };
  if (page.readyState === 'loading') {
    const onParsed = () => {
      observe();
      report();
    };
    page.addEventListener('DOMContentLoaded', onParsed, { signal });
  } else observe();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (timer !== null) clearTimeout(timer);
  });
}
