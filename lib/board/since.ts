/** How the score changed since an earlier time, by input, as printed: the changes add up to that of the score. Pure. */
import type { Inputs, ScoreInputs } from '../domain/inputs';
import { FACTORS, OI_WINDOWS } from '../domain/inputs';
import { nearest } from '../domain/nearest';
import { recordedInputs } from '../domain/recorded-inputs';
import { recordFrom } from '../domain/record-of';
import type { ModelId, Score } from '../domain/score';
import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';
import { MODELS, scoreWith } from '../scoring/score';
import type { RoundedContributions } from './rounded-contributions';
import { roundedContributions } from './rounded-contributions';

/** The same windows and tolerances as for open interest. */
export const SINCE = OI_WINDOWS.map(({ windowMs, toleranceMs }) => ({ windowMs, toleranceMs }));

/** Signed tenths of a point; null where the input is missing at both ends. */
export interface Change extends RoundedContributions {
  then: Score;
  /** Time of the earlier sample, ms on the exchange's clock. */
  thenAtMs: number;
}

/** In the order of SINCE; null where no sample is within the tolerance. */
export function changesSince(
  series: Series,
  nowMs: number,
  inputs: ScoreInputs,
  model: ModelId,
): (Change | null)[] {
  const now = scoreWith(MODELS[model], inputs);
  return SINCE.map(({ windowMs, toleranceMs }) => {
    const before = inputsNear(series, nowMs - windowMs, toleranceMs);
    if (before === null) return null;
    const then = scoreWith(MODELS[model], before.inputs);
    return { ...difference(now, then), then, thenAtMs: before.atMs };
  });
}

/** Null without a sample of our own within the tolerance: backfilled ones have neither funding nor basis. */
export function inputsNear(
  series: Series,
  targetMs: number,
  toleranceMs: number,
): { atMs: number; inputs: Inputs } | null {
  const recorded = recordedInputs(series);
  const isOwn = (index: number) => series.source[index] === SOURCE.own;
  const at = nearest(recorded.times, targetMs, toleranceMs, isOwn);
  if (at === null) return null;
  return { atMs: recorded.times[at] ?? Number.NaN, inputs: recorded.at(at) };
}

/** A part that is missing at one end counts as 0 there, as in the score. */
export function difference(now: Score, then: Score): RoundedContributions {
  const [after, before] = [roundedContributions(now), roundedContributions(then)];
  const parts = recordFrom(FACTORS, (factor) => {
    const [a, b] = [after.parts[factor], before.parts[factor]];
    return a === null && b === null ? null : (a ?? 0) - (b ?? 0);
  });
  return { parts, total: after.total - before.total };
}
