import { describe, expect, it } from 'vitest';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { FACTORS } from '../../../lib/domain/inputs';
import { MODEL_IDS } from '../../../lib/domain/score';
import { sumOfContributions } from '../../../lib/scoring/model';
import { MODELS, scoreWith } from '../../../lib/scoring/score';

const FULL: ScoreInputs = {
  oi1hPct: 1,
  oi4hPct: 2,
  oi24hPct: 8,
  fundingPct: 0.03,
  funding8hPct: 0.03,
  basisPct: 0.1,
};

/** Every way to lack some of the five. */
const combinations = Array.from({ length: 2 ** FACTORS.length }, (_, bits) =>
  FACTORS.filter((_factor, index) => (bits >> index) & 1),
);

describe.each(MODEL_IDS)('%s with inputs missing', (id) => {
  const model = MODELS[id];

  it.each(combinations.map((missing) => [missing.join(', ') || 'none', missing] as const))(
    'lacks %s',
    (_name, missing) => {
      const inputs = { ...FULL };
      for (const { factor, input } of model.factors) {
        if (missing.includes(factor)) inputs[input] = null;
      }
      const score = scoreWith(model, inputs);
      const present = model.factors.filter(({ factor }) => !missing.includes(factor));
      expect(score.coverage).toBe(present.reduce((sum, { weight }) => sum + weight, 0));
      expect(score.ranked).toBe(score.coverage >= 40);
      for (const factor of FACTORS) {
        expect(score.contributions[factor] === null).toBe(missing.includes(factor));
      }
      expect(score.raw).toBeCloseTo(sumOfContributions(score.contributions), 12);
      expect(score.score).toBe(Math.round(Math.abs(score.raw)));
    },
  );

  it('tells missing from zero', () => {
    const zero = scoreWith(model, { ...FULL, basisPct: 0 });
    const missing = scoreWith(model, { ...FULL, basisPct: null });
    expect(zero.coverage - missing.coverage).toBe(16);
    expect(zero.contributions.basis).toBe(0);
    expect(missing.contributions.basis).toBeNull();
  });
});
