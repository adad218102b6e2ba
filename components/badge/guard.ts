/**
 * Against clickjacking: a page can cover the badge with something that pointers pass through, or move and show it just
 * before a click. So a press that changes something counts only after the badge has been uncovered and in its place for
 * 400 ms. Opening the panel changes nothing and is always possible.
 */

const STEADY_MS = 400;
const VISIBILITY_CHECK_MS = 100;

/** Refuses presses in `root` until they are safe, and puts that into its `data-steady`. Until `signal` aborts. */
export function guardPresses(
  root: HTMLElement,
  steadySinceMs: () => number,
  signal: AbortSignal,
): void {
  /** When badge or panel last changed their box or were covered, as `performance.now()`. */
  let disturbedAtMs = -Infinity;
  let boxes: string | null = null;
  const covered = new Set<Element>();
  const observer = visibilityObserver((element, isVisible) => {
    if (isVisible) covered.delete(element);
    else covered.add(element);
    check();
  });
  const check = () => {
    const parts = [...root.querySelectorAll('.badge, .panel')];
    for (const part of parts) observer?.observe(part);
    for (const part of covered) if (!parts.includes(part)) covered.delete(part);
    const now = parts
      .map((part) => {
        const { left, top, width, height } = part.getBoundingClientRect();
        return [left, top, width, height].join();
      })
      .join(';');
    const isMoved = boxes !== null && now !== boxes;
    if (isMoved || covered.size > 0) disturbedAtMs = performance.now();
    boxes = now;
    const isSteady = performance.now() - Math.max(disturbedAtMs, steadySinceMs()) >= STEADY_MS;
    root.dataset.steady = String(isSteady);
    return isSteady;
  };
  const timer = setInterval(() => {
    if (root.querySelector('.panel, .badge:hover') !== null) check();
  }, VISIBILITY_CHECK_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    observer?.disconnect();
  });
  const onPress = (event: Event) => {
    if (!(event instanceof MouseEvent) || !(event.target instanceof Element)) return;
    // A click by keyboard has no position: it goes to the focused element, and no page can focus one of ours.
    const isByKeyboard = event.type === 'click' && event.detail === 0;
    const isOpening = event.type === 'click' && event.target.closest('.pill') !== null;
    if (isByKeyboard || isOpening || (check() && isOnTop(event))) return;
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
  check();
}

/**
 * Reports whether the page covers, fades or distorts an element (IntersectionObserver v2); null where the browser does not
 * have it.
 */
function visibilityObserver(
  onChange: (element: Element, isVisible: boolean) => void,
): IntersectionObserver | null {
  if (typeof IntersectionObserverEntry === 'undefined') return null;
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return null;
  // Not in TypeScript's types: only Chromium has them.
  const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
    trackVisibility: true,
    delay: VISIBILITY_CHECK_MS,
  };
  return new IntersectionObserver((entries) => {
    for (const entry of entries) onChange(entry.target, Reflect.get(entry, 'isVisible') === true);
  }, options);
}
