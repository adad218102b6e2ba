/** One symbol's recorded series in columns of one length, oldest first. What is missing is NaN; gaps have no samples. */
import type { VenueId } from './venue';

/** Where a sample is from: our own refresh, or the venue's history (backfill). */
export const SOURCE = { none: 0, own: 1, backFilled: 2 } as const;

export interface Series {
  /** The start of each sample's step, on the exchange's clock. */
  atMs: Float64Array;
  /** How long a step is: five minutes, or half an hour for means. */
  stepMs: Float64Array;
  baseQty: Float64Array;
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

/** The step of our own samples: longer ones are means. */
export const SLOT_MS = 300_000;

/** Each sample's time: the start of its slot, and of a mean the middle of the samples in it. See nearest.ts. */
export function sampleTimes({ atMs, stepMs }: Series): Float64Array {
  return atMs.map((startMs, index) => startMs + ((stepMs[index] ?? SLOT_MS) - SLOT_MS) / 2);
}

/** Jitter of refresh times. */
const GRACE_MS = SLOT_MS / 2;

/**
 * Whether samples are missing between two: they are further apart than twice the earlier one's step, plus the jitter.
 */
export function isGap(earlier: { atMs: number; stepMs: number }, laterMs: number): boolean {
  return laterMs - earlier.atMs > 2 * earlier.stepMs + GRACE_MS;
}

/** A symbol's scores over the last 24 h, in quarters of an hour: signed whole points, oldest first. */
export const TRAIL_STEP_MS = 900_000;
export const TRAIL_LENGTH = 96;
/** No score was known in that quarter. */
export const TRAIL_GAP = -128;

/** The scores of the last 24 h of one venue's symbols. */
export interface VenueTrail {
  venue: VenueId;
  /** The newest quarter of an hour, on the exchange's clock. */
  quarterMs: number;
  symbols: readonly string[];
  /** TRAIL_LENGTH signed points a symbol; TRAIL_GAP is missing. */
  classic: Int8Array;
  crowding: Int8Array;
}
