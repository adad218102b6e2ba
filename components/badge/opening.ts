/** Passing over the badge opens nothing; staying does. Leaving for a moment closes nothing. */
const OPEN_MS = 150;
const CLOSE_MS = 250;

/** A peek ends when the pointer or the focus leaves; a pinned panel stays for the pointer. */
type OpeningState = 'closed' | 'peek' | 'pinned';

/**
 * When the reasons are open: on hover, on focus and on a press, which pins them. Escape closes, and so does leaving.
 * `focusPill` is called when they go, since the focus may be inside them.
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
    // After the focus, which opens.
    turn('closed');
  };
  return {
    isOpen: () => state !== 'closed',
    close,
    /** Nothing opens or closes by itself any more. */
    cancel,
    toggle: () => {
      turn(state === 'pinned' ? 'closed' : 'pinned');
    },
    /** For the element that holds pill and panel. */
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
    /** For what opens it or is it. */
    within: {
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') peek();
      },
      onFocusIn: peek,
    },
  };
}
