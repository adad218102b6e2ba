/** What changed since an earlier time, input by input, as printed: the changes add up to that of the score. Pure. */
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

/** As far back as open interest is compared, and with the same tolerances. */
export const SINCE = OI_WINDOWS.map(({ windowMs, toleranceMs }) => ({ windowMs, toleranceMs }));

/** In tenths of a point, signed; a part is null where the input is missing at both ends. */
export interface Change extends RoundedContributions {
  then: Score;
  /** When `then` was recorded, on the exchange's clock. */
  thenAtMs: number;
}

/** By SINCE; null where nothing was recorded near that time. */
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

/** Null without a sample of our own near enough: the venue's history alone has neither funding nor basis. */
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

/** A part that is missing at one end counts as nothing there, as it does in the score. */
export function difference(now: Score, then: Score): RoundedContributions {
  const [after, before] = [roundedContributions(now), roundedContributions(then)];
  const parts = recordFrom(FACTORS, (factor) => {
    const [a, b] = [after.parts[factor], before.parts[factor]];
    return a === null && b === null ? null : (a ?? 0) - (b ?? 0);
  });
  return { parts, total: after.total - before.total };
}
