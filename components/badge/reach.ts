/**
 * Notices that somebody reaches for the badge, and keeps what they do with it until the script that answers to it is
 * there: then it is done again, in order.
 */

import type { Redo } from './keep-events';

/** Enough for a press, a drag's beginning and a few keys. */
const MOST = 40;
const POINTER_PRESS = ['pointerdown', 'pointermove'];
const POINTER_END = ['pointerup', 'pointercancel'];
const KEPT = [
  'pointerenter',
  'pointerleave',
  ...POINTER_PRESS,
  ...POINTER_END,
  'click',
  'keydown',
  'focusin',
  'focusout',
];

interface Done {
  event: Event;
  /** An event forgets its target once it is over. */
  target: Element;
}

/** Calls `load` at the first thing done with what is in `root`; once it is loaded, all of it is done again. Until `signal` aborts. */
export function whenReached(
  root: HTMLElement,
  load: () => Promise<unknown>,
  redo: Redo,
  signal: AbortSignal,
): void {
  let done: Done[] = [];
  let isLoading = false;
  const life = new AbortController();
  signal.addEventListener('abort', () => {
    life.abort();
  });
  const replay = () => {
    life.abort();
    for (const { event, target } of done) redo(copyOf(event), target);
  };
  const onEvent = (event: Event) => {
    // A press that is over is no drag: its click says all there is to say.
    if (POINTER_END.includes(event.type)) {
      done = done.filter(({ event: { type } }) => !POINTER_PRESS.includes(type));
    } else if (done.length < MOST) {
      const target = event.target instanceof Element && event.target.closest('button, .badge');
      if (target) done.push({ event, target });
    }
    if (isLoading) return;
    isLoading = true;
    load().then(replay, () => {
      // The worker is away, e.g. while it is replaced: the next reach tries again.
      isLoading = false;
      done = [];
    });
  };
  for (const type of KEPT) {
    root.addEventListener(type, onEvent, { capture: true, passive: true, signal: life.signal });
  }
}

function copyOf(event: Event): Event {
  const { type } = event;
  if (event instanceof PointerEvent) return new PointerEvent(type, event);
  if (event instanceof KeyboardEvent) return new KeyboardEvent(type, event);
  if (event instanceof FocusEvent) return new FocusEvent(type, event);
  return new MouseEvent(type, event);
}
