import { useEffect, useRef, useState } from 'preact/hooks';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Corner, Position } from './placement';
import { cornerPosition, DOT, movedBy, panelPlace, PILL, pixelsOf, stepOf } from './placement';
import { useDrag } from './use-drag';
import { useViewport } from './use-viewport';

/** A place reached by keys is left there once they rest this long. */
const KEYS_REST_MS = 400;

/** Where the badge is, and how it is moved. `onPlaced` hears of a new place once it is left there. */
export function usePlacement(
  view: BadgeView,
  corner: Corner,
  onPlaced: (position: Position) => void,
) {
  const viewport = useViewport();
  const badge = view.collapsed ? DOT : PILL;
  /** Where it is being moved to; null once the place is the one that is remembered. */
  const [moved, setMoved] = useState<Position | null>(null);
  const start = useRef<Position | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isMoving = useRef(false);

  // Moved or put back elsewhere, e.g. in another tab; the echo of one's own move changes nothing.
  useEffect(() => {
    if (!isMoving.current) setMoved(null);
  }, [view.position?.x, view.position?.y]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const position = moved ?? view.position ?? cornerPosition(corner, badge, viewport);
  const { left, top } = pixelsOf(position, badge, viewport);
  const leave = (at: Position) => {
    isMoving.current = false;
    onPlaced(at);
  };
  const drag = useDrag({
    onStart: () => {
      clearTimeout(timer.current);
      isMoving.current = true;
      start.current = position;
    },
    onMove: (dx, dy) => {
      setMoved(movedBy(start.current ?? position, dx, dy, badge, viewport));
    },
    onDrop: () => {
      leave(position);
    },
    onCancel: () => {
      isMoving.current = false;
      setMoved(start.current);
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, event.shiftKey);
    if (step === null && event.key !== 'Home') return;
    event.preventDefault();
    const next = step
      ? movedBy(position, step.dx, step.dy, badge, viewport)
      : cornerPosition(corner, badge, viewport);
    isMoving.current = true;
    setMoved(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(leave, KEYS_REST_MS, next);
  };

  return {
    box: {
      left: `${left}px`,
      top: `${top}px`,
      width: `${badge.width}px`,
      height: `${badge.height}px`,
    },
    panel: panelPlace({ left, top }, badge, viewport),
    isDragging: drag.isDragging,
    isPress: drag.isPress,
    handle: drag.handle,
    onKeyDown,
  };
}
