/** What "the nearest sample within a tolerance" is, and that one search and one rule agree on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearer, nearest } from '../../../lib/domain/nearest';
import type { Series } from '../../../lib/domain/series';
import { sampleTimes, SLOT_MS } from '../../../lib/domain/series';

const always = () => true;

describe('the nearest sample', () => {
  it.each([
    ['is the least distance away', [0, 10, 18], 15, 2],
    ['is the earlier of two equally near', [0, 10, 20], 15, 1],
    ['is none beyond the tolerance', [0, 9, 21], 15, null],
    ['is just within the tolerance', [0, 10], 15, 1],
    ['is the first of several at once', [0, 15, 15, 15], 15, 1],
    ['is none of nothing', [], 15, null],
    ['has a time', [Number.NaN], 15, null],
  ] as const)('%s', (_, times, targetMs, found) => {
    expect(nearest(times, targetMs, 5, always)).toBe(found);
  });

  it('is one that is accepted, however many others are nearer', () => {
    const times = [0, 11, 12, 13, 14, 19];
    expect(nearest(times, 13, 10, (index) => index === 0 || index === 5)).toBe(5);
    expect(nearest(times, 13, 13, (index) => index === 0)).toBe(0);
    expect(nearest(times, 13, 12, (index) => index === 0)).toBeNull();
  });

  it('is the same by search as by offering each, oldest first', () => {
    const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
    const part = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });
    const target = fc.integer({ min: -5, max: 65 });
    fc.assert(
      fc.property(
        times,
        part,
        target,
        fc.nat({ max: 20 }),
        (any, accepted, targetMs, toleranceMs) => {
          const rising = any.toSorted((a, b) => a - b);
          let best: number | null = null;
          rising.forEach((atMs, index) => {
            if (accepted[index] && isNearer(atMs, best, targetMs, toleranceMs)) best = atMs;
          });
          const found = nearest(rising, targetMs, toleranceMs, (index) => accepted[index] === true);
          expect(found === null ? null : rising[found]).toBe(best);
        },
      ),
    );
  });
});

it('a mean stands at the middle of the samples in it', () => {
  const columns = {
    atMs: Float64Array.of(0, 1_800_000),
    stepMs: Float64Array.of(1_800_000, SLOT_MS),
  };
  const series: Pick<Series, 'atMs' | 'stepMs'> = columns;
  expect([...sampleTimes(series as Series)]).toEqual([750_000, 1_800_000]);
});
