/**
 * Tells of each move of the page within itself, before it is painted, and again once it is made or given up. Not WXT's
 * own event: that one is silent when a move is tried again after the page had called it off, and a second late where
 * the browser lacks the Navigation API (Firefox before 147).
 */
export function watchAddress(page: Window, onMove: (url: URL) => void, signal: AbortSignal): void {
  const now = () => {
    onMove(new URL(page.location.href));
  };
  const navigation: unknown = Reflect.get(page, 'navigation');
  if (navigation instanceof EventTarget) {
    navigation.addEventListener('navigate', (event) => onMove(destinationOf(event)), { signal });
    // Made, then called off.
    navigation.addEventListener('currententrychange', now, { signal });
    navigation.addEventListener('navigateerror', now, { signal });
    return;
  }
  // Frames come before their paint, and not at all while nobody looks.
  let lastHref = page.location.href;
  const look = () => {
    if (signal.aborted) return;
    if (page.location.href !== lastHref) now();
    lastHref = page.location.href;
    page.requestAnimationFrame(look);
  };
  look();

  function destinationOf(event: Event): URL {
    const destination: unknown = Reflect.get(event, 'destination');
    const isDownload = typeof Reflect.get(event, 'downloadRequest') === 'string';
    const url: unknown =
      typeof destination === 'object' && destination !== null && Reflect.get(destination, 'url');
    return new URL(typeof url === 'string' && !isDownload ? url : page.location.href);
  }
}
