/** What a score can still become once its missing inputs are known, against trying them out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { MODEL_IDS } from '../../../lib/domain/score';
import { roundHalfUp } from '../../../lib/domain/whole-points';
import { pointsRange } from '../../../lib/scoring/range';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { inputsOf } from './inputs-of';

const some = fc.option(fc.double({ min: -100, max: 100, noNaN: true }), { nil: null, freq: 2 });
/** In caps: the ends, what is between them, and what is beyond. */
const STEPS = [-3, -1, -0.6, -0.2, 0, 0.3, 0.7, 1, 20];

describe.each(MODEL_IDS)('the range of a partial score, %s', (id) => {
  const model = MODELS[id];

  /** Every score that comes out when the missing inputs are tried out. */
  function tried(inputs: ScoreInputs): { score: number; raw: number }[] {
    const contributions = model.contributions(inputs);
    let all = [{ ...inputs }];
    for (const { factor, input, fullAt } of model.factors) {
      if (contributions[factor] !== null) continue;
      all = all.flatMap((one) => STEPS.map((step) => ({ ...one, [input]: step * fullAt })));
    }
    return all.map((one) => scoreWith(model, one));
  }

  it('has every score that it may become, and no other at its ends', () => {
    const partial = inputsOf(some).filter((inputs) => {
      const { coverage } = scoreWith(model, inputs);
      // Up to three missing inputs: 729 ways.
      return coverage < 100 && coverage > 50;
    });
    fc.assert(
      fc.property(partial, (inputs) => {
        const { low, high, score } = scoreWith(model, inputs);
        const outcomes = tried(inputs);
        const scores = outcomes.map((outcome) => outcome.score);
        expect(Math.max(...scores)).toBe(high);
        const sides = new Set(outcomes.map(({ raw }) => Math.sign(raw)));
        expect(low).toBe(sides.has(1) && sides.has(-1) ? 0 : Math.min(...scores));
        // Missing counts as 0 in the score: one of the ways.
        expect([low <= score, score <= high]).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the score alone where nothing is missing', () => {
    const whole = inputsOf(fc.double({ min: -100, max: 100, noNaN: true }));
    fc.assert(
      fc.property(whole, (inputs) => {
        const { low, high, score } = scoreWith(model, inputs);
        expect([low, high]).toEqual([score, score]);
        const range = pointsRange(model, inputs);
        expect([roundHalfUp(range.low), roundHalfUp(range.high)]).toEqual([score, score]);
      }),
    );
  });

  it('is everything where nothing is known', () => {
    expect(scoreWith(model, NO_INPUTS)).toMatchObject({ score: 0, low: 0, high: 100 });
  });
});

describe('by hand', () => {
  const inputs = (given: Partial<ScoreInputs>): ScoreInputs => ({
    ...NO_INPUTS,
    funding8hPct: given.fundingPct ?? null,
    ...given,
  });

  it('classic: the weights that are missing, up and down', () => {
    // 28 + 16 known; OI 1h, 4h and 24h may give 56 either way.
    const partial = inputs({ fundingPct: 0.05, basisPct: 0.25 });
    expect(scoreWith(MODELS.classic, partial)).toMatchObject({ score: 44, low: 0, high: 100 });
    // Only OI 24h is missing: 28 either way.
    const known = inputs({ oi1hPct: 0, oi4hPct: 0, fundingPct: 0.05, basisPct: 0.25 });
    expect(scoreWith(MODELS.classic, known)).toMatchObject({ score: 44, low: 16, high: 72 });
  });

  it('crowding: open interest sizes a side, and cannot turn it', () => {
    const known = inputs({ oi1hPct: 0, oi4hPct: 0, fundingPct: -0.05, basisPct: -0.25 });
    expect(scoreWith(MODELS.crowding, known)).toMatchObject({ score: 50, low: 25, high: 75 });
    const unknown = inputs({ fundingPct: -0.05, basisPct: -0.25 });
    expect(scoreWith(MODELS.crowding, unknown)).toMatchObject({ score: 50, low: 0, high: 100 });
  });

  it('crowding: without funding and basis the side is open, and open interest limits the size', () => {
    const known = inputs({ oi1hPct: 2.5, oi4hPct: 6, oi24hPct: -15 });
    expect(scoreWith(MODELS.crowding, known)).toMatchObject({ score: 0, low: 0, high: 50 });
  });

  it('crowding: nothing is open where neither side pays', () => {
    const known = inputs({ fundingPct: 0, basisPct: 0 });
    expect(scoreWith(MODELS.crowding, known)).toMatchObject({ score: 0, low: 0, high: 0 });
  });
});
