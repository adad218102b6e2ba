/** Moves the badge, with the pointer or the keyboard. */
import type { BadgeContent } from './handover';
import type { Position, Size } from './placement';
import { boxOf, cornerPosition, movedBy, panelPlace, pixelsOf, sizeOf, keyStep } from './placement';

/** A move by keys is done once no key was pressed for so long. */
const KEYS_DEBOUNCE_MS = 400;

/** Where the badge is while it is moved and after. `onDropped` gets the new position once a move is done. */
export function createMover(
  content: () => BadgeContent,
  redraw: () => void,
  onDropped: (position: Position) => void,
) {
  let viewport = viewportSize();
  /** Overrides the stored position until that one changes. */
  let moved: Position | null = null;
  let isMoving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const size = () => sizeOf(content().view);
  const home = () => cornerPosition(content().corner, size(), viewport);
  const position = () => moved ?? content().view.position ?? home();
  const moveTo = (to: Position) => {
    clearTimeout(timer);
    isMoving = true;
    moved = to;
    redraw();
  };
  const finish = () => {
    isMoving = false;
    onDropped(position());
  };

  let start = position();
  const drag = createDrag({
    onStart: () => {
      start = position();
    },
    onMove: (dx, dy) => {
      moveTo(movedBy(start, dx, dy, size(), viewport));
    },
    onDrop: () => {
      finish();
      redraw();
    },
    onCancel: () => {
      isMoving = false;
      moved = start;
      redraw();
    },
  });

  return {
    drag,
    cancel: () => {
      clearTimeout(timer);
    },
    /** The badge's box as a `style` attribute, and where its panel opens. */
    place: () => {
      const badge = size();
      const at = pixelsOf(position(), badge, viewport);
      return { box: boxOf(at, badge), panel: panelPlace(at, badge, viewport) };
    },
    onResize: () => {
      viewport = viewportSize();
      redraw();
    },
    /** The stored position changed, e.g. in another tab; the echo of the own move changes nothing. */
    onMovedElsewhere: () => {
      if (!isMoving) moved = null;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = keyStep(event.key, event.shiftKey);
      if (step === null && event.key !== 'Home') return;
      event.preventDefault();
      moveTo(step ? movedBy(position(), step.dx, step.dy, size(), viewport) : home());
      timer = setTimeout(finish, KEYS_DEBOUNCE_MS);
    },
  };
}

/** A pointer that moves less is pressing. */
const DRAG_THRESHOLD_PX = 4;

interface Press {
  pointerId: number;
  x: number;
  y: number;
  isDrag: boolean;
}

interface DragParts {
  onStart: () => void;
  /** Distance from the start, px. */
  onMove: (dx: number, dy: number) => void;
  onDrop: () => void;
  /** The browser took the pointer, e.g. for a gesture. */
  onCancel: () => void;
}

/** Dragging with the pointer. `isPress`, asked once per click: false for the click that ends a drag. */
function createDrag({ onStart, onMove, onDrop, onCancel }: DragParts) {
  let press: Press | null = null;
  let hasDragged = false;
  const end = (finish: () => void) => {
    const wasDrag = press?.isDrag;
    press = null;
    if (wasDrag) finish();
  };
  return {
    isDragging: () => press?.isDrag === true,
    isPress: () => {
      const was = hasDragged;
      hasDragged = false;
      return !was;
    },
    handle: {
      onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
        hasDragged = false;
        if (event.button !== 0 || press !== null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const { pointerId, clientX: x, clientY: y } = event;
        press = { pointerId, x, y, isDrag: false };
      },
      onPointerMove: (event: PointerEvent) => {
        if (press === null || event.pointerId !== press.pointerId) return;
        const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
        if (!press.isDrag) {
          if (Math.hypot(dx, dy) < DRAG_THRESHOLD_PX) return;
          press.isDrag = hasDragged = true;
          onStart();
        }
        onMove(dx, dy);
      },
      onPointerUp: () => {
        end(onDrop);
      },
      onPointerCancel: () => {
        end(onCancel);
      },
    },
  };
}

/** The viewport without its scroll bars, px. May force a layout: ask once per change. */
export function viewportSize(): Size {
  // In quirks mode the root element may be as high as the page.
  const { clientWidth, clientHeight } = document.documentElement;
  return {
    width: Math.min(window.innerWidth, clientWidth || Infinity),
    height: Math.min(window.innerHeight, clientHeight || Infinity),
  };
}
