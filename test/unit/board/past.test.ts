/** What is said of the past: the same score as then, changes that add up, and no more than was recorded. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartLabels, textAt } from '../../../components/detail/charts/chart-text';
import type { Words } from '../../../components/ui/words';
import { chartLines, shownIn } from '../../../lib/board/chart-lines';
import { historyPercentile } from '../../../lib/board/percentile';
import { changesSince, difference, inputsNear } from '../../../lib/board/since';
import { FACTORS, NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { Series } from '../../../lib/domain/series';
import { SOURCE } from '../../../lib/domain/series';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { perpState } from './rows-of';
import { HOUR_MS } from '../../../lib/domain/time';

const SLOT_MS = 300_000;
const NOW_MS = Date.UTC(2026, 10, 20, 12);

interface Sample {
  agoMs: number;
  baseQty?: number;
  isBackFilled?: boolean;
  raw?: number;
  stepMs?: number;
}

/** Samples from the oldest to the newest; coins are 100 where not said. */
function seriesOf(samples: readonly Sample[]): Series {
  const column = (valueOf: (sample: Sample) => number) => Float64Array.from(samples, valueOf);
  const own = (value: number) => column(({ isBackFilled }) => (isBackFilled ? NaN : value));
  const score = column(({ raw = NaN }) => raw);
  return {
    atMs: column(({ agoMs }) => NOW_MS - agoMs),
    stepMs: column(({ stepMs = SLOT_MS }) => stepMs),
    baseQty: column(({ baseQty = 100 }) => baseQty),
    fundingRate: own(0.0002),
    fundingPeriodHours: own(4),
    basisPct: own(0.1),
    markPrice: own(50),
    quoteVolume24h: own(1),
    classic: { mean: score, least: score, most: score },
    crowding: { mean: score, least: score, most: score },
    source: Uint8Array.from(samples, ({ isBackFilled }) =>
      isBackFilled ? SOURCE.backFilled : SOURCE.own,
    ),
  };
}

function every5Minutes(hours: number, part: (agoMs: number) => Partial<Sample> = () => ({})) {
  const count = (hours * HOUR_MS) / SLOT_MS;
  return Array.from({ length: count }, (_, index) => {
    const agoMs = (count - index) * SLOT_MS;
    return { agoMs, ...part(agoMs) };
  });
}

describe('a moment of the past', () => {
  it('has the inputs as they were then', () => {
    // A coin more every hour: 126 now.
    const series = seriesOf(every5Minutes(30, (agoMs) => ({ baseQty: 126 - agoMs / HOUR_MS })));
    const moment = inputsNear(series, NOW_MS - HOUR_MS, 0.2 * HOUR_MS);
    expect(moment?.atMs).toBe(NOW_MS - HOUR_MS);
    expect(moment?.inputs.oi1hPct).toBeCloseTo(100 / 124, 9);
    expect(moment?.inputs.oi24hPct).toBeCloseTo((24 / 101) * 100, 9);
    expect(moment?.inputs.fundingPct).toBeCloseTo(0.02, 9);
    expect(moment?.inputs.funding8hPct).toBeCloseTo(0.04, 9);
    expect(moment?.inputs.basisPct).toBe(0.1);
  });

  it('is none where nothing of our own is within the tolerance', () => {
    const hole = every5Minutes(30).filter(({ agoMs }) => Math.abs(agoMs - 4 * HOUR_MS) > HOUR_MS);
    expect(inputsNear(seriesOf(hole), NOW_MS - 4 * HOUR_MS, 0.8 * HOUR_MS)).toBeNull();
    const filled = every5Minutes(30, (agoMs) => ({ isBackFilled: agoMs > 2 * HOUR_MS }));
    expect(inputsNear(seriesOf(filled), NOW_MS - 4 * HOUR_MS, 0.8 * HOUR_MS)).toBeNull();
  });

  it('leaves a window out whose older end was not recorded', () => {
    const moment = inputsNear(seriesOf(every5Minutes(10)), NOW_MS - HOUR_MS, 0.2 * HOUR_MS);
    expect(moment?.inputs.oi4hPct).toBe(0);
    expect(moment?.inputs.oi24hPct).toBeNull();
  });
});

describe('what changed', () => {
  const input = fc.option(fc.double({ min: -40, max: 40, noNaN: true }));
  const inputs: fc.Arbitrary<ScoreInputs> = fc.record({
    oi1hPct: input,
    oi4hPct: input,
    oi24hPct: input,
    fundingPct: input,
    funding8hPct: input,
    basisPct: input,
  });

  it.each(['classic', 'crowding'] as const)('adds up to the change of the %s score', (model) => {
    fc.assert(
      fc.property(inputs, inputs, (before, after) => {
        const [then, now] = [before, after].map((one) => scoreWith(MODELS[model], one));
        if (then === undefined || now === undefined) return false;
        const { parts, total } = difference(now, then);
        const sum = FACTORS.reduce((all, factor) => all + (parts[factor] ?? 0), 0);
        return sum === total && Math.abs(total / 10 - (now.raw - then.raw)) <= 0.2;
      }),
    );
  });

  it('is not said where nothing was recorded', () => {
    const changes = changesSince(seriesOf(every5Minutes(2)), NOW_MS, NO_INPUTS, 'classic');
    expect(changes.map((change) => change === null)).toEqual([false, true, true]);
  });
});

