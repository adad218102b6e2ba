import { describe, expect, it } from 'vitest';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { FACTORS } from '../../../lib/domain/inputs';
import { classic } from '../../../lib/scoring/classic';
import { REGIME_LABELS } from '../../../lib/scoring/score';
import { scoreWith } from '../../../lib/scoring/score';
import { BOARD_ROWS } from './published-board';
import { EXACT_ROWS } from './published-exact';

describe('the classic model against published readings', () => {
  it.each(EXACT_ROWS)('gives $symbol every contribution to 1e-9', (row) => {
    const inputs = { ...row.inputs, funding8hPct: row.inputs.fundingPct };
    const score = scoreWith(classic, inputs);
    for (const factor of FACTORS) {
      expect(score.contributions[factor]).toBeCloseTo(row.contributions[factor], 9);
    }
    expect(score.score).toBe(row.score);
    expect(score.bias).toBe(row.bias);
    expect(REGIME_LABELS[score.regime]).toBe(row.regimeLabel);
    expect(score.coverage).toBe(100);
  });

  it('has the 44 rows of three boards', () => {
    expect(BOARD_ROWS).toHaveLength(44);
  });

  // The boards do not print OI 4 h, and round the rest: a row agrees when some OI 4 h and some
  // inputs within half a printed digit give its score, bias and regime.
  it.each(BOARD_ROWS)('agrees with %s at %i %s', (_symbol, points, bias, label, ...printed) => {
    const agrees = candidates(printed).some((inputs) => {
      const score = scoreWith(classic, inputs);
      return score.score === points && score.bias === bias && REGIME_LABELS[score.regime] === label;
    });
    expect(agrees).toBe(true);
  });

  it('would notice a wrong weight', () => {
    const heavier = {
      ...classic,
      contributions: (inputs: ScoreInputs) => {
        const parts = classic.contributions(inputs);
        return { ...parts, basis: (parts.basis ?? 0) * 1.5 };
      },
    };
    const stillAgree = BOARD_ROWS.filter(([, points, bias, , ...printed]) =>
      candidates(printed).some((inputs) => {
        const score = scoreWith(heavier, inputs);
        return score.score === points && score.bias === bias;
      }),
    );
    expect(stillAgree.length).toBeLessThan(44);
  });
});

function candidates([oi1hPct, oi24hPct, fundingPct, basisPct]: [
  number,
  number,
  number,
  number,
]): ScoreInputs[] {
  const result: ScoreInputs[] = [];
  for (const slack of [-1, 0, 1]) {
    const funding = fundingPct + slack * 0.0005;
    for (let oi4hPct = -6; oi4hPct <= 6; oi4hPct += 0.05) {
      result.push({
        oi1hPct: oi1hPct + slack * 0.005,
        oi4hPct,
        oi24hPct: oi24hPct + slack * 0.05,
        fundingPct: funding,
        funding8hPct: funding,
        basisPct: basisPct + slack * 0.005,
      });
    }
  }
  return result;
}
