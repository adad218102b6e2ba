import { useEffect, useRef, useState } from 'preact/hooks';

/** Passing over the badge opens nothing; staying does. Leaving for a moment closes nothing. */
const OPEN_MS = 150;
const CLOSE_MS = 250;

export interface Panel {
  isOpen: boolean;
  toggle: () => void;
  close: () => void;
  /** For the element that holds pill and panel. */
  hover: {
    onPointerEnter: (event: PointerEvent) => void;
    onPointerLeave: () => void;
    onFocusIn: () => void;
    onFocusOut: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** Opens on hover, on focus by the keyboard and on a tap; closes when all of them are gone, and on Escape. */
export function usePanel(): Panel {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isPressing = useRef(false);
  const soon = (open: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => {
        setOpen(open);
      },
      open ? OPEN_MS : CLOSE_MS,
    );
  };
  const now = (open: boolean) => {
    clearTimeout(timer.current);
    setOpen(open);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    isOpen,
    // A press also brings focus, which has opened the panel already: it must not close it at once.
    toggle: () => {
      const wasOpened = isPressing.current;
      isPressing.current = false;
      now(wasOpened || !isOpen);
    },
    close: () => {
      now(false);
    },
    hover: {
      onPointerEnter: (event) => {
        if (event.pointerType === 'mouse') soon(true);
      },
      onPointerLeave: () => {
        soon(false);
      },
      onFocusIn: () => {
        isPressing.current = !isOpen;
        soon(true);
      },
      onFocusOut: () => {
        soon(false);
      },
      onKeyDown: (event) => {
        isPressing.current = false;
        if (event.key === 'Escape') now(false);
      },
    },
  };
}
