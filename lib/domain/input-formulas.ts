/**
 * The formula of each input, from prices, rates and open interest. In per cent, except the turnover ratio. Null is
 * missing.
 */

/** Open interest and price of one perpetual at one time. */
export interface Sizes {
  /** Coins. */
  baseQty: number | null;
  /** In quote currency. */
  markPrice?: number | null;
}

/**
 * Funding as the classic model reads it. Quoted rates of different periods are not comparable, so periods under 4 h
 * count as their 8 h equivalent, derived here and nowhere else. `rate` is a fraction per period.
 */
export function fundingPct(rate: number | null, periodHours: number | null): number | null {
  if (rate === null || periodHours === null) return null;
  return periodHours < 4 ? toEightHours(rate, periodHours) : rate * 100;
}

/** The 8 h equivalent, whatever the period. */
export function funding8hPct(rate: number | null, periodHours: number | null): number | null {
  if (rate === null || periodHours === null) return null;
  return toEightHours(rate, periodHours);
}

function toEightHours(rate: number, periodHours: number): number {
  return (rate * 100 * 8) / periodHours;
}

/** (mark − index) / index; null when either is missing or the index is not positive. */
export function basisPct(markPrice: number | null, indexPrice: number | null): number | null {
  if (markPrice === null || indexPrice === null || indexPrice <= 0) return null;
  return ((markPrice - indexPrice) / indexPrice) * 100;
}

/** Price ratios between the ends of a window: from 5 it may be another asset or unit, from 20 it certainly is. */
const [OFTEN_ANOTHER, ANOTHER] = [5, 20];

/**
 * Change of open interest from `then` to `now`. Null when either is missing or not positive, and where the prices show
 * that the symbol means another asset or other units.
 */
export function openInterestChangePct(now: Sizes | null, then: Sizes | null): number | null {
  if (now === null || then === null || now.baseQty === null || then.baseQty === null) return null;
  if (then.baseQty <= 0 || now.baseQty <= 0) return null;
  if (isAnother(now, then)) return null;
  return ((now.baseQty - then.baseQty) / then.baseQty) * 100;
}

/** Change of the price from `then` to `now`. Null when either is missing, and where the contract changed, as above. */
export function priceChangePct(now: Sizes | null, then: Sizes | null): number | null {
  if (!now?.markPrice || !then?.markPrice || then.markPrice <= 0) return null;
  if (isAnother(now, then)) return null;
  return ((now.markPrice - then.markPrice) / then.markPrice) * 100;
}

/**
 * Open interest in quote currency over the 24 h turnover, a ratio. Each contract counts once, also where the venue
 * counts both sides. Null when anything is missing, and without turnover.
 */
export function openInterestTurnover(
  { baseQty, markPrice }: Sizes,
  quoteVolume24h: number | null,
  openInterestSides: 1 | 2,
): number | null {
  if (baseQty === null || markPrice === null || markPrice === undefined) return null;
  if (quoteVolume24h === null || quoteVolume24h <= 0) return null;
  return ((baseQty / openInterestSides) * markPrice) / quoteVolume24h;
}

function isAnother(now: Sizes, then: Sizes): boolean {
  if (!now.markPrice || !then.markPrice) return false;
  const ratio = now.markPrice / then.markPrice;
  const factor = Math.max(ratio, 1 / ratio);
  if (factor < OFTEN_ANOTHER) return false;
  if (factor >= ANOTHER) return true;
  if (now.baseQty === null || then.baseQty === null) return false;
  // With other units the value of all positions stays the same.
  const value = (now.baseQty / then.baseQty) * ratio;
  return value > 0.5 && value < 2;
}
