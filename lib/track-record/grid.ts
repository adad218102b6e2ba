/** One symbol's past on half-hour steps of the UTC calendar. What is missing is NaN, and a gap is a gap. Pure. */
import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';
import { STEP_MS } from './counting';

export interface Grid {
  /** The number of the first step, counted from 1970. */
  firstStep: number;
  /** Natural logarithm of the step's mean mark price. */
  logPrice: Float64Array;
  /** The step's mean signed score. */
  classic: Float64Array;
  crowding: Float64Array;
}

/** Null when we recorded nothing ourselves: what only the venue remembers has neither price nor score. */
export function gridOf(series: Series): Grid | null {
  const { atMs, source, markPrice } = series;
  let [first, last] = [Infinity, -Infinity];
  atMs.forEach((ms, index) => {
    if (source[index] !== SOURCE.own) return;
    const step = Math.floor(ms / STEP_MS);
    first = Math.min(first, step);
    last = Math.max(last, step);
  });
  if (last < first) return null;
  const meansOf = (values: Float64Array, counts: (value: number) => boolean): Float64Array => {
    const sums = new Float64Array(last - first + 1);
    const found = new Uint16Array(sums.length);
    values.forEach((value, index) => {
      if (source[index] !== SOURCE.own || !counts(value)) return;
      const at = Math.floor((atMs[index] ?? 0) / STEP_MS) - first;
      sums[at] = (sums[at] ?? 0) + value;
      found[at] = (found[at] ?? 0) + 1;
    });
    // Nothing by nothing is NaN: missing.
    return sums.map((sum, at) => sum / (found[at] ?? 0));
  };
  return {
    firstStep: first,
    logPrice: meansOf(markPrice, (price) => price > 0 && price < Infinity).map(Math.log),
    classic: meansOf(series.classic.mean, Number.isFinite),
    crowding: meansOf(series.crowding.mean, Number.isFinite),
  };
}
