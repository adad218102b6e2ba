/** From inputs to a score: bounded 0..100, never NaN, the same for the same inputs whatever their order. */
import type { BoardRow, VenueBoard } from '../domain/board';
import type { ScoreInputs } from '../domain/inputs';
import type { Bias, Contributions, ModelId, RegimeId, Score, Scores } from '../domain/score';
import { roundHalfUp } from '../domain/whole-points';
import { classic } from './classic';
import { crowding } from './crowding';
import type { FactorRule, Model } from './model';
import { sumOfContributions } from './model';
import { pointsRange } from './range';

/** Below this score the bias is neutral. */
export const LEAST_SCORE_FOR_BIAS = 12;
/** Below this coverage (of 100) a symbol is listed but not ranked. */
export const LEAST_COVERAGE_TO_RANK = 40;

export const MODELS: Record<ModelId, Model> = { classic, crowding };

/** Scores one symbol with one model. */
export function scoreWith(model: Model, inputs: ScoreInputs): Score {
  const contributions = model.contributions(inputs);
  const raw = sumOfContributions(contributions);
  const score = roundHalfUp(Math.abs(raw));
  const bias = biasOf(raw, score);
  const coverage = coverageOf(model.factors, contributions);
  // Most scores have all inputs, and no range to work out.
  const { low, high } = coverage < 100 ? pointsRange(model, inputs) : { low: score, high: score };
  return {
    model: model.id,
    modelVersion: model.version,
    raw,
    score,
    low: roundHalfUp(low),
    high: roundHalfUp(high),
    bias,
    regime: model.regimeOf({ score, bias, raw, inputs }),
    coverage,
    ranked: coverage >= LEAST_COVERAGE_TO_RANK,
    contributions,
  };
}

/** Scores one symbol with every model, as each refresh does. */
export function scoreAll(inputs: ScoreInputs): Scores {
  return { classic: scoreWith(classic, inputs), crowding: scoreWith(crowding, inputs) };
}

/** The part of a score that is stored for every symbol at every refresh. */
export interface RawScore {
  /** Signed points; the sum of the contributions. 0 without any input: see `coverage`. */
  raw: number;
  /** 0..100: the sum of the weights whose inputs are present. */
  coverage: number;
}

/** Equal, to the bit, to the same fields of `scoreWith`, and faster. */
export function rawWith(model: Model, inputs: ScoreInputs): RawScore {
  const contributions = model.contributions(inputs);
  // A sum of −0 is stored as 0.
  return {
    raw: sumOfContributions(contributions) + 0,
    coverage: coverageOf(model.factors, contributions),
  };
}

/** 0..100: the sum of the weights whose inputs are present. */
export function coverageOf(factors: readonly FactorRule[], contributions: Contributions): number {
  let coverage = 0;
  for (const { factor, weight } of factors) {
    if (contributions[factor] !== null) coverage += weight;
  }
  return coverage;
}

/** The side of a signed score whose size, rounded, is `score`. */
export function biasOf(raw: number, score: number): Bias {
  if (score < LEAST_SCORE_FOR_BIAS) return 'NEUTRAL';
  return raw > 0 ? 'LONG' : 'SHORT';
}

/**
 * The order of ranks, a comparator: ranked first; then by the lowest score that a row can still have, so that a partial
 * score is not above what is known to be higher; then by score, then by its unrounded size.
 */
export function compareScores(a: Score, b: Score): number {
  return (
    Number(b.ranked) - Number(a.ranked) ||
    b.low - a.low ||
    b.score - a.score ||
    Math.abs(b.raw) - Math.abs(a.raw)
  );
}

/** Every symbol of the boards with both models' scores. */
export function scoredRows(boards: readonly VenueBoard[]): BoardRow[] {
  return boards.flatMap(({ venue, perpStates }) =>
    // Field by field: spreading costs more than scoring.
    perpStates.map(({ perp, reading, openInterest, inputs }) => ({
      venue,
      perp,
      reading,
      openInterest,
      inputs,
      scores: scoreAll(inputs),
    })),
  );
}

/** In the order of compareScores. The order of equals is kept. */
export function ranked<T extends { scores: Scores }>(rows: readonly T[], model: ModelId): T[] {
  return [...rows].sort((a, b) => compareScores(a.scores[model], b.scores[model]));
}

/** The contract's English labels, for the command line and exports. What is shown on screen is in the locale files. */
export const REGIME_LABELS: Record<RegimeId, string> = {
  LONG_CROWDED: 'Long crowded · high funding + rising OI',
  SHORT_RAMP: 'Short ramp · rising OI + negative funding',
  SHORT_SQUEEZE_RISK: 'Short squeeze risk · OI building against negative funding',
  LONG_SQUEEZE_RISK: 'Long squeeze risk · OI building against positive funding',
  UNWINDING: 'Positions closing',
  NET_LONG: 'Net long bias building',
  NET_SHORT: 'Net short bias building',
  NEUTRAL: 'Balanced',
};
