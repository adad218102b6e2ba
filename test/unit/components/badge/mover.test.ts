import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMover, viewportSize } from '../../../../components/badge/mover';
import { cornerPosition, PILL } from '../../../../components/badge/placement';
import type { BadgeView } from '../../../../lib/messages/protocol';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Only what the mover reads of a view. */
const viewAt = (position: BadgeView['position']) => ({ collapsed: false, position }) as BadgeView;

function moving(position: BadgeView['position'] = null) {
  const placed = vi.fn();
  const redraw = vi.fn();
  const scene = { view: viewAt(position), corner: 'bottom-left' as const };
  const mover = createMover(() => scene, redraw, placed);
  const key = (name: string, shiftKey = false) => {
    const event = new KeyboardEvent('keydown', { key: name, shiftKey, cancelable: true });
    mover.onKeyDown(event);
    return event.defaultPrevented;
  };
  const leftTop = () => {
    const [, left, top] = /left:([\d.]+)px;top:([\d.]+)px/.exec(mover.place().box) ?? [];
    return [Math.floor(Number(left)), Math.floor(Number(top))] as const;
  };
  return { ...mover, placed, redraw, scene, key, leftTop };
}

const pointer = (type: string, clientX: number, clientY: number) =>
  new PointerEvent(type, { pointerId: 1, button: 0, clientX, clientY });

function press(
  handle: ReturnType<typeof moving>['drag']['handle'],
  down = pointer('pointerdown', 100, 100),
) {
  const target = document.createElement('button');
  target.setPointerCapture = () => undefined;
  Object.defineProperty(down, 'currentTarget', { value: target });
  handle.onPointerDown(down as PointerEvent & { currentTarget: HTMLElement });
}

describe('moving the badge', () => {
  it('begins in the free corner, or where it was left', () => {
    const home = cornerPosition('bottom-left', PILL, viewportSize());
    expect(moving().leftTop()).toEqual(moving(home).leftTop());
    expect(moving({ x: 1, y: 0 }).leftTop()).toEqual([viewportSize().width - PILL.width, 0]);
  });

  it('reports a position reached by keys once, debounced', () => {
    const { key, placed, leftTop } = moving();
    const [left, top] = leftTop();
    expect([key('ArrowUp'), key('ArrowRight', true), key('Tab')]).toEqual([true, true, false]);
    expect(leftTop()).toEqual([left + 48, top - 8]);
    expect(placed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(placed).toHaveBeenCalledTimes(1);
  });

  it('goes home with Home', () => {
    const { key, leftTop } = moving({ x: 0.5, y: 0.5 });
    key('Home');
    expect(leftTop()).toEqual(moving().leftTop());
  });

  it('starts a drag beyond the threshold, and drops once', () => {
    const { drag, leftTop, placed } = moving({ x: 0.5, y: 0.5 });
    const [left, top] = leftTop();
    press(drag.handle);
    drag.handle.onPointerMove(pointer('pointermove', 102, 101));
    expect([drag.isDragging(), ...leftTop()]).toEqual([false, left, top]);
    drag.handle.onPointerMove(pointer('pointermove', 120, 90));
    expect([drag.isDragging(), ...leftTop()]).toEqual([true, left + 20, top - 10]);
    drag.handle.onPointerUp();
    expect(placed).toHaveBeenCalledTimes(1);
    // The click that ends the drag is no press; the next is.
    expect([drag.isPress(), drag.isPress()]).toEqual([false, true]);
  });

  it('is by the main button and one pointer alone', () => {
    const { drag, leftTop } = moving({ x: 0.5, y: 0.5 });
    const before = leftTop();
    const at = { clientX: 100, clientY: 100 };
    press(drag.handle, new PointerEvent('pointerdown', { pointerId: 1, button: 2, ...at }));
    drag.handle.onPointerMove(pointer('pointermove', 200, 200));
    expect(leftTop()).toEqual(before);
    press(drag.handle);
    // A second finger neither takes the drag over nor moves the badge.
    press(drag.handle, new PointerEvent('pointerdown', { pointerId: 2, button: 0, ...at }));
    drag.handle.onPointerMove(
      new PointerEvent('pointermove', { pointerId: 2, clientX: 300, clientY: 300 }),
    );
    expect(leftTop()).toEqual(before);
    drag.handle.onPointerMove(pointer('pointermove', 110, 100));
    expect(leftTop()[0]).toBe(before[0] + 10);
  });

  it('is back where it was when the browser takes the pointer', () => {
    const { drag, leftTop, placed } = moving({ x: 0.5, y: 0.5 });
    const before = leftTop();
    press(drag.handle);
    drag.handle.onPointerMove(pointer('pointermove', 200, 200));
    drag.handle.onPointerCancel();
    expect(leftTop()).toEqual(before);
    expect(placed).not.toHaveBeenCalled();
  });

  it('follows a move in another tab, but not while it is moved here', () => {
    const here = moving({ x: 0.5, y: 0.5 });
    here.key('ArrowUp');
    const moved = here.leftTop();
    here.scene.view = viewAt({ x: 0.2, y: 0.2 });
    here.onMovedElsewhere();
    expect(here.leftTop()).toEqual(moved);
    vi.advanceTimersByTime(400);
    here.onMovedElsewhere();
    expect(here.leftTop()).toEqual(moving({ x: 0.2, y: 0.2 }).leftTop());
  });

  it('reports nothing after it is cancelled', () => {
    const { key, cancel, placed } = moving();
    key('ArrowUp');
    cancel();
    vi.advanceTimersByTime(1000);
    expect(placed).not.toHaveBeenCalled();
  });
});
