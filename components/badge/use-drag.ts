import { useRef, useState } from 'preact/hooks';

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
export function useDrag({ onStart, onMove, onDrop, onCancel }: DragParts) {
  const press = useRef<Press | null>(null);
  const hasDragged = useRef(false);
  const [isDragging, setDragging] = useState(false);
  const end = (finish: () => void) => {
    if (press.current?.isDrag) finish();
    press.current = null;
    setDragging(false);
  };
  return {
    isDragging,
    isPress: () => {
      const was = hasDragged.current;
      hasDragged.current = false;
      return !was;
    },
    handle: {
      onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
        hasDragged.current = false;
        if (event.button !== 0 || press.current !== null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const { pointerId, clientX: x, clientY: y } = event;
        press.current = { pointerId, x, y, isDrag: false };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = press.current;
        if (from === null || event.pointerId !== from.pointerId) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (!from.isDrag) {
          if (Math.hypot(dx, dy) < THRESHOLD_PX) return;
          from.isDrag = hasDragged.current = true;
          setDragging(true);
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
