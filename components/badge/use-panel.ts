import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Passing over the badge opens nothing; staying does. Leaving for a moment closes nothing. */
const OPEN_MS = 150;
const CLOSE_MS = 250;

/** A peek ends when the pointer or the focus leaves; a pinned panel stays for the pointer. */
type PanelState = 'closed' | 'peek' | 'pinned';

/**
 * Opens on hover, on focus and on a press, which pins it. Escape closes, and so does leaving. `pill` gets the focus back
 * when the panel takes it away with itself.
 */
export function usePanel(pill: RefObject<HTMLButtonElement>) {
  const [state, setState] = useState<PanelState>('closed');
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const now = (next: (before: PanelState) => PanelState) => {
    clearTimeout(timer.current);
    setState(next);
  };
  const soon = (ms: number, next: (before: PanelState) => PanelState) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(setState, ms, next);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const peek = () => {
    soon(OPEN_MS, (before) => (before === 'closed' ? 'peek' : before));
  };
  const close = () => {
    pill.current?.focus({ preventScroll: true });
    // After the focus, which opens.
    now(() => 'closed');
  };
  return {
    isOpen: state !== 'closed',
    peek,
    close,
    toggle: () => {
      now((before) => (before === 'pinned' ? 'closed' : 'pinned'));
    },
    /** For the element that holds pill and panel. */
    around: {
      onPointerEnter: () => {
        if (state === 'peek') peek();
      },
      onPointerLeave: (event: PointerEvent) => {
        if (event.pointerType === 'mouse')
          soon(CLOSE_MS, (before) => (before === 'peek' ? 'closed' : before));
      },
      onFocusOut: () => {
        soon(CLOSE_MS, () => 'closed');
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
