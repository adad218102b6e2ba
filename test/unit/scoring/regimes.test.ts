import { describe, expect, it } from 'vitest';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { scoreAll } from '../../../lib/scoring/score';

function inputs(given: Partial<ScoreInputs>): ScoreInputs {
  return { ...NO_INPUTS, funding8hPct: given.fundingPct ?? null, ...given };
}

describe('classic regimes, the first that holds', () => {
  it.each([
    ['LONG_CROWDED', { oi24hPct: 6, fundingPct: 0.05 }],
    ['SHORT_RAMP', { oi24hPct: 5, fundingPct: -0.05, basisPct: -0.2 }],
    ['SHORT_SQUEEZE_RISK', { oi24hPct: 5, fundingPct: -0.01 }],
    ['SHORT_SQUEEZE_RISK', { oi24hPct: 12, fundingPct: -0.01 }],
    ['LONG_SQUEEZE_RISK', { oi24hPct: 5, fundingPct: 0.02, basisPct: -0.25 }],
    [
      'LONG_SQUEEZE_RISK',
      { oi24hPct: 5, fundingPct: 0.02, oi1hPct: -2.5, basisPct: -0.25, oi4hPct: -6 },
    ],
    ['NET_LONG', { oi24hPct: 4.99, fundingPct: 0.05 }],
    ['NET_LONG', { oi24hPct: 15, fundingPct: 0.0499 }],
    ['NET_SHORT', { oi24hPct: 4.99, fundingPct: -0.05 }],
    ['NET_SHORT', { oi24hPct: -10, fundingPct: -0.05 }],
    ['NEUTRAL', { oi24hPct: 4.99, fundingPct: -0.01 }],
    ['NEUTRAL', {}],
  ] as const)('%s', (regime, given) => {
    expect(scoreAll(inputs(given)).classic.regime).toBe(regime);
  });

  it('does not hold on an input that is missing', () => {
    expect(scoreAll(inputs({ fundingPct: 0.06 })).classic.regime).toBe('NET_LONG');
    expect(scoreAll(inputs({ oi24hPct: 20 })).classic.regime).toBe('NET_LONG');
  });
});

describe('crowding regimes', () => {
  const building = { oi1hPct: 2.5, oi4hPct: 6, oi24hPct: 15 };
  const closing = { oi1hPct: -2.5, oi4hPct: -6, oi24hPct: -15 };
  it.each([
    ['LONG_SQUEEZE_RISK', { ...building, fundingPct: 0.05 }],
    ['SHORT_SQUEEZE_RISK', { ...building, fundingPct: -0.05 }],
    ['UNWINDING', { ...closing, fundingPct: 0.05 }],
    ['UNWINDING', { oi24hPct: -7.5, fundingPct: -0.05, basisPct: -0.25 }],
    ['NET_LONG', { fundingPct: 0.05 }],
    ['NET_LONG', { ...building, fundingPct: 0.01, basisPct: 0.02 }],
    ['NET_SHORT', { fundingPct: -0.05 }],
    ['NEUTRAL', { fundingPct: 0.005 }],
  ] as const)('%s', (regime, given) => {
    expect(scoreAll(inputs(given)).crowding.regime).toBe(regime);
  });

  it('scores a squeeze that the classic model cancels out', () => {
    const squeeze = inputs({ oi24hPct: 47.6, fundingPct: -0.565, basisPct: -1.3 });
    const { classic, crowding } = scoreAll(squeeze);
    expect(classic.score).toBe(16);
    expect(crowding).toMatchObject({ score: 75, bias: 'SHORT', regime: 'SHORT_SQUEEZE_RISK' });
  });
});
