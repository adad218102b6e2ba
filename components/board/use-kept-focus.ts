import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** What is on top first. */
const PLACES = ['.detail', '.grid', '.rows'];

/**
 * A new board can take away what has the focus: a row, the panel under it, its history. The focus then goes to the rows, or
 * to the history over them, and never back to the start of the page.
 */
export function useKeptFocus(frame: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let last: Element | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    // Somebody who clicks beside everything wants the focus nowhere.
    const onPointer = () => {
      last = null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement !== document.body) return;
      const places = PLACES.map((place) => element.querySelector<HTMLElement>(place));
      places.find((place) => place !== null)?.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', onFocus);
    element.addEventListener('pointerdown', onPointer);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('pointerdown', onPointer);
    };
  }, [frame]);
}
