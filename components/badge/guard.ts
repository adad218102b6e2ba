/**
 * Nobody is made to press what they do not see: a page can put something over the badge that pointers go through, or shift
 * and show it as somebody is about to click. So a press that changes something counts only once the badge has stood
 * where it is, uncovered, for a moment. Opening the reasons changes nothing, and is always possible.
 */

const MOMENT_MS = 400;
const LOOK_MS = 100;

/** Refuses presses in `root` until they are safe; whether they are is in its `data-steady`. Until `signal` aborts. */
export function guardPresses(
  root: HTMLElement,
  steadySinceMs: () => number,
  signal: AbortSignal,
): void {
  /** Since when nothing was seen to change in where the badge is and what is open of it; it stood there before. */
  let sinceMs = -Infinity;
  let place: string | null = null;
  const covered = new Set<Element>();
  const observer = visibilityObserver((element, isVisible) => {
    if (isVisible) covered.delete(element);
    else covered.add(element);
    look();
  });
  const look = () => {
    const parts = [...root.querySelectorAll('.badge, .panel')];
    for (const part of parts) observer?.observe(part);
    for (const part of covered) if (!parts.includes(part)) covered.delete(part);
    const now = parts
      .map((part) => {
        const { left, top, width, height } = part.getBoundingClientRect();
        return [left, top, width, height].join();
      })
      .join(';');
    const isMoved = place !== null && now !== place;
    if (isMoved || covered.size > 0) sinceMs = performance.now();
    place = now;
    const isSteady = performance.now() - Math.max(sinceMs, steadySinceMs()) >= MOMENT_MS;
    root.dataset.steady = String(isSteady);
    return isSteady;
  };
  const timer = setInterval(() => {
    if (root.querySelector('.panel, .badge:hover') !== null) look();
  }, LOOK_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    observer?.disconnect();
  });
  const onPress = (event: Event) => {
    if (!(event instanceof MouseEvent) || !(event.target instanceof Element)) return;
    // The keyboard's clicks are nowhere: what they press has the focus, which no page can give to it.
    const isByKeyboard = event.type === 'click' && event.detail === 0;
    const isOpening = event.type === 'click' && event.target.closest('.pill') !== null;
    if (isByKeyboard || isOpening || (look() && isOnTop(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const isOnTop = ({ clientX, clientY }: MouseEvent) => {
    const shadow = root.getRootNode();
    return (
      !(shadow instanceof ShadowRoot) ||
      root.ownerDocument.elementFromPoint(clientX, clientY) === shadow.host
    );
  };
  for (const type of ['pointerdown', 'click']) {
    root.addEventListener(type, onPress, { capture: true, signal });
  }
  look();
}

/**
 * Tells whether an element is covered, faded or distorted by the page, where the browser knows (Chromium's second version
 * of the observer); else null.
 */
function visibilityObserver(
  onChange: (element: Element, isVisible: boolean) => void,
): IntersectionObserver | null {
  if (typeof IntersectionObserverEntry === 'undefined') return null;
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return null;
  // Not in the types: only one browser has them.
  const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
    trackVisibility: true,
    delay: LOOK_MS,
  };
  return new IntersectionObserver((entries) => {
    for (const entry of entries) onChange(entry.target, Reflect.get(entry, 'isVisible') === true);
  }, options);
}
