/**
 * Tells of the page's title once the page is read, and of each change of it. Looks at the title's own text, and at the head's children for another title
 * in its place; not into the rest of the head, where pages are busy.
 */
export function watchTitle(page: Document, onChange: () => void, signal: AbortSignal): void {
  let title: Element | null = null;
  const observer = new MutationObserver(() => {
    find();
    onChange();
  });
  const find = () => {
    const now = page.head.querySelector('title');
    if (now === null || now === title) return;
    title = now;
    observer.observe(now, { childList: true, characterData: true, subtree: true });
  };
  const begin = () => {
    observer.observe(page.head, { childList: true });
    find();
  };
  if (page.readyState === 'loading') {
    const onRead = () => {
      begin();
      onChange();
    };
    page.addEventListener('DOMContentLoaded', onRead, { signal });
  } else begin();
  signal.addEventListener('abort', () => {
    observer.disconnect();
  });
}
