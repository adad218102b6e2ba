import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layout } from '../../../lib/board/virtual-list';
import { scrollToShow, sliceOf, topOf, totalHeight } from '../../../lib/board/virtual-list';

const CLOSED: Layout = { count: 4000, rowHeight: 28, openIndex: -1, panelHeight: 232 };

describe('the window of rows', () => {
  it('draws what is seen and a few more, of thousands', () => {
    const { first, end } = sliceOf(CLOSED, 28 * 1000, 448);
    expect(first).toBeLessThanOrEqual(994);
    expect(end).toBeGreaterThanOrEqual(1022);
    expect(end - first).toBeLessThan(40);
  });

  it('holds every row that is seen, wherever a panel is open', () => {
    const anyLayout = fc.record({
      count: fc.integer({ min: 1, max: 500 }),
      rowHeight: fc.constant(28),
      openIndex: fc.integer({ min: -1, max: 499 }),
      panelHeight: fc.integer({ min: 50, max: 600 }),
    });
    fc.assert(
      fc.property(anyLayout, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const layout = { ...given, openIndex: Math.min(given.openIndex, given.count - 1) };
        const scrollTop = Math.max(0, totalHeight(layout) - 448) * share;
        const { first, end } = sliceOf(layout, scrollTop, 448);
        for (let index = 0; index < layout.count; index++) {
          const top = topOf(index, layout);
          const isSeen = top + 28 > scrollTop && top < scrollTop + 448;
          expect(!isSeen || (index >= first && index < end), `row ${index}`).toBe(true);
        }
      }),
    );
  });

  it('moves only rows under the open one, and adds its panel once', () => {
    const open = { ...CLOSED, openIndex: 3 };
    expect(topOf(3, open)).toBe(84);
    expect(topOf(4, open)).toBe(112 + 232);
    expect(totalHeight(open)).toBe(4000 * 28 + 232);
    expect(totalHeight({ ...open, openIndex: 3999 })).toBe(4000 * 28 + 232);
  });

  it('scrolls as little as needed', () => {
    expect(scrollToShow(100, 128, 0, 448)).toBe(0);
    expect(scrollToShow(448, 476, 0, 448)).toBe(28);
    expect(scrollToShow(28, 56, 100, 448)).toBe(28);
    expect(scrollToShow(300, 900, 0, 448)).toBe(300);
  });
});
