/** When the panel is open. */

/** Hover intent: a pointer that only passes over does not open it; leaving briefly does not close it. */
const OPEN_MS = 150;
const CLOSE_MS = 250;

/** A peek closes when pointer or focus leave; a pinned panel stays when the pointer leaves. */
type OpeningState = 'closed' | 'peek' | 'pinned';

/**
 * Opens on hover, on focus and on a press, which pins; closes on Escape and on leaving. `focusPill` is called before it
 * closes, since the focus may be inside.
 */
export function createOpening(redraw: () => void, focusPill: () => void) {
  let state: OpeningState = 'closed';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
  };
  const turn = (next: OpeningState) => {
    cancel();
    if (state === next) return;
    state = next;
    redraw();
  };
  const soon = (ms: number, from: OpeningState | null, next: OpeningState) => {
    cancel();
    timer = setTimeout(() => {
      if (from === null || state === from) turn(next);
    }, ms);
  };
  const peek = () => {
    soon(OPEN_MS, 'closed', 'peek');
  };
  const close = () => {
    focusPill();
    // After the focus, which opens it.
    turn('closed');
  };
  return {
    isOpen: () => state !== 'closed',
    close,
    /** Cancels what is about to open or close. */
    cancel,
    toggle: () => {
      turn(state === 'pinned' ? 'closed' : 'pinned');
    },
    /** Handlers of the element around pill and panel. */
    around: {
      onPointerEnter: () => {
        if (state === 'peek') peek();
      },
      onPointerLeave: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') soon(CLOSE_MS, 'peek', 'closed');
      },
      onFocusOut: () => {
        soon(CLOSE_MS, null, 'closed');
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape' && state !== 'closed') close();
      },
    },
    /** Handlers of pill and panel. */
    within: {
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') peek();
      },
      onFocusIn: peek,
    },
  };
}
