import type { Size } from './placement';

/** The viewport without its scroll bars, px. Asking may make the browser lay the page out: once per change is enough. */
export function viewportSize(): Size {
  // In quirks mode the root element may be as high as the page.
  const { clientWidth, clientHeight } = document.documentElement;
  return {
    width: Math.min(window.innerWidth, clientWidth || Infinity),
    height: Math.min(window.innerHeight, clientHeight || Infinity),
  };
}
