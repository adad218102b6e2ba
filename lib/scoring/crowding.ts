/**
 * The crowding model: who pays decides the side (`lean`), and open interest decides the size (`build`).
 * raw = 50 · lean · (1 + build). The part of each factor is its own term of that product, so the parts add up:
 * 50 · lean is split over funding and basis, 50 · lean · build over the three windows of open interest.
 * As in the classic model nothing is rescaled for a missing input.
 */
import type { ScoreInputs } from '../domain/inputs';
import { contributionsOf } from './contributions';
import type { FactorRule, Model, RegimeFacts, Weigh } from './model';
import { share } from './model';

const leanFactors: readonly FactorRule[] = [
  { factor: 'funding', input: 'funding8hPct', weight: 28, fullAt: 0.05 },
  { factor: 'basis', input: 'basisPct', weight: 16, fullAt: 0.25 },
];
const buildFactors: readonly FactorRule[] = [
  { factor: 'oi1h', input: 'oi1hPct', weight: 12, fullAt: 2.5 },
  { factor: 'oi4h', input: 'oi4hPct', weight: 16, fullAt: 6 },
  { factor: 'oi24h', input: 'oi24hPct', weight: 28, fullAt: 15 },
];
const factors = [...buildFactors, ...leanFactors];
/** 44 and 56: what the weights of each side add up to. */
const LEAN_WEIGHT = weightOf(leanFactors);
const BUILD_WEIGHT = weightOf(buildFactors);

/** −1..1: which side pays, and how much. */
export function leanOf(inputs: ScoreInputs): number {
  return weightedShare(leanFactors, inputs) / LEAN_WEIGHT;
}

/** −1..1: whether positions are being opened or closed. */
export function buildOf(inputs: ScoreInputs): number {
  return weightedShare(buildFactors, inputs) / BUILD_WEIGHT;
}

function weightedShare(rules: readonly FactorRule[], inputs: ScoreInputs): number {
  let sum = 0;
  for (const rule of rules) sum += rule.weight * (share(inputs[rule.input], rule.fullAt) ?? 0);
  return sum;
}

function weightOf(rules: readonly FactorRule[]): number {
  return rules.reduce((sum, rule) => sum + rule.weight, 0);
}

const weigh: Weigh = (inputs, tell) => {
  const lean = leanOf(inputs);
  for (const rule of factors) {
    const part = share(inputs[rule.input], rule.fullAt);
    const points = (whole: number, of: number) =>
      part === null ? null : (whole * rule.weight * part) / of;
    tell(
      rule,
      leanFactors.includes(rule) ? points(50, LEAN_WEIGHT) : points(50 * lean, BUILD_WEIGHT),
    );
  }
};

const isSqueeze = ({ inputs, score }: RegimeFacts) => buildOf(inputs) >= 0.25 && score >= 35;

export const crowding: Model = {
  id: 'crowding',
  version: 1,
  factors,
  contributions: (inputs) => contributionsOf(weigh, inputs),
  weigh,
  regimes: [
    { regime: 'LONG_SQUEEZE_RISK', holds: (facts) => isSqueeze(facts) && facts.raw > 0 },
    { regime: 'SHORT_SQUEEZE_RISK', holds: (facts) => isSqueeze(facts) && facts.raw < 0 },
    { regime: 'UNWINDING', holds: ({ inputs }) => buildOf(inputs) <= -0.25 },
    { regime: 'NET_LONG', holds: ({ bias }) => bias === 'LONG' },
    { regime: 'NET_SHORT', holds: ({ bias }) => bias === 'SHORT' },
    { regime: 'NEUTRAL', holds: () => true },
  ],
};