describe('the place in its own past', () => {
  const days = (count: number, stepMs = SLOT_MS) =>
    seriesOf(
      Array.from({ length: (count * 24 * HOUR_MS) / stepMs }, (_, index) => ({
        agoMs: index * stepMs,
        raw: index % 4 === 0 ? -50 : 10,
        stepMs,
      })),
    );

  it('is a share of the recorded time, long or short', () => {
    expect(historyPercentile(days(4), 'classic', 40)).toMatchObject({
      samples: 1152,
      abovePct: 75,
    });
    expect(historyPercentile(days(4), 'classic', 50).abovePct).toBe(75);
    expect(historyPercentile(days(4), 'classic', 51).abovePct).toBe(100);
  });

  it('counts a mean for the time it stands for', () => {
    expect(historyPercentile(days(4, 1_800_000), 'classic', 40)).toMatchObject({
      samples: 192,
      abovePct: 75,
    });
  });

  it('is not claimed under three recorded days', () => {
    expect(historyPercentile(days(2.9), 'classic', 40).abovePct).toBeNull();
    expect(historyPercentile(days(3), 'classic', 40).abovePct).toBe(75);
  });
});

describe('the lines of a chart', () => {
  it('break in a gap, and nowhere else', () => {
    const samples = every5Minutes(6).filter(({ agoMs }) => agoMs <= HOUR_MS || agoMs > 2 * HOUR_MS);
    const lines = chartLines(seriesOf(samples), 'classic', 'quoted');
    expect(lines.isSample.filter((is) => !is)).toHaveLength(1);
    const gap = lines.isSample.indexOf(false);
    expect([
      lines.values.baseQty[gap - 1],
      lines.values.baseQty[gap],
      lines.values.baseQty[gap + 1],
    ]).toEqual([100, null, 100]);
    expect([...lines.atMs].sort((a, b) => a - b)).toEqual(lines.atMs);
  });

  it('keep what the venue filled in apart, joined at its ends', () => {
    const series = seriesOf(
      every5Minutes(1, (agoMs) => ({ isBackFilled: agoMs >= 20 * 60_000 && agoMs <= 40 * 60_000 })),
    );
    const { own, backFilled, values } = chartLines(series, 'classic', 'quoted');
    expect(own.baseQty.filter((value) => value === null)).toHaveLength(5);
    expect(backFilled.baseQty.filter((value) => value !== null)).toHaveLength(7);
    expect(values.usd.filter((value) => value === null)).toHaveLength(5);
  });

  it('show funding as asked: for its period, or for 8 h', () => {
    const series = seriesOf(every5Minutes(1));
    expect(chartLines(series, 'classic', 'quoted').values.funding[0]).toBeCloseTo(0.02, 9);
    expect(chartLines(series, 'classic', '8h').values.funding[0]).toBeCloseTo(0.04, 9);
  });

  it('say what each rate is per, also where the exchange has changed it', () => {
    const series = seriesOf(every5Minutes(1));
    series.fundingPeriodHours.fill(1, 6);
    expect(new Set(chartLines(series, 'classic', '8h').periodHours)).toEqual(new Set([8]));
    const lines = chartLines(series, 'classic', 'quoted');
    const words: Words = (key, ...parts) => [key, ...parts].join(' ');
    expect([5, 6].map((at) => textAt(words, 'funding', lines, at))).toEqual([
      '+0.0200 %popup_per_hours 4',
      '+0.0200 %popup_per_hours 1',
    ]);
  });

  it('are called by what the venue counts', () => {
    const words: Words = (key, ...parts) => [key, ...parts].join(' ');
    const { perp } = perpState('AUSDT', NO_INPUTS);
    expect(chartLabels(words, perp).usd).toBe('detail_chart_oi USDT');
    const twice = chartLabels(words, { ...perp, openInterestSides: 2 });
    expect([twice.baseQty, twice.usd]).toEqual([
      `detail_chart_oi_both ${perp.baseAsset}`,
      'detail_chart_oi_both USDT',
    ]);
  });

  it('explain only what is in sight', () => {
    const lines = chartLines(seriesOf(every5Minutes(3)), 'classic', 'quoted');
    const all = { fromMs: NOW_MS - 4 * HOUR_MS, toMs: NOW_MS };
    expect(shownIn(lines, all)).toEqual({ backFilled: false, means: false, gaps: false });
  });
});
