/** The shapes of what is stored. A change here is a new database version with a migration. */
import type { Doubt } from '../domain/doubt';
import { INPUT_NAMES } from '../domain/inputs';
import type { Perp, Universe } from '../domain/perp';
import type { Collecting, Trouble } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import type { Budget, Ledger, Statements } from '../http/budget';
import { HOUR_MS, DAY_MS } from '../domain/time';

/** A refresh under way: everything a new worker needs to go on where the last one died. */
export interface Cycle {
  /** On this machine's clock. */
  startedAtMs: number;
  /** Symbols whose open interest is still to be asked, in order. */
  queue: string[];
  /** How many there were at the start. */
  wanted: number;
  /** Symbols that failed once and have been put back; a second failure lets them go until the next refresh. */
  retried: string[];
}

/** Long gaps in the history, as far as the venue remembers them: what of them is still to be asked for; see lib/refresh/past.ts. */
export interface Past {
  /** When gaps were last looked for, on the exchange's clock: those that began before are known. 0: never. */
  lookedMs: number;
  /** What one request each can answer, in order; the first is under way. */
  pages: { fromMs: number; toMs: number }[];
  /** Symbols that are done with the first page, and those of the others that failed once. */
  asked: string[];
  retried: string[];
}

/** The same moment on two clocks. */
export interface Clocks {
  wallMs: number;
  /** Counts from nowhere in particular, and only while one process of the browser lives. */
  steadyMs: number;
}

/** Small facts about a venue that outlive the worker. One record per venue. */
export interface VenueState {
  venue: VenueId;
  cycle: Cycle | null;
  /** When the last refresh began and was completed, on this machine's clock. */
  startedAtMs: number | null;
  refreshedAtMs: number | null;
  /** What the last refresh was asked to show; another choice makes a refresh due at once. */
  universe: Universe | null;
  /** When the list of perpetuals was read. */
  listedAtMs: number | null;
  trouble: Trouble | null;
  /** Refreshes failed in a row, for the back-off. */
  failures: number;
  droppedRows: number;
  /** What is set aside of what the venue sent; see lib/refresh/belief.ts. */
  doubts: readonly Doubt[];
  /** The venue's clock minus this machine's. */
  clockSkewMs: number;
  /** The one of the venue's origins that answered last; null: the first. */
  origin: string | null;
  /** Where only our own samples tell the past: when each window of open interest, in order, has them. Else null. */
  collecting: Collecting | null;
  ledger: Ledger;
  /** What the venue said last of its limits' use by everybody at this address. */
  stated?: Statements;
  /** Since when that has kept us from asking for prices, on this machine's clock; null: it does not. */
  heldSinceMs?: number | null;
  /** When times were last looked at, on the clock that can be set and on one that can't; see lib/refresh/clocks.ts. */
  clocks?: Clocks;
  /** A clock skew that one answer showed and no second one has confirmed; null: none. */
  skewSeenMs?: number | null;
  /** Our ceilings, beside the ledger so that pages can show the meter without knowing the venues. */
  budgets: readonly Budget[];
  /** When a symbol's history was last asked for, on this machine's clock. Forgotten after an hour. */
  historyAskedAtMs: Record<string, number>;
  past: Past;
}

export interface ListingRecord {
  venue: VenueId;
  perps: Perp[];
}

/**
 * The symbols of a venue's history, and how far its upkeep is. Everything that is older than a mark is done; a commit into
 * the time before one lowers it, and the work is done again.
 */
export interface SymbolIndexRecord {
  venue: VenueId;
  /** Row numbers are indexes into this list, which only grows. */
  symbols: string[];
  /** Midnight: all days before are in `pastDays`. */
  compactedMs: number;
  /** A slot: refreshes from `compactedMs` to here are in `blocks`, too. */
  rolledMs: number;
  /** Midnight: all days before are half-hour means. */
  thinnedMs: number;
}

/** Values kept per symbol in a snapshot, in this order; NaN is missing. */
export const SNAPSHOT_COLUMNS = [
  'openInterestCoins',
  /** How old the open interest was at the snapshot's time, s. */
  'openInterestAgeS',
  /** Fraction per period, as quoted. */
  'fundingRate',
  'fundingPeriodHours',
  'basisPct',
  'markPrice',
  'quoteVolume24h',
  /** Signed score before rounding. */
  'classicRaw',
  'crowdingRaw',
] as const;
export type SnapshotColumn = (typeof SNAPSHOT_COLUMNS)[number];

