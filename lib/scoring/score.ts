/** From inputs to a score: bounded 0..100, never NaN, the same for the same inputs whatever their order. */
import type { ScoreInputs } from '../domain/inputs';
import type { Bias, ModelId, Score, Scores } from '../domain/score';
import { classic } from './classic';
import { coverageOf, sumOf } from './contributions';
import { crowding } from './crowding';
import type { Model } from './model';

/** Under this score a side is not named. */
export const LEAST_SCORE_FOR_BIAS = 12;
/** Under this coverage (of 100) a symbol is listed, not ranked. */
export const LEAST_COVERAGE_TO_RANK = 40;

export const MODELS: Record<ModelId, Model> = { classic, crowding };

/** Scores one symbol with one model. */
export function scoreWith(model: Model, inputs: ScoreInputs): Score {
  const contributions = model.contributions(inputs);
  const raw = sumOf(contributions);
  const score = roundHalfUp(Math.abs(raw));
  const bias = biasOf(raw, score);
  const coverage = coverageOf(model.factors, contributions);
  return {
    model: model.id,
    modelVersion: model.version,
    raw,
    score,
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

/** The side of a signed score whose size, rounded, is `score`. */
export function biasOf(raw: number, score: number): Bias {
  if (score < LEAST_SCORE_FOR_BIAS) return 'NEUTRAL';
  return raw > 0 ? 'LONG' : 'SHORT';
}

/** Binary fractions can put 11.5 at 11.499999999999998; a billionth of a point is below anything an input can say. */
export function roundHalfUp(points: number): number {
  return Math.min(100, Math.floor(points + 0.5 + 1e-9));
}
