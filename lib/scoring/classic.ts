/**
 * The classic model: each input pushes with its weight, cut off at its cap, and the pushes add up.
 * Weights and caps are the published ones; nothing is rescaled when an input is missing.
 */
import type { ScoreInputs } from '../domain/inputs';
import { contributionsOf } from './contributions';
import type { FactorRule, Model, Weigh } from './model';
import { atLeast, atMost, share } from './model';

const factors: readonly FactorRule[] = [
  { factor: 'oi1h', input: 'oi1hPct', weight: 12, fullAt: 2.5 },
  { factor: 'oi4h', input: 'oi4hPct', weight: 16, fullAt: 6 },
  { factor: 'oi24h', input: 'oi24hPct', weight: 28, fullAt: 15 },
  { factor: 'funding', input: 'fundingPct', weight: 28, fullAt: 0.05 },
  { factor: 'basis', input: 'basisPct', weight: 16, fullAt: 0.25 },
];

const weigh: Weigh = (inputs, tell) => {
  for (const rule of factors) {
    const part = share(inputs[rule.input], rule.fullAt);
    tell(rule, part === null ? null : rule.weight * part);
  }
};

const oiIsBuilding = (inputs: ScoreInputs) => atLeast(inputs.oi24hPct, 5);

export const classic: Model = {
  id: 'classic',
  version: 1,
  factors,
  contributions: (inputs) => contributionsOf(weigh, inputs),
  weigh,
  regimes: [
    {
      regime: 'LONG_CROWDED',
      holds: ({ bias, inputs }) =>
        bias === 'LONG' && atLeast(inputs.fundingPct, 0.05) && oiIsBuilding(inputs),
    },
    {
      regime: 'SHORT_RAMP',
      holds: ({ bias, inputs }) =>
        bias === 'SHORT' && atMost(inputs.fundingPct, -0.05) && oiIsBuilding(inputs),
    },
    {
      regime: 'SHORT_SQUEEZE_RISK',
      holds: ({ bias, inputs }) =>
        bias !== 'SHORT' && atMost(inputs.fundingPct, -0.01) && oiIsBuilding(inputs),
    },
    {
      regime: 'LONG_SQUEEZE_RISK',
      holds: ({ bias, inputs }) =>
        bias !== 'LONG' && atLeast(inputs.fundingPct, 0.02) && oiIsBuilding(inputs),
    },
    { regime: 'NET_LONG', holds: ({ bias }) => bias === 'LONG' },
    { regime: 'NET_SHORT', holds: ({ bias }) => bias === 'SHORT' },
    { regime: 'NEUTRAL', holds: () => true },
  ],
};
