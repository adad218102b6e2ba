import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpening } from '../../../../components/badge/opening';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const mouse = new PointerEvent('pointerenter', { pointerType: 'mouse' });
const touch = new PointerEvent('pointerenter', { pointerType: 'touch' });
const escape = new KeyboardEvent('keydown', { key: 'Escape' });

function opened() {
  const redraw = vi.fn();
  const focusPill = vi.fn();
  return { ...createOpening(redraw, focusPill), redraw, focusPill };
}

describe('the reasons', () => {
  it('open on a pointer that stays, not on one that passes', () => {
    const { isOpen, within, around } = opened();
    within.onPointerEnter(mouse);
    vi.advanceTimersByTime(100);
    around.onPointerLeave(mouse);
    vi.advanceTimersByTime(1000);
    expect(isOpen()).toBe(false);
    within.onPointerEnter(mouse);
    vi.advanceTimersByTime(150);
    expect(isOpen()).toBe(true);
  });

  it('stay through a short way out, and close after a longer one', () => {
    const { isOpen, within, around } = opened();
    within.onPointerEnter(mouse);
    vi.advanceTimersByTime(150);
    around.onPointerLeave(mouse);
    vi.advanceTimersByTime(200);
    around.onPointerEnter();
    vi.advanceTimersByTime(1000);
    expect(isOpen()).toBe(true);
    around.onPointerLeave(mouse);
    vi.advanceTimersByTime(250);
    expect(isOpen()).toBe(false);
  });

  it('stay when pressed, until the next press', () => {
    const { isOpen, toggle, around } = opened();
    toggle();
    around.onPointerLeave(mouse);
    vi.advanceTimersByTime(1000);
    expect(isOpen()).toBe(true);
    toggle();
    expect(isOpen()).toBe(false);
  });

  it('open on no touch but the press', () => {
    const { isOpen, within } = opened();
    within.onPointerEnter(touch);
    vi.advanceTimersByTime(1000);
    expect(isOpen()).toBe(false);
  });

  it('close on Escape, with the focus back on the pill, and when the focus leaves', () => {
    const { isOpen, toggle, around, focusPill } = opened();
    around.onKeyDown(escape);
    expect(focusPill).not.toHaveBeenCalled();
    toggle();
    around.onKeyDown(escape);
    expect([isOpen(), focusPill.mock.calls.length]).toEqual([false, 1]);
    toggle();
    around.onFocusOut();
    vi.advanceTimersByTime(250);
    expect(isOpen()).toBe(false);
  });

  it('do nothing by themselves once the badge is gone', () => {
    const { isOpen, within, cancel, redraw } = opened();
    within.onFocusIn();
    cancel();
    vi.advanceTimersByTime(1000);
    expect([isOpen(), redraw.mock.calls.length]).toEqual([false, 0]);
  });
});
