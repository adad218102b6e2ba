/**
 * The classic model: each input contributes its weight times its value, clamped at its cap; the contributions add up.
 * Weights and caps are the published ones; nothing is rescaled when an input is missing.
 */
import type { FactorRule, Model } from './model';
import { atLeast, atMost, share, sideOnly } from './model';

const OI_1H: FactorRule = { factor: 'oi1h', input: 'oi1hPct', weight: 12, fullAt: 2.5 };
const OI_4H: FactorRule = { factor: 'oi4h', input: 'oi4hPct', weight: 16, fullAt: 6 };
const OI_24H: FactorRule = { factor: 'oi24h', input: 'oi24hPct', weight: 28, fullAt: 15 };
const FUNDING: FactorRule = { factor: 'funding', input: 'fundingPct', weight: 28, fullAt: 0.05 };
const BASIS: FactorRule = { factor: 'basis', input: 'basisPct', weight: 16, fullAt: 0.25 };

export const classic: Model = {
  id: 'classic',
  version: 1,
  factors: [OI_1H, OI_4H, OI_24H, FUNDING, BASIS],
  contributions: ({ oi1hPct, oi4hPct, oi24hPct, fundingPct, basisPct }) => ({
    oi1h: push(OI_1H, oi1hPct),
    oi4h: push(OI_4H, oi4hPct),
    oi24h: push(OI_24H, oi24hPct),
    funding: push(FUNDING, fundingPct),
    basis: push(BASIS, basisPct),
  }),
  regimeOf({ bias, inputs: { fundingPct, oi24hPct } }) {
    if (atLeast(oi24hPct, 5)) {
      if (bias === 'LONG' && atLeast(fundingPct, 0.05)) return 'LONG_CROWDED';
      if (bias === 'SHORT' && atMost(fundingPct, -0.05)) return 'SHORT_RAMP';
      if (bias !== 'SHORT' && atMost(fundingPct, -0.01)) return 'SHORT_SQUEEZE_RISK';
      if (bias !== 'LONG' && atLeast(fundingPct, 0.02)) return 'LONG_SQUEEZE_RISK';
    }
    return sideOnly(bias);
  },
};

function push({ weight, fullAt }: FactorRule, value: number | null): number | null {
  const part = share(value, fullAt);
  return part === null ? null : weight * part;
}
