import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedContributions } from '../../../lib/board/rounded-contributions';
import { FACTORS, NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { MODEL_IDS } from '../../../lib/domain/score';
import { scoreAll } from '../../../lib/scoring/score';

const input = fc.option(fc.double({ min: -30, max: 30, noNaN: true }));
const small = fc.option(fc.double({ min: -0.3, max: 0.3, noNaN: true }));
const anyInputs: fc.Arbitrary<ScoreInputs> = fc.record({
  oi1hPct: input,
  oi4hPct: input,
  oi24hPct: input,
  fundingPct: small,
  funding8hPct: small,
  basisPct: small,
});

describe('printed points', () => {
  it.each(MODEL_IDS)('of %s add up to the printed total, which rounds to the score', (model) => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const score = scoreAll(inputs)[model];
        const { parts, total } = roundedContributions(score);
        const sum = FACTORS.reduce((all, factor) => all + (parts[factor] ?? 0), 0);
        expect(sum).toBe(total);
        expect(Math.floor((Math.abs(total) + 5) / 10)).toBe(score.score);
      }),
    );
  });

  it.each(MODEL_IDS)(
    'of %s are within two tenths of the exact ones, and of their sign',
    (model) => {
      fc.assert(
        fc.property(anyInputs, (inputs) => {
          const score = scoreAll(inputs)[model];
          const { parts } = roundedContributions(score);
          for (const factor of FACTORS) {
            const exact = score.contributions[factor];
            const printed = parts[factor];
            expect(printed === null).toBe(exact === null);
            expect(Math.abs((printed ?? 0) / 10 - (exact ?? 0))).toBeLessThanOrEqual(0.2);
          }
        }),
      );
    },
  );

  it('do not print 11.46 points, a score of 11, as 11.5', () => {
    const inputs = { ...NO_INPUTS, fundingPct: (0.05 * 11.46) / 28 };
    expect(roundedContributions(scoreAll(inputs).classic)).toMatchObject({
      parts: { funding: 114, basis: null },
      total: 114,
    });
  });
});
