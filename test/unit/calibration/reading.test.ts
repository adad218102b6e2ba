/** The calibrated reading: the market years' figure, moved towards this machine's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceFigure } from '../../../lib/calibration/market-years';
import type { Multiple } from '../../../lib/calibration/reading';
import { HETEROGENEITY, pooled, readingOf } from '../../../lib/calibration/reading';
import type { OwnFigure } from '../../../lib/domain/own-figures';

const STRESSED: EvidenceFigure = {
  ...{ model: 'classic', band: 'stressed', hours: 4 },
  ...{ ratio: 1.24, low: 1.17, high: 1.31, days: 300, windows: 900 },
};
const LEAN: EvidenceFigure = { ...STRESSED, band: 'lean', ratio: 1.01, low: 0.99, high: 1.03 };
const DAY: EvidenceFigure = { ...STRESSED, hours: 24, ratio: 1.17, low: 1.07, high: 1.28 };
const figures = [STRESSED, LEAN, DAY];
const OWN: OwnFigure = {
  ...{ model: 'classic', version: 1, band: 'stressed', hours: 4, isCoarse: false },
  ...{ ratio: 1.6, low: 1.4, high: 1.83, days: 40 },
};
const score = { model: 'classic', modelVersion: 1, score: 70, ranked: true } as const;
const of = (part: Partial<typeof score> | { score: number }, own: readonly OwnFigure[] = []) =>
  readingOf({ ...score, ...part }, 4, { figures }, { countedAtMs: 0, figures: own });

describe('the reading of a score', () => {
  it('is the figure of its model, band and hours, as it is, where nothing was counted here', () => {
    const plain = { own: null, ownWeight: 0, isDifferent: true };
    expect(readingOf(score, 4, { figures }, null)).toEqual({
      ...{ ratio: 1.24, low: 1.17, high: 1.31, marketYears: STRESSED, ...plain },
    });
    expect(readingOf(score, 24, { figures }, null)).toMatchObject({ ratio: 1.17, ...plain });
    expect(of({})).toEqual(readingOf(score, 4, { figures }, null));
  });

  it('goes by the default cut-offs', () => {
    expect(of({ score: 60 })?.marketYears).toBe(STRESSED);
    expect(of({ score: 34 })?.marketYears).toBe(LEAN);
    expect(of({ score: 15 })?.marketYears).toBe(LEAN);
  });

  it('is none without a figure, and none of a score that is not ranked', () => {
    expect(of({ score: 59 })).toBeNull();
    expect(of({ score: 0 })).toBeNull();
    expect(readingOf({ ...score, model: 'crowding' }, 4, { figures }, null)).toBeNull();
    expect(readingOf(score, 8, { figures }, null)).toBeNull();
    expect(readingOf({ ...score, ranked: false }, 4, { figures }, null)).toBeNull();
  });

  it('knows no difference where the interval, as shown, holds 1', () => {
    const known = (low: number, high: number) =>
      readingOf(score, 4, { figures: [{ ...STRESSED, ratio: 1.01, low, high }] }, null)
        ?.isDifferent;
    expect(known(0.99, 1.03)).toBe(false);
    expect(known(1.004, 1.03)).toBe(false);
    expect(known(1.005, 1.03)).toBe(true);
    expect(known(0.9, 0.994)).toBe(true);
    expect(known(0.9, 0.996)).toBe(false);
  });

  it('moves towards what was counted here, and says how far', () => {
    const reading = of({}, [OWN]);
    expect(reading?.own).toBe(OWN);
    // By hand: s = 0.02884, t² = 0.06833² · 40 / 37, w = (s² + 0.05²) / (s² + 0.05² + t²).
    expect(reading?.ownWeight).toBeCloseTo(0.3976, 3);
    expect(reading?.ratio).toBeCloseTo(1.3726, 3);
    expect(HETEROGENEITY).toBe(0.05);
  });

  it.each<[string, Partial<OwnFigure>]>([
    ['of another model', { model: 'crowding' }],
    ['of another version of the model', { version: 2 }],
    ['of another band', { band: 'lean' }],
    ['of other hours', { hours: 24 }],
    ['that were only roughly matched', { isCoarse: true }],
    ['of three days', { days: 3 }],
  ])('does not move for figures %s', (_, part) => {
    expect(of({}, [{ ...OWN, ...part }])).toEqual(of({}));
  });
});

const multiple = fc
  .record({
    log: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
    error: fc.double({ min: 0.005, max: 0.4, noNaN: true }),
  })
  .map(({ log, error }): Multiple => ({
    ratio: Math.exp(log),
    low: Math.exp(log - 1.96 * error),
    high: Math.exp(log + 1.96 * error),
  }));
const days = fc.integer({ min: 4, max: 2_000 });
const width = ({ low, high }: Multiple) => Math.log(high / low);
const EPS = 1e-9;

describe('for any two figures, the reading', () => {
  it('lies between them, inside its own interval, and is never wider than the wider one', () => {
    fc.assert(
      fc.property(multiple, multiple, days, (theirs, ours, n) => {
        const { ratio, low, high } = pooled(theirs, { ...ours, days: n });
        expect(ratio).toBeGreaterThanOrEqual(Math.min(theirs.ratio, ours.ratio) - EPS);
        expect(ratio).toBeLessThanOrEqual(Math.max(theirs.ratio, ours.ratio) + EPS);
        expect(low).toBeLessThan(ratio);
        expect(high).toBeGreaterThan(ratio);
        const own = width(ours) * Math.sqrt(n / (n - 3));
        expect(width({ ratio, low, high })).toBeLessThanOrEqual(Math.max(width(theirs), own) + EPS);
        // Narrower than this machine's history alone, always.
        expect(width({ ratio, low, high })).toBeLessThanOrEqual(own + EPS);
      }),
    );
  });

  it('moves further towards the own one with each day, and with a narrower interval', () => {
    fc.assert(
      fc.property(multiple, multiple, days, days, (theirs, ours, a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        const far = (n: number) =>
          Math.abs(Math.log(pooled(theirs, { ...ours, days: n }).ratio / ours.ratio));
        expect(far(many)).toBeLessThanOrEqual(far(few) + EPS);
      }),
    );
    fc.assert(
      fc.property(multiple, multiple, days, (theirs, ours, n) => {
        const narrow = {
          ratio: ours.ratio,
          low: Math.sqrt(ours.ratio * ours.low),
          high: Math.sqrt(ours.ratio * ours.high),
        };
        expect(pooled(theirs, { ...narrow, days: n }).ownWeight).toBeGreaterThan(
          pooled(theirs, { ...ours, days: n }).ownWeight,
        );
      }),
    );
  });

  it('begins with the market years and ends with the own one', () => {
    const theirs = { ratio: 1.24, low: 1.17, high: 1.31 };
    const vague = { ratio: 3, low: 3 * Math.exp(-6), high: 3 * Math.exp(6) };
    const first = pooled(theirs, { ...vague, days: 15 });
    expect(first.ratio).toBeCloseTo(theirs.ratio, 2);
    expect(first.low).toBeCloseTo(theirs.low, 2);
    expect(first.high).toBeCloseTo(theirs.high, 2);
    const exact = { ratio: 0.9, low: 0.899, high: 0.901 };
    const last = pooled(theirs, { ...exact, days: 5_000 });
    expect(last.ratio).toBeCloseTo(0.9, 3);
    expect(last.high).toBeLessThan(0.905);
  });

  it('moves little for a month with a wide interval', () => {
    const theirs = { ratio: 1.24, low: 1.17, high: 1.31 };
    const month = { ratio: 1.8, low: 1.3, high: 2.5, days: 20 };
    const { ratio, ownWeight } = pooled(theirs, month);
    expect(ownWeight).toBeLessThan(0.15);
    expect(ratio).toBeLessThan(1.3);
  });
});
