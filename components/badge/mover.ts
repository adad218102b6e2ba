import { createDrag } from './drag';
import type { Scene } from './mounted';
import type { Position } from './placement';
import { boxOf, cornerPosition, movedBy, panelPlace, pixelsOf, sizeOf, stepOf } from './placement';
import { viewportSize } from './viewport';

/** A place reached by keys is left there once they rest this long. */
const KEYS_REST_MS = 400;

/** Where the badge is, and how it is moved. `onPlaced` hears of a new place once it is left there. */
export function createMover(
  scene: () => Scene,
  redraw: () => void,
  onPlaced: (position: Position) => void,
) {
  let viewport = viewportSize();
  /** Where it is being moved to; null once the place is the one that is remembered. */
  let moved: Position | null = null;
  let isMoving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const size = () => sizeOf(scene().view);
  const home = () => cornerPosition(scene().corner, size(), viewport);
  const position = () => moved ?? scene().view.position ?? home();
  const moveTo = (to: Position) => {
    clearTimeout(timer);
    isMoving = true;
    moved = to;
    redraw();
  };
  const leave = () => {
    isMoving = false;
    onPlaced(position());
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
      leave();
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
    place: () => {
      const badge = size();
      const at = pixelsOf(position(), badge, viewport);
      return { box: boxOf(at, badge), panel: panelPlace(at, badge, viewport) };
    },
    onResize: () => {
      viewport = viewportSize();
      redraw();
    },
    /** Moved or put back elsewhere, e.g. in another tab; the echo of one's own move changes nothing. */
    onMovedElsewhere: () => {
      if (!isMoving) moved = null;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = stepOf(event.key, event.shiftKey);
      if (step === null && event.key !== 'Home') return;
      event.preventDefault();
      moveTo(step ? movedBy(position(), step.dx, step.dy, size(), viewport) : home());
      timer = setTimeout(leave, KEYS_REST_MS);
    },
  };
}