/** One refresh of all of a venue's symbols. Key: [venue, slotMs]; a refresh in the same slot replaces it. */
export interface SnapshotRecord {
  venue: VenueId;
  /** The start of a 5-minute slot, on the exchange's clock. */
  slotMs: number;
  /** The moment the ages count from, on the exchange's clock. */
  atMs: number;
  modelVersions: { classic: number; crowding: number };
  /** Row after row of the venue's symbol index, `SNAPSHOT_COLUMNS.length` values each. */
  values: Float32Array;
}

/**
 * Symbols whose rows lie together in a record of `blocks`: few enough that one symbol's day is read fast. Stored data depends
 * on it: another size is a migration.
 */
export const GROUP_SIZE = 8;

/**
 * Four hours of one group of symbols, for reading one symbol's day fast; all of it is in the log as well. Key: [venue, group,
 * block]: the next day's takes its place.
 */
export interface BlockRecord {
  venue: VenueId;
  /** Rows group × GROUP_SIZE and on of the venue's symbol index. */
  group: number;
  /** Of the day, from 0. */
  block: number;
  blockMs: number;
  /** Columns (see day-record.ts) of GROUP_SIZE times the slots that are over, symbol after symbol. */
  bytes: ArrayBuffer;
}

/**
 * One symbol's UTC day: 5-minute samples, or half-hour means. Key: [venue, dayMs, symbol]. Of a day that is not compacted
 * yet it has what the venue remembers.
 */
export interface DayRecord {
  venue: VenueId;
  symbol: string;
  /** Midnight, on the exchange's clock. */
  dayMs: number;
  /** SLOT_MS, or LONG_STEP_MS for means. */
  stepMs: number;
  /** Of the day, in steps. */
  firstStep: number;
  /** Columns one after another; see day-record.ts. */
  bytes: ArrayBuffer;
}

/** The signed scores of the last 24 h in quarters of an hour, for the board's small pictures. Key: venue. */
export interface TrailRecord {
  venue: VenueId;
  /** The newest quarter that is filled, on the exchange's clock. */
  quarterMs: number;
  /** Row after row, TRAIL_LENGTH whole points each, oldest first; TRAIL_GAP is missing. By the venue's symbol index. */
  classic: Int8Array;
  crowding: Int8Array;
  /** As it was before a leap of time that need not have been one; see trail.ts. In no backup. */
  beforeLeap?: Leap;
}

/** A trail, and the quarter in which time went on after the leap. */
export interface Leap extends Pick<TrailRecord, 'quarterMs' | 'classic' | 'crowding'> {
  leaptMs: number;
}

export { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../domain/trail';

/** Open interest as the venue remembers it, for looking back a day. Key: [venue, symbol]. */
export interface SeedRecord {
  venue: VenueId;
  symbol: string;
  /** Oldest first, on the exchange's clock. */
  atMs: Float64Array;
  coins: Float64Array;
}

/** What has to be said of the history, by id; see notes.ts. How far time has passed is under `passed:` and the venue. */
export type NoteRecord = { id: string } & object;

/** A venue's newest board in columns: reading it back costs a fraction of a millisecond. */
export interface BoardRecord {
  venue: VenueId;
  asOfMs: number;
  perps: Perp[];
  /** Standing after standing, `BOARD_COLUMNS.length` values each; NaN is missing. */
  values: Float64Array;
}

export const BOARD_COLUMNS = [
  'pricedAtMs',
  'markPrice',
  'indexPrice',
  'fundingRate',
  'fundingPeriodHours',
  'nextFundingAtMs',
  'quoteVolume24h',
  'openInterestAtMs',
  'openInterestCoins',
  ...INPUT_NAMES,
] as const;

export const SLOT_MS = 300_000;
export const BLOCK_MS = 4 * HOUR_MS;
export const LONG_STEP_MS = 1_800_000;

/** Midnight before a moment, UTC. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}

export function newVenueState(venue: VenueId): VenueState {
  return {
    venue,
    cycle: null,
    startedAtMs: null,
    refreshedAtMs: null,
    universe: null,
    listedAtMs: null,
    trouble: null,
    failures: 0,
    droppedRows: 0,
    doubts: [],
    clockSkewMs: 0,
    origin: null,
    collecting: null,
    ledger: {},
    budgets: [],
    historyAskedAtMs: {},
    past: { lookedMs: 0, pages: [], asked: [], retried: [] },
  };
}
