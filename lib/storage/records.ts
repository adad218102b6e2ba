/**
 * The records of each table. A changed table or key needs a new database version with a migration; a new column is an
 * entry in columns.ts. Times of the history are on the exchange's clock, ms.
 */
import type { Perp } from '../domain/perp';
import { HOUR_MS } from '../domain/time';
import type { VenueId } from '../domain/venue';

/** What half-hour means stand for. */
export const MEAN_STEP_MS = 1_800_000;
export const BLOCK_MS = 4 * HOUR_MS;
/** Age after which 5-minute samples are downsampled to half-hour means, days. */
export const FINE_DAYS = 7;
/**
 * Symbols per block: few enough to read one symbol's day fast. Stored data depends on it: another size needs a
 * migration.
 */
export const GROUP_SIZE = 8;

/** The record's columns; see columns.ts. Absent: FIRST_LAYOUT. */
export interface Versioned {
  layout?: number | undefined;
}

/** Small facts about a venue that outlive the worker. Their content belongs to the refresh. */
export type StateRecord = { venue: VenueId } & object;

export interface ListingRecord {
  venue: VenueId;
  perps: Perp[];
}

/** A venue's newest board in columns, which takes a fraction of a millisecond to read. */
export interface BoardRecord {
  venue: VenueId;
  asOfMs: number;
  perps: Perp[];
  /** Names of a perpetual's values. Absent: as in the first layout. */
  columns?: string[] | undefined;
  /** Perpetual after perpetual, one value per column; NaN is missing. */
  values: Float64Array;
}

/** How far a venue's maintenance has come. A commit before a watermark lowers it, and the work is repeated. */
export interface Watermarks {
  /** Midnight: all days before are in `pastDays`. */
  compactedMs: number;
  /** A slot: refreshes from `compactedMs` to here are also in `blocks`. */
  rolledMs: number;
  /** Midnight: all days before are half-hour means. */
  thinnedMs: number;
}

export interface SymbolIndexRecord extends Watermarks {
  venue: VenueId;
  /** Row numbers are indexes into this list, which only grows. */
  symbols: string[];
}

/** One refresh of all of a venue's symbols. Key: [venue, slotMs]; a refresh in the same slot replaces it. */
export interface SnapshotRecord extends Versioned {
  venue: VenueId;
  /** The start of a 5-minute slot. */
  slotMs: number;
  /** The time that the ages count from. */
  atMs: number;
  modelVersions: { classic: number; crowding: number };
  /** One row per entry of the venue's symbol index, one value per column of the log; NaN is missing. */
  values: Float32Array;
}

/**
 * Four hours of one group of symbols, to read one symbol's day fast; the log has all of it, too. Key: [venue, group,
 * block]: the next day's block replaces it.
 */
export interface BlockRecord extends Versioned {
  venue: VenueId;
  /** Rows from group × GROUP_SIZE on of the venue's symbol index. */
  group: number;
  /** Index within the day, from 0. */
  block: number;
  blockMs: number;
  /** Columns (see codec.ts) of GROUP_SIZE symbols for the finished slots, symbol after symbol. */
  bytes: ArrayBuffer;
}

/**
 * One symbol's UTC day: 5-minute samples, or half-hour means. Key: [venue, dayMs, symbol]. A day that is not compacted
 * yet has backfilled samples only.
 */
export interface DayRecord extends Versioned {
  venue: VenueId;
  symbol: string;
  /** Midnight. */
  dayMs: number;
  /** SLOT_MS, or MEAN_STEP_MS for means. */
  stepMs: number;
  /** Index of the first step within the day. */
  firstStep: number;
  /** Columns one after another; see codec.ts. */
  bytes: ArrayBuffer;
}

/** The signed scores of the last 24 h in quarters of an hour, for the board's sparklines. Key: venue. */
export interface TrailRecord {
  venue: VenueId;
  /** The newest quarter with a value. */
  quarterMs: number;
  /** One row of TRAIL_LENGTH whole points per entry of the venue's symbol index, oldest first; TRAIL_GAP is missing. */
  classic: Int8Array;
  crowding: Int8Array;
  /** The trail before a clock jump that may have been an error. Not in backups. */
  beforeLeap?: TrailBeforeLeap;
}

export interface TrailBeforeLeap extends Pick<TrailRecord, 'quarterMs' | 'classic' | 'crowding'> {
  /** The quarter in which the clock jumped. */
  leaptMs: number;
}

/** The venue's own open-interest history, cached to look back a day. Key: [venue, symbol]. */
export interface OpenInterestCacheRecord {
  venue: VenueId;
  symbol: string;
  /** Oldest first. */
  atMs: Float64Array;
  /** Base quantities, under the name they have been stored by since version 2. */
  coins: Float64Array;
}

/** A note on the history, by id; see notes.ts. */
export type NoteRecord = { id: string } & object;
