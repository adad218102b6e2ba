/** Prices and funding of one perpetual at one time, in our units. Null where the venue states nothing. */
export interface Reading {
  symbol: string;
  /** In quote currency. */
  markPrice: number | null;
  /** In quote currency. */
  indexPrice: number | null;
  /** The running estimate for the current period, as a fraction per period (0.0001 = 0.01 %). */
  fundingRate: number | null;
  fundingPeriodHours: number | null;
  nextFundingAtMs: number | null;
  /** Traded over the last 24 h, in quote currency. */
  quoteVolume24h: number | null;
  /** The exchange's own time for these values, ms since 1970. */
  pricedAtMs: number;
}

/** Open interest at one time, in coins (contracts × multiplier), never in USD. */
export interface OpenInterest {
  baseQty: number;
  /** The exchange's own time for the value, ms since 1970. */
  atMs: number;
}
