/** Prices, windows and rejected ones, by figures worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Series } from '../../../lib/domain/series';
import { SOURCE } from '../../../lib/domain/series';
import { gridOf, pricePath, priceWindows } from '../../../lib/track-record/windows';
import { START_MS } from './world';

const FIVE_MS = 300_000;
const STEP_MS = 6 * FIVE_MS;

/** Our own samples; a price of NaN makes a backfilled one. */
function series(samples: readonly (readonly [atMs: number, price: number, raw: number])[]): Series {
  const column = (valueAt: (sample: (typeof samples)[number]) => number) =>
    Float64Array.from(samples, valueAt);
  const scores = column(([, , raw]) => raw);
  const nothing = column(() => Number.NaN);
  return {
    ...{ atMs: column(([atMs]) => atMs), stepMs: column(() => FIVE_MS), baseQty: nothing },
    ...{ fundingRate: nothing, fundingPeriodHours: nothing, basisPct: nothing },
    ...{ markPrice: column(([, price]) => price), quoteVolume24h: nothing },
    classic: { mean: scores, least: scores, most: scores },
    crowding: { mean: scores, least: scores, most: scores },
    source: Uint8Array.from(samples, ([, price]) =>
      Number.isNaN(price) ? SOURCE.backFilled : SOURCE.own,
    ),
  };
}

/** A sample each half hour from START_MS on. */
function halfHours(prices: readonly number[], rawAt: (step: number) => number): Series {
  return series(prices.map((price, step) => [START_MS + step * STEP_MS, price, rawAt(step)]));
}

const logs = (...percents: number[]) => Float64Array.from(percents, (percent) => percent / 100);

describe('a path', () => {
  it('has the root of the sum of squares, and the furthest moves from its start', () => {
    // Returns +3, −4, +12 %: squares 9 + 16 + 144 = 169.
    const path = pricePath(logs(0, 3, -1, 11), 0, 3);
    expect(path?.volatilityPct).toBeCloseTo(13, 9);
    expect(path?.downPct).toBeCloseTo(1, 9);
    expect(path?.upPct).toBeCloseTo(11, 9);
  });

  it('never went against its start: 0, not a negative move', () => {
    expect(pricePath(logs(0, 1, 2), 0, 2)?.downPct).toBe(0);
    expect(pricePath(logs(0, -1, -2), 0, 2)?.upPct).toBe(0);
  });

  it('spans one missing step of eight, and is refused with two', () => {
    const one = logs(0, 1, 2, Number.NaN, 4, 5, 6, 7, 8);
    // Seven returns, one of them of 2 %: 6 + 4 = 10.
    expect(pricePath(one, 0, 8)?.volatilityPct).toBeCloseTo(Math.sqrt(10), 9);
    expect(pricePath(one.with(6, Number.NaN), 0, 8)).toBeNull();
  });

  it('is refused without its first or last price', () => {
    expect(pricePath(logs(Number.NaN, 1, 2, 3, 4, 5, 6, 7, 8), 0, 8)).toBeNull();
    expect(pricePath(logs(0, 1, 2, 3, 4, 5, 6, 7, Number.NaN), 0, 8)).toBeNull();
    expect(pricePath(logs(0, 1), 0, 8)).toBeNull();
  });
});

describe('the grid', () => {
  it('is of means, as the older history is', () => {
    const grid = gridOf(
      series([
        [START_MS, 100, 10],
        [START_MS + FIVE_MS, 104, 20],
        [START_MS + STEP_MS + FIVE_MS, 110, 30],
      ]),
    );
    expect([...(grid?.logPrice ?? [])].map(Math.exp)).toEqual([
      expect.closeTo(102, 9),
      expect.closeTo(110, 9),
    ]);
    expect([...(grid?.classic ?? [])]).toEqual([15, 30]);
  });

  it('leaves gaps as gaps, and has no place for what the venue filled in', () => {
    const grid = gridOf(
      series([
        [START_MS, 100, 10],
        [START_MS + STEP_MS, Number.NaN, 90],
        [START_MS + 2 * STEP_MS, 100, 10],
      ]),
    );
    expect([...(grid?.classic ?? [])]).toEqual([10, Number.NaN, 10]);
    expect(gridOf(series([[START_MS, Number.NaN, 50]]))).toBeNull();
    expect(gridOf(series([]))).toBeNull();
  });

  it('is of half an hour alone, and of prices that can be', () => {
    for (const price of [0, -1, Number.POSITIVE_INFINITY]) {
      const grid = gridOf(
        series([
          [START_MS, price, 10],
          [START_MS + FIVE_MS, 100, 20],
        ]),
      );
      expect([...(grid?.logPrice ?? [])].map(Math.exp)).toEqual([expect.closeTo(100, 9)]);
      expect([...(grid?.classic ?? [])]).toEqual([15]);
    }
  });
});

