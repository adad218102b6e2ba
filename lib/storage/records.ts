/**
 * The records of each table. A table or key that changes is a new database version with a migration; a new column is an entry in
 * columns.ts. Times of the history are on the exchange's clock, ms.
 */
import type { Perp } from '../domain/perp';
import { HOUR_MS } from '../domain/time';
import type { VenueId } from '../domain/venue';

/** What half-hour means stand for. */
export const MEAN_STEP_MS = 1_800_000;
export const BLOCK_MS = 4 * HOUR_MS;
/** Samples stay 5 minutes apart for so long; then they are downsampled to half-hour means. */
export const FINE_DAYS = 7;
/** Symbols of one block: few enough that one symbol's day is read fast. Stored data depends on it: another size is a migration. */
export const GROUP_SIZE = 8;

/** Which columns a record has; see columns.ts. Absent: FIRST_LAYOUT. */
export interface Versioned {
  layout?: number | undefined;
}

/** Small facts about a venue that outlive the worker. The refresh, their owner, knows what is in them. */
export type StateRecord = { venue: VenueId } & object;

export interface ListingRecord {
  venue: VenueId;
  perps: Perp[];
}

/** A venue's newest board in columns: reading it back costs a fraction of a millisecond. */
export interface BoardRecord {
  venue: VenueId;
  asOfMs: number;
  perps: Perp[];
  /** What each value of a perpetual is. Absent: as in the first layout. */
  columns?: string[] | undefined;
  /** Perpetual after perpetual, a value for each column; NaN is missing. */
  values: Float64Array;
}

/** Up to where a venue's maintenance is done. A commit into the time before lowers them, and the work is repeated. */
export interface Watermarks {
  /** Midnight: all days before are in `pastDays`. */
  compactedMs: number;
  /** A slot: refreshes from `compactedMs` to here are in `blocks`, too. */
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
  /** Row after row of the venue's symbol index, a value for each column of the log; NaN is missing. */
  values: Float32Array;
}

/**
 * Four hours of one group of symbols, for reading one symbol's day fast; all of it is in the log, too. Key: [venue, group,
 * block]: the next day's replaces it.
 */
export interface BlockRecord extends Versioned {
  venue: VenueId;
  /** Rows group × GROUP_SIZE and on of the venue's symbol index. */
  group: number;
  /** Of the day, from 0. */
  block: number;
  blockMs: number;
  /** Columns (see codec.ts) of GROUP_SIZE times the slots that are over, symbol after symbol. */
  bytes: ArrayBuffer;
}

/**
 * One symbol's UTC day: 5-minute samples, or half-hour means. Key: [venue, dayMs, symbol]. A day that is not compacted yet has
 * back-filled samples only.
 */
export interface DayRecord extends Versioned {
  venue: VenueId;
  symbol: string;
  /** Midnight. */
  dayMs: number;
  /** SLOT_MS, or MEAN_STEP_MS for means. */
  stepMs: number;
  /** Of the day, in steps. */
  firstStep: number;
  /** Columns one after another; see codec.ts. */
  bytes: ArrayBuffer;
}

/** The signed scores of the last 24 h in quarters of an hour, for the board's sparklines. Key: venue. */
export interface TrailRecord {
  venue: VenueId;
  /** The newest quarter that is filled. */
  quarterMs: number;
  /** Row after row, TRAIL_LENGTH whole points each, oldest first; TRAIL_GAP is missing. By the venue's symbol index. */
  classic: Int8Array;
  crowding: Int8Array;
  /** The trail before a leap of time that may have been a wrong clock. In no backup. */
  beforeLeap?: TrailBeforeLeap;
}

export interface TrailBeforeLeap extends Pick<TrailRecord, 'quarterMs' | 'classic' | 'crowding'> {
  /** The quarter in which time went on. */
  leaptMs: number;
}

/** Open interest as the venue states it for the past, cached for looking back a day. Key: [venue, symbol]. */
export interface OpenInterestCacheRecord {
  venue: VenueId;
  symbol: string;
  /** Oldest first. */
  atMs: Float64Array;
  /** Base quantities, under the name they have been stored by since version 2. */
  coins: Float64Array;
}

/** What is to be said of the history, by id; see notes.ts. */
export type NoteRecord = { id: string } & object;
