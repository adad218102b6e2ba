/** The shapes of what is stored. A change here is a new database version with a migration. */
import type { Perp, Universe } from '../domain/perp';
import type { Collecting, Trouble } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import type { Budget, Ledger } from '../http/budget';

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
  /** The venue's clock minus this machine's. */
  clockSkewMs: number;
  /** The one of the venue's origins that answered last; null: the first. */
  origin: string | null;
  /** Where only our own samples tell the past: when each window of open interest, in order, has them. Else null. */
  collecting: Collecting | null;
  ledger: Ledger;
  /** Our ceilings, beside the ledger so that pages can show the meter without knowing the venues. */
  budgets: readonly Budget[];
  /** When a symbol's history was last asked for, on this machine's clock. Forgotten after an hour. */
  historyAskedAtMs: Record<string, number>;
}

export interface ListingRecord {
  venue: VenueId;
  perps: Perp[];
}

/** The symbols of a venue's history: row numbers are indexes into this list, which only grows. */
export interface SymbolIndexRecord {
  venue: VenueId;
  symbols: string[];
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

/**
 * Symbols whose rows lie together in one record: few enough that one symbol's day is read fast, and enough that a refresh
 * is written fast. Stored data depends on it: another size is a migration.
 */
export const GROUP_SIZE = 48;

/** One refresh of one group of a venue's symbols. Key: [venue, group, slotMs]; a refresh in the same slot replaces it. */
export interface SnapshotRecord {
  venue: VenueId;
  /** Rows group × GROUP_SIZE and on of the venue's symbol index. */
  group: number;
  /** The start of a 5-minute slot, on the exchange's clock. */
  slotMs: number;
  /** The moment the ages count from, on the exchange's clock. */
  atMs: number;
  modelVersions: { classic: number; crowding: number };
  /** Row after row, `SNAPSHOT_COLUMNS.length` values each; the row number is the symbol's index in its group. */
  values: Float32Array;
}

/** One symbol's finished UTC day: 5-minute samples, or half-hour means. Key: [venue, symbol, dayMs]. */
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

/** Open interest of one finished day, for looking back a day. Key: [venue, dayMs, group]. */
export interface RecentRecord {
  venue: VenueId;
  dayMs: number;
  group: number;
  /** Slot after slot, GROUP_SIZE pairs each: coins, and when, s after midnight. NaN is missing. */
  values: Float32Array;
}

/** The signed scores of the last 24 h in quarters of an hour, for the board's small pictures. Key: venue. */
export interface TrailRecord {
  venue: VenueId;
  /** The newest quarter that is filled, on the exchange's clock. */
  quarterMs: number;
  /** Row after row, TRAIL_LENGTH whole points each, oldest first; TRAIL_GAP is missing. By the venue's symbol index. */
  classic: Int8Array;
  crowding: Int8Array;
}

export { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../domain/trail';

/** Open interest as the venue remembers it, for the time before our own snapshots. Key: [venue, symbol]. */
export interface SeedRecord {
  venue: VenueId;
  symbol: string;
  /** Oldest first, on the exchange's clock. */
  atMs: Float64Array;
  coins: Float64Array;
}

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
  'oi1hPct',
  'oi4hPct',
  'oi24hPct',
  'fundingPct',
  'funding8hPct',
  'basisPct',
] as const;

export const SLOT_MS = 300_000;
export const LONG_STEP_MS = 1_800_000;
export const DAY_MS = 86_400_000;

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
    clockSkewMs: 0,
    origin: null,
    collecting: null,
    ledger: {},
    budgets: [],
    historyAskedAtMs: {},
  };
}
