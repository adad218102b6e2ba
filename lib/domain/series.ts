/** One symbol's recorded past in columns of one length, oldest first. What is missing is NaN, and a gap is a gap. */

/** Where a sample is from: our own refresh, or the venue's memory for a time when we were not there. */
export const SOURCE = { none: 0, own: 1, backFilled: 2 } as const;

export interface Series {
  /** The start of each sample's step, on the exchange's clock. */
  atMs: Float64Array;
  /** How long a step is: five minutes, or half an hour for means. */
  stepMs: Float64Array;
  coins: Float64Array;
  /** Fraction per period. */
  fundingRate: Float64Array;
  /** Hours. */
  fundingPeriodHours: Float64Array;
  basisPct: Float64Array;
  markPrice: Float64Array;
  quoteVolume24h: Float64Array;
  /** Signed points, by model; least and most are the value itself except in means. */
  classic: ScoreColumns;
  crowding: ScoreColumns;
  /** See SOURCE. */
  source: Uint8Array;
}

export interface ScoreColumns {
  mean: Float64Array;
  least: Float64Array;
  most: Float64Array;
}

/** Half of our own samples' step: a refresh is not on the second. */
const GRACE_MS = 150_000;

/** How far apart two samples may be and still belong together: twice the earlier one's step, and a little. */
export function isGap(earlier: { atMs: number; stepMs: number }, laterMs: number): boolean {
  return laterMs - earlier.atMs > 2 * earlier.stepMs + GRACE_MS;
}
