import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { MODEL_IDS } from '../../../lib/domain/score';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { ranked } from '../../../lib/scoring/score';
import { scoreAll } from '../../../lib/scoring/score';
import { inputsOf } from './inputs-of';

const anything = fc.option(fc.double(), { nil: null });
const sensible = fc.option(fc.double({ min: -100, max: 100, noNaN: true }), { nil: null });

const flipped = (inputs: ScoreInputs): ScoreInputs => ({
  oi1hPct: flip(inputs.oi1hPct),
  oi4hPct: flip(inputs.oi4hPct),
  oi24hPct: flip(inputs.oi24hPct),
  fundingPct: flip(inputs.fundingPct),
  funding8hPct: flip(inputs.funding8hPct),
  basisPct: flip(inputs.basisPct),
});
const flip = (value: number | null) => (value === null ? null : -value);

describe.each(MODEL_IDS)('%s, whatever comes', (id) => {
  const model = MODELS[id];

  it('is a whole number from 0 to 100, and nothing in it is ever NaN', () => {
    fc.assert(
      fc.property(inputsOf(anything), (inputs) => {
        const score = scoreWith(model, inputs);
        expect(Number.isInteger(score.score)).toBe(true);
        expect(score.score).toBeGreaterThanOrEqual(0);
        expect(score.score).toBeLessThanOrEqual(100);
        for (const value of [score.raw, score.coverage, ...Object.values(score.contributions)]) {
          expect(value).not.toBeNaN();
        }
      }),
    );
  });

  it('names a side exactly when the score reaches 12', () => {
    fc.assert(
      fc.property(inputsOf(sensible), (inputs) => {
        const { score, raw, bias } = scoreWith(model, inputs);
        expect(bias).toBe(score < 12 ? 'NEUTRAL' : raw > 0 ? 'LONG' : 'SHORT');
      }),
    );
  });

  it('rises with each input that pushes its side', () => {
    const inputs = [
      'oi1hPct',
      'oi4hPct',
      'oi24hPct',
      'fundingPct',
      'funding8hPct',
      'basisPct',
    ] as const;
    fc.assert(
      fc.property(
        inputsOf(sensible),
        fc.constantFrom(...inputs),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (before, input, more) => {
          const after = { ...before, [input]: (before[input] ?? 0) + more };
          const start = { ...before, [input]: before[input] ?? 0 };
          const [low, high] = [scoreWith(model, start).raw, scoreWith(model, after).raw];
          // In the crowding model open interest enlarges the side that pays, whichever it is.
          const isSize = id === 'crowding' && input.startsWith('oi');
          const rise = isSize ? Math.abs(high) - Math.abs(low) : high - low;
          expect(rise).toBeGreaterThanOrEqual(-1e-9);
        },
      ),
    );
  });

  it('mirrors when every sign flips', () => {
    fc.assert(
      fc.property(inputsOf(sensible), (inputs) => {
        const mirror =
          id === 'classic'
            ? flipped(inputs)
            : {
                ...inputs,
                funding8hPct: flip(inputs.funding8hPct),
                basisPct: flip(inputs.basisPct),
              };
        const [here, there] = [scoreWith(model, inputs), scoreWith(model, mirror)];
        expect(there.score).toBe(here.score);
        expect(there.raw).toBeCloseTo(-here.raw, 9);
        const opposite = { LONG: 'SHORT', SHORT: 'LONG', NEUTRAL: 'NEUTRAL' };
        expect(there.bias).toBe(opposite[here.bias]);
      }),
    );
  });

  it('does not depend on the order of fields', () => {
    fc.assert(
      fc.property(inputsOf(sensible), (inputs) => {
        const reversed = { ...inputs, ...Object.fromEntries(Object.entries(inputs).reverse()) };
        expect(scoreWith(model, reversed)).toEqual(scoreWith(model, inputs));
      }),
    );
  });
});

it('ranks the same whatever the order of the rows', () => {
  const rows = fc.array(inputsOf(sensible).map((inputs) => ({ scores: scoreAll(inputs) })));
  fc.assert(
    fc.property(rows, (list) => {
      const order = (some: typeof list) =>
        ranked(some, 'classic').map(({ scores }) => [scores.classic.score, scores.classic.ranked]);
      expect(order([...list].reverse())).toEqual(order(list));
    }),
  );
});
