import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';
import { STEP_MS, MOST_MISSING, TRAILING_STEPS } from './counting';
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import { HOUR_MS } from '../domain/time';

/** One symbol's past on half-hour steps of the UTC calendar. What is missing is NaN, and a gap is a gap. Pure. */

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

/** How far and how restlessly a price went over a stretch of steps. Pure. */

interface Path {
  /** Root of the sum of squared log returns, %. */
  volatilityPct: number;
  /** Furthest log moves from the first price, %; 0 when it never went there. */
  downPct: number;
  upPct: number;
}

/** Null when the first or last price is missing, or more than one step in eight. `first` and `last` are included. */
export function pathOf(logPrice: Float64Array, first: number, last: number): Path | null {
  const start = logPrice[first] ?? Number.NaN;
  if (Number.isNaN(start) || Number.isNaN(logPrice[last] ?? Number.NaN)) return null;
  let [before, squares, least, most, missing] = [start, 0, 0, 0, 0];
  for (let step = first + 1; step <= last; step += 1) {
    const price = logPrice[step] ?? Number.NaN;
    if (Number.isNaN(price)) {
      missing += 1;
      continue;
    }
    // Over a missing step the return is of a longer time: the sum of squares expects the same of it.
    squares += (price - before) ** 2;
    least = Math.min(least, price - start);
    most = Math.max(most, price - start);
    before = price;
  }
  if (missing > (last - first) * MOST_MISSING) return null;
  return {
    volatilityPct: 100 * Math.sqrt(squares),
    downPct: 100 * Math.max(0, -least),
    upPct: 100 * most,
  };
}

/** One symbol's windows of one horizon. Pure; see counting.ts for what counts. */

export interface Window extends Path {
  /** Its number in the calendar of windows of its horizon, counted from 1970. Equal numbers start together. */
  block: number;
  /** Volatility of the 24 h that were over before it, %; null when too much of them is missing. */
  trailingPct: number | null;
  /** Mean signed score of the half hour before it; NaN where a model had none. */
  scores: Record<ModelId, number>;
}

export interface SymbolWindows {
  windows: Window[];
  /** Had a score and are over, but their prices have holes. */
  refused: number;
}

/** Windows that have a score and were over at `nowMs`, oldest first. */
export function windowsOf(grid: Grid, hours: HorizonHours, nowMs: number): SymbolWindows {
  const { firstStep, logPrice, classic, crowding } = grid;
  const length = (hours * HOUR_MS) / STEP_MS;
  const result: SymbolWindows = { windows: [], refused: 0 };
  // The last step's mean is whole when the step is over.
  const lastBlock = Math.floor((Math.floor(nowMs / STEP_MS) - 1 - length) / length);
  const lastScored = Math.floor((firstStep + classic.length) / length);
  for (
    let block = Math.ceil((firstStep + 1) / length);
    block <= Math.min(lastBlock, lastScored);
    block += 1
  ) {
    const start = block * length - firstStep;
    const scores = {
      classic: classic[start - 1] ?? Number.NaN,
      crowding: crowding[start - 1] ?? Number.NaN,
    };
    if (Number.isNaN(scores.classic) && Number.isNaN(scores.crowding)) continue;
    const path = pathOf(logPrice, start, start + length);
    if (path === null) {
      result.refused += 1;
      continue;
    }
    // Up to the step before: its mean and the window's first share no minute.
    const trailing = pathOf(logPrice, start - 1 - TRAILING_STEPS, start - 1);
    result.windows.push({ ...path, block, scores, trailingPct: trailing?.volatilityPct ?? null });
  }
  return result;
}
