/** How far and how restlessly a price went over a stretch of steps. Pure. */
import { MOST_MISSING } from './counting';

export interface Path {
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
