/**
 * Tells of the page's title once the page is read, and of changes of it: of the first at once, then of the last of those that come
 * together. Looks at the title's own text, and at the children of the head, the root and the document for another title
 * in its place; not into the rest of the head, where pages are busy.
 */

/** A page may change its title a thousand times a second. */
const PAUSE_MS = 100;

export function watchTitle(page: Document, onChange: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isChanged = false;
  const tell = () => {
    if (timer !== null) {
      isChanged = true;
      return;
    }
    isChanged = false;
    timer = setTimeout(() => {
      timer = null;
      if (isChanged) tell();
    }, PAUSE_MS);
    onChange();
  };
  const observer = new MutationObserver(() => {
    observe();
    tell();
  });
  // Some documents have no head, or get another one; watching one twice is watching it once.
  const observe = () => {
    for (const node of [page, page.documentElement, page.head]) {
      if (node instanceof Node) observer.observe(node, { childList: true });
    }
    const title = page.querySelector('title');
    if (title) observer.observe(title, { childList: true, characterData: true, subtree: true });
  };
  if (page.readyState === 'loading') {
    const onRead = () => {
      observe();
      tell();
    };
    page.addEventListener('DOMContentLoaded', onRead, { signal });
  } else observe();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (timer !== null) clearTimeout(timer);
  });
}
