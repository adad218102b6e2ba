/** Less than this is a press of an unsteady hand. */
const THRESHOLD_PX = 4;

interface Press {
  pointerId: number;
  x: number;
  y: number;
  isDrag: boolean;
}

export interface DragParts {
  onStart: () => void;
  /** How far from where it began, px. */
  onMove: (dx: number, dy: number) => void;
  onDrop: () => void;
  /** The browser took the pointer away, e.g. for a gesture of its own. */
  onCancel: () => void;
}

/** Dragging with the pointer. `isPress` tells a click that is one from the click that ends every drag. */
export function createDrag({ onStart, onMove, onDrop, onCancel }: DragParts) {
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
          if (Math.hypot(dx, dy) < THRESHOLD_PX) return;
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