describe('windows', () => {
  const flat = Array.from({ length: 97 }, () => 100);
  const endMs = START_MS + 97 * STEP_MS;

  it('start every four hours, one after the other, by the score of the half hour before', () => {
    const grid = gridOf(halfHours(flat, (step) => step));
    if (grid === null) throw new Error('no grid');
    const { windows } = priceWindows(grid, 4, endMs);
    const starts = windows.map(({ block }) => block * 8 * STEP_MS - START_MS);
    // Not at midnight of the first day: nothing is known before it.
    expect(starts).toEqual(Array.from({ length: 11 }, (_, index) => (index + 1) * 8 * STEP_MS));
    expect(windows.map(({ scores }) => scores.classic)).toEqual(
      Array.from({ length: 11 }, (_, index) => (index + 1) * 8 - 1),
    );
  });

  it('count once they are over', () => {
    const grid = gridOf(halfHours(flat, () => 20));
    if (grid === null) throw new Error('no grid');
    const over = START_MS + (16 + 1) * STEP_MS;
    expect(priceWindows(grid, 4, over - 1).windows).toHaveLength(0);
    expect(priceWindows(grid, 4, over).windows).toHaveLength(1);
  });

  it('know how restless the 24 h before them were, without a minute of themselves', () => {
    const restless = Array.from({ length: 97 }, (_, step) =>
      step === 48 ? 500 : 100 * Math.exp(step % 2 === 0 ? 0 : 0.01),
    );
    const grid = gridOf(halfHours(restless, () => 20));
    if (grid === null) throw new Error('no grid');
    // The second midnight: 49 half hours lie before it, from one before the first day; so one is missing.
    const second = priceWindows(grid, 24, endMs).windows[0];
    expect(second?.volatilityPct).toBeGreaterThan(100);
    expect(second?.trailing).toBeNull();
    const later = priceWindows(grid, 4, endMs).windows.find(
      ({ block }) => block * 8 * STEP_MS === START_MS + 56 * STEP_MS,
    );
    expect(later?.trailing?.dayPct).toBeGreaterThan(100);
  });

  it('know the last 4 h, the day and the week before, up to the half hour of their score', () => {
    // A move of 1 % each half hour for nine days, then of 2 % for the last 4 h before a window.
    const days = 9;
    const start = days * 48;
    let log = 0;
    const prices = Array.from({ length: start + 9 }, (_, step) => {
      const size = step >= start ? 0.5 : step >= start - 8 ? 0.02 : 0.01;
      log += step % 2 === 0 ? size : -size;
      return Math.exp(log);
    });
    const last = (holes: readonly number[]) => {
      const one = halfHours(prices, () => 20);
      for (const step of holes) one.markPrice[step] = Number.NaN;
      const grid = gridOf(one);
      if (grid === null) throw new Error('no grid');
      return priceWindows(grid, 4, START_MS + (start + 9) * STEP_MS).windows.at(-1)?.trailing;
    };
    // Eight moves of 2 %, the others of 1 %: squares.
    const recent = Math.sqrt(8 * 4);
    const day = Math.sqrt(8 * 4 + 40);
    const week = Math.sqrt((8 * 4 + 328) / 7);
    const whole = last([]);
    expect(whole?.recentPct).toBeCloseTo(recent, 9);
    expect(whole?.dayPct).toBeCloseTo(day, 9);
    expect(whole?.weekPct).toBeCloseTo(week, 9);
    expect(whole?.isWholeWeek).toBe(true);
    // Without its first price the week is not known: four days are.
    const four = last([start - 1 - 7 * 48]);
    expect(four?.weekPct).toBeCloseTo(Math.sqrt((8 * 4 + 184) / 4), 9);
    expect(four?.isWholeWeek).toBe(false);
    // Without the start of the last 4 h, their share of the day.
    const share = last([start - 9]);
    expect(share?.recentPct).toBeCloseTo((share?.dayPct ?? 0) * Math.sqrt(1 / 6), 9);
    // Without the start of the day, nothing.
    expect(last([start - 49])).toBeNull();
  });

  it('with holes in their prices are refused, and counted', () => {
    const holes = halfHours(flat, () => 20);
    for (const step of [18, 19]) holes.markPrice[step] = Number.NaN;
    const grid = gridOf(holes);
    if (grid === null) throw new Error('no grid');
    const { windows, refused } = priceWindows(grid, 4, endMs);
    expect([windows.length, refused]).toEqual([10, 1]);
  });

  it('have the score of one model where the other has none', () => {
    const one = halfHours(flat, () => 20);
    const none = one.classic.mean.map(() => Number.NaN);
    const grid = gridOf({ ...one, classic: { ...one.classic, mean: none } });
    if (grid === null) throw new Error('no grid');
    const { windows } = priceWindows(grid, 4, endMs);
    expect(windows).toHaveLength(11);
    expect(windows[0]?.scores).toEqual({ classic: Number.NaN, crowding: 20 });
  });

  it('have no start where there is no score', () => {
    const grid = gridOf(halfHours(flat, (step) => (step === 15 ? Number.NaN : 20)));
    if (grid === null) throw new Error('no grid');
    const { windows, refused } = priceWindows(grid, 4, endMs);
    expect([windows.length, refused]).toEqual([10, 0]);
  });
});
