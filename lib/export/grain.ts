/** How fine an exported history is: every sample, or of each hour or day (UTC) the first. */
import { DAY_MS, HOUR_MS } from '../domain/time';
import type { Grain } from '../domain/jobs';

const STEP_MS: Record<Grain, number> = { all: 1, hour: HOUR_MS, day: DAY_MS };

/** For non-decreasing times, whether each is the first of its hour or day. */
export function firstOfEach(grain: Grain): (atMs: number) => boolean {
  let newest = -1;
  return (atMs) => {
    const step = Math.floor(atMs / STEP_MS[grain]);
    const isFirst = step !== newest;
    newest = step;
    return isFirst;
  };
}

/** Maximum rows of a symbol's day with samples every `stepMs`. */
export function rowsOfDay(grain: Grain, stepMs: number): number {
  return STEP_MS.day / Math.max(STEP_MS[grain], stepMs);
}
