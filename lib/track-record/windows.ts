/** One symbol's history as windows of one horizon, from a grid of half hours. Pure; counting.ts has the rules. */
import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';
import { HALF_HOUR_MS, MAX_MISSING, TRAILING_STEPS } from './counting';
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import { HOUR_MS } from '../domain/time';

export interface HalfHourGrid {
  /** The first half hour, counted from 1970. Each column has one value per half hour, NaN where missing. */
  firstStep: number;
  /** Natural logarithm of the mean mark price. */
  logPrice: Float64Array;
  /** Mean signed score. */
  classic: Float64Array;
  crowding: Float64Array;
}

/** Null without samples of our own: backfilled ones have neither price nor score. */
export function gridOf(series: Series): HalfHourGrid | null {
  const { atMs, source, markPrice } = series;
  let [first, last] = [Infinity, -Infinity];
  atMs.forEach((ms, index) => {
    if (source[index] !== SOURCE.own) return;
    const step = Math.floor(ms / HALF_HOUR_MS);
    first = Math.min(first, step);
    last = Math.max(last, step);
  });
  if (last < first) return null;
  const meansOf = (values: Float64Array, counts: (value: number) => boolean): Float64Array => {
    const sums = new Float64Array(last - first + 1);
    const found = new Uint16Array(sums.length);
    values.forEach((value, index) => {
      if (source[index] !== SOURCE.own || !counts(value)) return;
      const at = Math.floor((atMs[index] ?? 0) / HALF_HOUR_MS) - first;
      sums[at] = (sums[at] ?? 0) + value;
      found[at] = (found[at] ?? 0) + 1;
    });
    // 0 / 0 is NaN: missing.
    return sums.map((sum, at) => sum / (found[at] ?? 0));
  };
  return {
    firstStep: first,
    logPrice: meansOf(markPrice, (price) => price > 0 && price < Infinity).map(Math.log),
    classic: meansOf(series.classic.mean, Number.isFinite),
    crowding: meansOf(series.crowding.mean, Number.isFinite),
  };
}

interface PricePath {
  /** Root of the sum of squared log returns, %. */
  volatilityPct: number;
  /** Furthest log moves below and above the first price, %; at least 0. */
  downPct: number;
  upPct: number;
}

/** Over the steps `first` to `last`, both included. Null when either has no price, or more than one step in eight has none. */
export function pricePath(logPrice: Float64Array, first: number, last: number): PricePath | null {
  const start = logPrice[first] ?? Number.NaN;
  if (Number.isNaN(start) || Number.isNaN(logPrice[last] ?? Number.NaN)) return null;
  let [before, squares, least, most, missing] = [start, 0, 0, 0, 0];
  for (let step = first + 1; step <= last; step += 1) {
    const price = logPrice[step] ?? Number.NaN;
    if (Number.isNaN(price)) {
      missing += 1;
      continue;
    }
    // A return over a missing step spans more time: its expected square is that of the steps it replaces.
    squares += (price - before) ** 2;
    least = Math.min(least, price - start);
    most = Math.max(most, price - start);
    before = price;
  }
  if (missing > (last - first) * MAX_MISSING) return null;
  return {
    volatilityPct: 100 * Math.sqrt(squares),
    downPct: 100 * Math.max(0, -least),
    upPct: 100 * most,
  };
}

export interface PriceWindow extends PricePath {
  /** Windows of its horizon since 1970. Equal numbers start at the same time. */
  block: number;
  /** Volatility of the 24 h before it, %; null when too much is missing. */
  trailingPct: number | null;
  /** Mean signed score of the half hour before it, by model; NaN where missing. */
  scores: Record<ModelId, number>;
}

export interface SymbolWindows {
  windows: PriceWindow[];
  /** Windows with a score that ended but miss too many prices. */
  refused: number;
}

/** Windows with a score that ended by `nowMs`, oldest first. */
export function priceWindows(
  grid: HalfHourGrid,
  hours: HorizonHours,
  nowMs: number,
): SymbolWindows {
  const { firstStep, logPrice, classic, crowding } = grid;
  const length = (hours * HOUR_MS) / HALF_HOUR_MS;
  const result: SymbolWindows = { windows: [], refused: 0 };
  // A step's mean is complete only when the step is over.
  const lastBlock = Math.floor((Math.floor(nowMs / HALF_HOUR_MS) - 1 - length) / length);
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
    const path = pricePath(logPrice, start, start + length);
    if (path === null) {
      result.refused += 1;
      continue;
    }
    // Ends with the step before the window's first: they share no sample.
    const trailing = pricePath(logPrice, start - 1 - TRAILING_STEPS, start - 1);
    result.windows.push({ ...path, block, scores, trailingPct: trailing?.volatilityPct ?? null });
  }
  return result;
}
