import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Corner, Position } from './placement';
import { cornerPosition, movedBy, pixelsOf, stepOf } from './placement';

const viewportSize = () => ({ width: window.innerWidth, height: window.innerHeight });
const FULL = { width: 132, height: 36 };

/** Where the badge is, and how it is moved. `onPlaced` hears of a new place once it is left there. */
export function usePlacement(
  view: BadgeView,
  corner: Corner,
  onPlaced: (position: Position) => void,
) {
  const ref = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Position | null>(null);
  const [viewport, setViewport] = useState(viewportSize);
  const size = () => {
    const box = ref.current?.getBoundingClientRect();
    return box && box.width > 0 ? { width: box.width, height: box.height } : FULL;
  };
  const [badge, setBadge] = useState(FULL);

  useLayoutEffect(() => {
    setBadge(size());
  }, [view.collapsed, view.bias, view.score]);
  useLayoutEffect(() => {
    const onResize = () => {
      setViewport(viewportSize());
    };
    window.addEventListener('resize', onResize, { passive: true });
    return () => {
      window.removeEventListener('resize', onResize);
    };
  }, []);

  const position = dragged ?? view.position ?? cornerPosition(corner, badge, viewport);
  const { left, top } = pixelsOf(position, badge, viewport);

  const onPointerDown = (down: PointerEvent & { currentTarget: HTMLElement }) => {
    if (down.button !== 0) return;
    const grip = down.currentTarget;
    const start = position;
    let latest = start;
    const leave = new AbortController();
    const { signal } = leave;
    grip.setPointerCapture(down.pointerId);
    grip.addEventListener(
      'pointermove',
      (move: PointerEvent) => {
        const [dx, dy] = [move.clientX - down.clientX, move.clientY - down.clientY];
        latest = movedBy(start, dx, dy, badge, viewport);
        setDragged(latest);
      },
      { signal },
    );
    const drop = () => {
      leave.abort();
      if (latest !== start) onPlaced(latest);
    };
    grip.addEventListener('pointerup', drop, { signal });
    grip.addEventListener('pointercancel', drop, { signal });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, event.shiftKey);
    const isHome = event.key === 'Home';
    if (step === null && !isHome) return;
    event.preventDefault();
    const next = step
      ? movedBy(position, step.dx, step.dy, badge, viewport)
      : cornerPosition(corner, badge, viewport);
    setDragged(next);
    onPlaced(next);
  };

  return {
    ref,
    left,
    top,
    isLow: top > viewport.height / 2,
    isRight: left > viewport.width / 2,
    grip: { onPointerDown, onKeyDown },
  };
}
