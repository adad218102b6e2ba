/** What changed since an earlier moment, factor by factor, as printed: the changes add up to that of the score. Pure. */
import type { ScoreInputs } from '../domain/inputs';
import { FACTORS, OI_WINDOWS } from '../domain/inputs';
import type { Factor } from '../domain/inputs';
import type { ModelId, Score } from '../domain/score';
import type { Series } from '../domain/series';
import { MODELS, scoreWith } from '../scoring/score';
import { momentAt } from './moment';
import { printedPoints } from './points';

/** As far back as open interest is compared, and as tolerant. */
export const SINCE = OI_WINDOWS.map(({ windowMs, toleranceMs }) => ({ windowMs, toleranceMs }));

export interface Change {
  /** In tenths of a point, signed; null where the input is missing at both ends. */
  parts: Record<Factor, number | null>;
  /** The sum of the parts. */
  total: number;
  then: Score;
  /** When `then` was recorded, on the exchange's clock. */
  thenAtMs: number;
}

/** By SINCE; null where nothing was recorded near that moment. */
export function changesSince(
  series: Series,
  nowMs: number,
  inputs: ScoreInputs,
  model: ModelId,
): (Change | null)[] {
  const now = scoreWith(MODELS[model], inputs);
  return SINCE.map(({ windowMs, toleranceMs }) => {
    const moment = momentAt(series, nowMs - windowMs, toleranceMs);
    if (moment === null) return null;
    const then = scoreWith(MODELS[model], moment.inputs);
    return { ...difference(now, then), then, thenAtMs: moment.atMs };
  });
}

/** A part that is missing at one end counts as nothing there, as it does in the score. */
export function difference(now: Score, then: Score): Pick<Change, 'parts' | 'total'> {
  const [after, before] = [printedPoints(now), printedPoints(then)];
  const parts: Change['parts'] = { ...after.parts };
  for (const factor of FACTORS) {
    const [a, b] = [after.parts[factor], before.parts[factor]];
    parts[factor] = a === null && b === null ? null : (a ?? 0) - (b ?? 0);
  }
  return { parts, total: after.total - before.total };
}
