/** The charts by hand: which span, which samples in a table, which lines, and where the cursor goes. */
import { describe, expect, it } from 'vitest';
import { CHARTS, chartLines, shownIn } from '../../../lib/board/chart-lines';
import {
  clampedTo,
  RANGES,
  recordedSpan,
  stepTo,
  tableRows,
  wholeView,
  zoomed,
} from '../../../lib/board/chart-view';
import type { Series } from '../../../lib/domain/series';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { DAY_MS } from '../../../lib/domain/time';

const MINUTE_MS = 60_000;

describe('the span', () => {
  it('is a day, a week or thirty days up to now', () => {
    const spans = RANGES.map((range) => wholeView(range, 40 * DAY_MS));
    expect(spans.map(({ fromMs }) => fromMs / DAY_MS)).toEqual([39, 33, 10]);
    expect(spans.map(({ toMs }) => toMs / DAY_MS)).toEqual([40, 40, 40]);
  });

  const whole = { fromMs: 1_000 * MINUTE_MS, toMs: 2_000 * MINUTE_MS };
  const view = (from: number, to: number) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS });

  it('zooms around a time that keeps its place', () => {
    expect(zoomed(view(1_200, 1_600), 0.5, 1_300 * MINUTE_MS, whole)).toEqual(view(1_250, 1_450));
    expect(zoomed(view(1_200, 1_600), 2, 1_300 * MINUTE_MS, whole)).toEqual(view(1_100, 1_900));
  });

  it('is half an hour at least', () => {
    expect(zoomed(view(1_200, 1_240), 0.1, 1_220 * MINUTE_MS, whole)).toEqual(view(1_205, 1_235));
    expect(clampedTo(view(1_200, 1_210), whole)).toEqual(view(1_200, 1_230));
  });

  it('never leaves the whole', () => {
    expect(clampedTo(view(900, 1_100), whole)).toEqual(view(1_000, 1_200));
    expect(clampedTo(view(1_950, 2_050), whole)).toEqual(view(1_900, 2_000));
    expect(clampedTo(view(1_100, 1_900), whole)).toEqual(view(1_100, 1_900));
    expect(clampedTo(view(500, 1_500), whole)).toBe(whole);
    expect(clampedTo(view(0, 5_000), whole)).toBe(whole);
  });
});

describe('the cursor', () => {
  const at = (count: number) => Array.from({ length: count }, (_, index) => index);
  const lines = { atMs: at(40), isSample: at(40).map((index) => index !== 20) };
  const view = { fromMs: 5, toMs: 35 };

  it.each([
    ['back', 10, 9],
    ['forward', 10, 11],
    ['forward', 19, 21],
    ['back', 21, 19],
    ['page-back', 30, 17],
    ['page-forward', 6, 18],
    ['page-back', 10, 5],
    ['page-forward', 30, 35],
    ['first', 10, 5],
    ['last', 10, 35],
    // From out of sight: to the nearest end, or the newest.
    ['forward', 2, 6],
    ['back', 38, 35],
    ['first', null, 5],
    ['last', null, 35],
    ['forward', null, 35],
  ] as const)('goes %s from %s to %i', (step, from, to) => {
    expect(stepTo(from, step, lines, view)).toBe(to);
  });
});

describe('the table', () => {
  it.each([
    [8 * 60, 5],
    [501, 15],
    [25 * 60, 15],
    [1_501, 30],
    [50 * 60, 30],
    [100 * 60, 60],
    [200 * 60, 120],
    [400 * 60, 240],
    [800 * 60, 480],
    [801 * 60, 720],
  ])('of %i minutes has steps of %i', (minutes, step) => {
    expect(recordedSpan(minutes * MINUTE_MS)).toBe(step * MINUTE_MS);
  });

  it('has the newest sample in sight of each step, the newest step first', () => {
    // Ten hours in steps of 15 minutes, a sample each five.
    const atMs = Array.from({ length: 13 }, (_, index) => index * 5 * MINUTE_MS);
    const isSample = atMs.map((_, index) => index !== 8);
    const rows = (fromMs: number, toMs: number) => tableRows({ atMs, isSample }, { fromMs, toMs });
    expect(rows(0, 600 * MINUTE_MS)).toEqual([12, 11, 7, 5, 2]);
    expect(rows(-600 * MINUTE_MS, 5 * MINUTE_MS)).toEqual([1]);
    expect(rows(55 * MINUTE_MS, 655 * MINUTE_MS)).toEqual([12, 11]);
  });
});

interface Sample {
  at: number;
  stepMs?: number;
  source?: number;
  baseQty?: number;
  price?: number;
  raw?: number;
}

