import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../../../components/badge/placement';
import {
  cornerPosition,
  DOT,
  movedBy,
  panelPlace,
  PILL,
  pixelsOf,
  restingBox,
  keyStep,
} from '../../../../components/badge/placement';

const WIDE: Size = { width: 1280, height: 800 };
const sizes = fc.record({
  width: fc.integer({ min: 0, max: 4000 }),
  height: fc.integer({ min: 0, max: 3000 }),
});
const badges = fc.constantFrom(PILL, DOT);
const fractions = fc.double({ min: 0, max: 1, noNaN: true });
const positions = fc.record({ x: fractions, y: fractions });

/** What a browser makes of `clamp(0px, part% - half, 100% - size)`: the lower bound wins. */
function clamped(box: string, side: string, wholePx: number): number {
  const form = new RegExp(`${side}:clamp\\(0px,([^%]+)% - ([^p]+)px,100% - ([^p]+)px\\)`);
  const [part = NaN, half = NaN, size = NaN] = (form.exec(box) ?? []).slice(1).map(Number);
  return Math.max(0, Math.min((part / 100) * wholePx - half, wholePx - size));
}

describe('the badge’s place', () => {
  it.each([
    ['top-left', 12, 40],
    ['top-right', 1280 - 132 - 12, 40],
    ['bottom-left', 12, 800 - 36 - 40],
    ['bottom-right', 1280 - 132 - 12, 800 - 36 - 40],
  ] as const)('is clear of the edges in the %s corner', (corner, left, top) => {
    expect(pixelsOf(cornerPosition(corner, PILL, WIDE), PILL, WIDE)).toEqual({ left, top });
  });

  it('is the same with and without the viewport’s size', () => {
    fc.assert(
      fc.property(positions, badges, sizes, (position, badge, viewport) => {
        const { left, top } = pixelsOf(position, badge, viewport);
        const box = restingBox(position, 'bottom-left', badge);
        expect(clamped(box, 'left', viewport.width)).toBeCloseTo(left, 0);
        expect(clamped(box, 'top', viewport.height)).toBeCloseTo(top, 0);
      }),
    );
    expect(restingBox(null, 'top-right', DOT)).toBe('top:40px;right:12px;width:36px;height:36px');
  });

  it('is inside every viewport that has room for it', () => {
    fc.assert(
      fc.property(positions, badges, sizes, (position, badge, viewport) => {
        const { left, top } = pixelsOf(position, badge, viewport);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(Math.max(0, viewport.width - badge.width));
        expect(top).toBeLessThanOrEqual(Math.max(0, viewport.height - badge.height));
      }),
    );
  });

  it('moves by as many px as asked, and no further than the edge', () => {
    const middle = { x: 0.5, y: 0.5 };
    const { left, top } = pixelsOf(middle, PILL, WIDE);
    const moved = movedBy(middle, 30, -20, PILL, WIDE);
    expect(pixelsOf(moved, PILL, WIDE)).toEqual({ left: left + 30, top: top - 20 });
    const far = movedBy(middle, 9999, 9999, PILL, WIDE);
    expect(pixelsOf(far, PILL, WIDE)).toEqual({ left: 1280 - 132, top: 800 - 36 });
  });

  it('stays a fraction that the settings accept, wherever it is moved', () => {
    const steps = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(positions, steps, steps, badges, sizes, (position, dx, dy, badge, viewport) => {
        for (const part of Object.values(movedBy(position, dx, dy, badge, viewport))) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the panel', () => {
  it('opens where there is more room', () => {
    expect(panelPlace({ left: 12, top: 724 }, PILL, WIDE)).toMatchObject({
      opensUp: true,
      left: 0,
    });
    expect(panelPlace({ left: 12, top: 40 }, PILL, WIDE)).toMatchObject({ opensUp: false });
  });

  it('keeps off the badge and the edge of the window', () => {
    expect(panelPlace({ left: 12, top: 724 }, PILL, WIDE).maxHeight).toBe(724 - 6 - 8);
    expect(panelPlace({ left: 12, top: 40 }, PILL, WIDE).maxHeight).toBe(800 - 76 - 6 - 8);
  });

  it('ends with the badge’s right edge on the right half', () => {
    const { left, width } = panelPlace({ left: 1136, top: 40 }, PILL, WIDE);
    expect(1136 + left + width).toBe(1136 + PILL.width);
  });

  it('is inside the viewport whenever that is wider than its margins', () => {
    const viewports = fc.record({
      width: fc.integer({ min: 160, max: 3000 }),
      height: fc.integer({ min: 60, max: 2000 }),
    });
    fc.assert(
      fc.property(positions, badges, viewports, (position, badge, viewport) => {
        const at = pixelsOf(position, badge, viewport);
        const { left, width, maxHeight, opensUp } = panelPlace(at, badge, viewport);
        expect(at.left + left).toBeGreaterThanOrEqual(8);
        expect(at.left + left + width).toBeLessThanOrEqual(viewport.width - 8);
        const room = opensUp ? at.top : viewport.height - at.top - badge.height;
        expect(maxHeight).toBeLessThanOrEqual(Math.max(0, room));
      }),
    );
  });
});

describe('the keys', () => {
  it.each([
    ['ArrowLeft', false, { dx: -8, dy: 0 }],
    ['ArrowRight', true, { dx: 48, dy: 0 }],
    ['ArrowUp', false, { dx: 0, dy: -8 }],
    ['ArrowDown', true, { dx: 0, dy: 48 }],
    ['Enter', false, null],
  ] as const)('%s (leaping: %s)', (key, isLeap, step) => {
    expect(keyStep(key, isLeap)).toEqual(step);
  });
});
