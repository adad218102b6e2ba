/**
 * Tells of each change of the page's title. Looks at the title's own text, and at the head's children for another title
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
  observer.observe(page.head, { childList: true });
  find();
  signal.addEventListener('abort', () => {
    observer.disconnect();
  });
}
