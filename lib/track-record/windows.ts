/** One symbol's history as windows of one horizon, from a grid of equal steps. Pure; counting.ts has the rules. */
import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';
import { HALF_HOUR_MS, MAX_MISSING } from './counting';
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import { DAY_MS, HOUR_MS } from '../domain/time';

export interface Grid {
  stepMs: number;
  /** The first step, counted from 1970. Each column has one value per step, NaN where missing. */
  firstStep: number;
  /** Natural logarithm of the mean mark price. */
  logPrice: Float64Array;
  /** Mean signed score. */
  classic: Float64Array;
  crowding: Float64Array;
}

/** Means per step. Null without samples of our own: backfilled ones have neither price nor score. */
export function gridOf(series: Series, stepMs = HALF_HOUR_MS): Grid | null {
  const { atMs, source, markPrice } = series;
  let [first, last] = [Infinity, -Infinity];
  atMs.forEach((ms, index) => {
    if (source[index] !== SOURCE.own) return;
    const step = Math.floor(ms / stepMs);
    first = Math.min(first, step);
    last = Math.max(last, step);
  });
  if (last < first) return null;
  const meansOf = (values: Float64Array, counts: (value: number) => boolean): Float64Array => {
    const sums = new Float64Array(last - first + 1);
    const found = new Uint16Array(sums.length);
    values.forEach((value, index) => {
      if (source[index] !== SOURCE.own || !counts(value)) return;
      const at = Math.floor((atMs[index] ?? 0) / stepMs) - first;
      sums[at] = (sums[at] ?? 0) + value;
      found[at] = (found[at] ?? 0) + 1;
    });
    // 0 / 0 is NaN: missing.
    return sums.map((sum, at) => sum / (found[at] ?? 0));
  };
  return {
    stepMs,
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

/** Volatility before a window, in %, up to the step before its first price. */
export interface Trailing {
  /** Of the last 4 h; when too much of them is missing, their share of the day. */
  recentPct: number;
  /** Of 24 h. */
  dayPct: number;
  /** Of 7 days, per 24 h. Of the last 4, 2 or 1 days where the week is not known. */
  weekPct: number;
  isWholeWeek: boolean;
}

export interface PriceWindow extends PricePath {
  /** Windows of its horizon since 1970. Equal numbers start at the same time. */
  block: number;
  /** Null when too much of the 24 h before it is missing, or the price stood still. */
  trailing: Trailing | null;
  /** Mean signed score of the step before it, by model; NaN where missing. */
  scores: Record<ModelId, number>;
}

export interface SymbolWindows {
  windows: PriceWindow[];
  /** Windows with a score that ended but miss too many prices. */
  refused: number;
}

/** Windows with a score that ended by `nowMs`, oldest first. */
export function priceWindows(grid: Grid, hours: HorizonHours, nowMs: number): SymbolWindows {
  const { stepMs, firstStep, logPrice, classic, crowding } = grid;
  const length = (hours * HOUR_MS) / stepMs;
  const trailingAt = trailingOf(grid);
  const result: SymbolWindows = { windows: [], refused: 0 };
  // A step's mean is complete only when the step is over.
  const lastBlock = Math.floor((Math.floor(nowMs / stepMs) - 1 - length) / length);
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
    result.windows.push({ ...path, block, scores, trailing: trailingAt(start - 1) });
  }
  return result;
}

const RECENT_MS = 4 * HOUR_MS;
/** Days of which the volatility stands for the week's, the best first. */
const WEEK_DAYS = [7, 4, 2, 1] as const;

/** The volatility before any step, by sums that are made once. */
function trailingOf({ stepMs, logPrice }: Grid): (last: number) => Trailing | null {
  const squares = new Float64Array(logPrice.length);
  const missing = new Float64Array(logPrice.length);
  let [before, sum, gaps] = [Number.NaN, 0, 0];
  logPrice.forEach((price, step) => {
    if (Number.isNaN(price)) gaps += 1;
    else {
      if (!Number.isNaN(before)) sum += (price - before) ** 2;
      before = price;
    }
    squares[step] = sum;
    missing[step] = gaps;
  });
  /** Of the steps up to `last`, as `pricePath` has it, %. */
  const volatility = (lengthMs: number, last: number): number | null => {
    const length = lengthMs / stepMs;
    const first = last - length;
    const [from, to] = [logPrice[first] ?? Number.NaN, logPrice[last] ?? Number.NaN];
    if (Number.isNaN(from) || Number.isNaN(to)) return null;
    if ((missing[last] ?? 0) - (missing[first] ?? 0) > length * MAX_MISSING) return null;
    return 100 * Math.sqrt((squares[last] ?? 0) - (squares[first] ?? 0));
  };
  return (last) => {
    const dayPct = volatility(DAY_MS, last);
    if (dayPct === null || dayPct === 0) return null;
    const recentPct = volatility(RECENT_MS, last) ?? dayPct * Math.sqrt(RECENT_MS / DAY_MS);
    for (const days of WEEK_DAYS) {
      const pct = volatility(days * DAY_MS, last);
      if (pct === null) continue;
      const isWholeWeek = days === WEEK_DAYS[0];
      return { recentPct, dayPct, weekPct: pct / Math.sqrt(days), isWholeWeek };
    }
    return null;
  };
}