function seriesOf(samples: readonly Sample[]): Series {
  const column = (of: (sample: Sample) => number) => Float64Array.from(samples, of);
  const mean = column(({ raw = 10 }) => raw);
  const scores = { mean, least: mean.map((raw) => raw - 2), most: mean.map((raw) => raw + 3) };
  return {
    atMs: column(({ at }) => at * MINUTE_MS),
    stepMs: column(({ stepMs = SLOT_MS }) => stepMs),
    baseQty: column(({ baseQty = 100 }) => baseQty),
    fundingRate: column(() => 0.0002),
    fundingPeriodHours: column(() => 4),
    basisPct: column(() => 0.1),
    markPrice: column(({ price = 50 }) => price),
    quoteVolume24h: column(() => 1_000),
    classic: scores,
    crowding: { ...scores, mean: mean.map((raw) => raw * 2) },
    source: Uint8Array.from(samples, ({ source = SOURCE.own }) => source),
  };
}

const MEAN_MS = 30 * MINUTE_MS;

describe('the lines', () => {
  it('have a value at every sample, and nulls one step after the last one before a gap', () => {
    const lines = chartLines(
      seriesOf([{ at: 0, raw: NaN }, { at: 5 }, { at: 60, price: NaN }, { at: 65, baseQty: NaN }]),
      'classic',
      'quoted',
    );
    expect(lines.atMs.map((at) => at / MINUTE_MS)).toEqual([0, 5, 10, 60, 65]);
    expect(lines.isSample).toEqual([true, true, false, true, true]);
    expect(lines.values).toEqual({
      score: [null, 10, null, 10, 10],
      baseQty: [100, 100, null, 100, null],
      usd: [5_000, 5_000, null, null, null],
      price: [50, 50, null, null, 50],
      funding: [0.02, 0.02, null, 0.02, 0.02],
      basis: [0.1, 0.1, null, 0.1, 0.1],
    });
    expect(lines.periodHours).toEqual([4, 4, null, 4, 4]);
    expect(CHARTS).toEqual(['score', 'baseQty', 'usd', 'funding', 'basis', 'price']);
  });

  it('are of the chosen model and unit', () => {
    const series = seriesOf([{ at: 0 }, { at: 60 }]);
    const { values, periodHours } = chartLines(series, 'crowding', '8h');
    expect(values.score).toEqual([20, null, 20]);
    expect(values.funding).toEqual([0.04, null, 0.04]);
    expect(periodHours).toEqual([8, null, 8]);
  });

  it('break only where more than two steps are missing', () => {
    const count = (...at: number[]) =>
      chartLines(seriesOf(at.map((minute) => ({ at: minute }))), 'classic', 'quoted').atMs.length;
    expect([count(0, 12.5), count(0, 12.6), count(0)]).toEqual([2, 3, 1]);
  });

  it('have what a venue filled in apart, joined to its neighbours, and the edges of means', () => {
    const lines = chartLines(
      seriesOf([
        { at: 0, stepMs: MEAN_MS },
        { at: 30, stepMs: MEAN_MS },
        { at: 60, source: SOURCE.backFilled },
        { at: 65 },
        { at: 70 },
        { at: 90, source: SOURCE.backFilled },
      ]),
      'classic',
      'quoted',
    );
    expect(lines.own.baseQty).toEqual([100, 100, null, 100, 100, null, null]);
    expect(lines.backFilled.baseQty).toEqual([null, 100, 100, 100, null, null, 100]);
    expect(lines.least).toEqual([8, 8, null, null, null, null, null]);
    expect(lines.most).toEqual([13, 13, null, null, null, null, null]);
  });

  it('explain what is in sight, its edges with it', () => {
    const lines = chartLines(
      seriesOf([
        { at: 0, stepMs: MEAN_MS },
        { at: 30 },
        { at: 35, source: SOURCE.backFilled },
        { at: 40 },
        { at: 90 },
      ]),
      'classic',
      'quoted',
    );
    const none = { backFilled: false, means: false, gaps: false };
    const seen = (from: number, to: number) =>
      shownIn(lines, { fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS });
    expect(seen(1, 30)).toEqual(none);
    expect(seen(-5, 0)).toEqual({ ...none, means: true });
    expect(seen(0, 1)).toEqual({ ...none, means: true });
    expect(seen(31, 35)).toEqual({ ...none, backFilled: true });
    expect(seen(41, 60)).toEqual({ ...none, gaps: true });
    expect(seen(46, 90)).toEqual(none);
  });
});
