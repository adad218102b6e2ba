/**
 * What a refresh stores: the state that it needs to survive a restart of the worker, the board, and snapshots in the history. Each
 * commit is one transaction, all or nothing. Commits are idempotent.
 */
import type { VenueBoard, PerpState } from '../domain/board';
import type { Perp } from '../domain/perp';
import { isSymbol } from '../domain/perp';
import { TRAIL_LENGTH, SLOT_MS, TRAIL_GAP, TRAIL_STEP_MS } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { Collecting } from '../domain/venue-status';
import { wholePoints } from '../domain/whole-points';
import type { RawScore } from '../scoring/score';
import { LEAST_COVERAGE_TO_RANK, MODELS, rawWith } from '../scoring/score';
import { mergeBackfill } from '../storage/backfill';
import { readablePerps } from '../storage/checks';
import { packBoard, unpackBoard, packLog, WRITTEN } from '../storage/codec';
import type { Database } from '../storage/database';
import type { BackfillSample } from '../storage/days';
import type { ElapsedTime } from '../storage/notes';
import { elapsedOf, putElapsed } from '../storage/notes';
import type {
  StateRecord,
  SymbolIndexRecord,
  SnapshotRecord,
  TrailBeforeLeap,
  TrailRecord,
} from '../storage/records';
import { advanced, elapsedAt } from './elapsed';
import type { Gap, Stretch } from './gaps';
import { collectingOf, gapsOf } from './gaps';
import type { LookBackResult, LookBackSymbols } from './look-back';
import { lookBack } from './look-back';
import type { MaintenanceOptions } from './maintenance';
import { firstWatermarks, loweredWatermarks, runMaintenance } from './maintenance';
import { withQuotaEviction } from './quota';
import { deleteRows, repair } from './repair';

/** How the refresh, which owns the states, parses their records; see lib/refresh/state.ts. */
export interface StateFormat<S extends StateRecord> {
  initial: (venue: VenueId) => S;
  isIntact: (stored: unknown) => boolean;
  /** Never throws: invalid fields are replaced by their defaults. */
  repaired: (stored: unknown, venue: VenueId, nowMs: number) => S;
}

export interface Stored<S extends StateRecord> {
  state: S;
  perps: Perp[];
  board: VenueBoard | null;
}

export interface Commit<S extends StateRecord> {
  state: S;
  /** Unchanged where absent. */
  perps?: Perp[];
  board?: VenueBoard;
  /** The venue's own history, by symbol; oldest first. */
  histories?: ReadonlyMap<string, readonly BackfillSample[]>;
  /** Whether the board also becomes a snapshot in the history. */
  asSnapshot?: boolean;
}

export interface VenueStore<S extends StateRecord> {
  load(venue: VenueId): Promise<Stored<S>>;
  commit(change: Commit<S>): Promise<void>;
  /**
   * Earlier open interest and prices: by symbol, the sample of each window (see windowsOf). `nowMs` is on the
   * exchange's clock.
   */
  lookBack(venue: VenueId, symbols: LookBackSymbols, nowMs: number): Promise<LookBackResult>;
  /** Which windows the venue's own snapshots cover. `nowMs` is on the exchange's clock. */
  collecting(venue: VenueId, nowMs: number, clockSkewMs: number): Promise<Collecting>;
  /** Times without any recorded refresh; see gaps.ts. */
  gaps(venue: VenueId, stretch: Stretch): Promise<Gap[]>;
  /** Merges one symbol's samples from the venue's history, oldest first, of any days. Our own samples stay. */
  addBackFilled(venue: VenueId, symbol: string, samples: readonly BackfillSample[]): Promise<void>;
  /** Compaction, downsampling and retention, as far as due. */
  maintain(options: MaintenanceOptions): Promise<void>;
}

export function createVenueStore<S extends StateRecord>(
  database: Database,
  format: StateFormat<S>,
): VenueStore<S> {
  return {
    async load(venue) {
      await repair(database, Date.now());
      const [state, listing, board] = await Promise.all([
        database.states.get(venue),
        database.listings.get(venue),
        database.boards.get(venue),
      ]);
      return {
        state: readState(state, venue),
        perps: readablePerps(listing?.perps),
        board: board === undefined ? null : unpackBoard(board),
      };
    },
    commit: (change) => withQuotaEviction(database, () => write(database, change)),
    lookBack: (...given) => lookBack(database, ...given),
    collecting: (venue, nowMs, clockSkewMs) => collectingOf(database, venue, nowMs, clockSkewMs),
    gaps: (venue, stretch) => gapsOf(database, venue, stretch),
    addBackFilled: (venue, symbol, samples) =>
      withQuotaEviction(database, () => addBackFilled(database, venue, symbol, samples)),
    maintain: (options) => runMaintenance(database, options),
  };

  /** The next load replaces damaged records. */
  function readState(stored: StateRecord | undefined, venue: VenueId): S {
    if (stored === undefined) return format.initial(venue);
    const state = format.repaired(stored, venue, Date.now());
    if (!format.isIntact(stored)) {
      database.damages.add({ table: 'states', key: venue, replacement: state });
    }
    return state;
  }
}

export function addBackFilled(
  database: Database,
  venue: VenueId,
  symbol: string,
  samples: readonly BackfillSample[],
): Promise<void> {
  const { symbols, seeds, pastDays } = database;
  return database.transaction('rw', [symbols, seeds, pastDays], () =>
    mergeBackfill(database, venue, new Map([[symbol, samples]])),
  );
}

function write(database: Database, change: Commit<StateRecord>): Promise<void> {
  const { states, listings, boards, symbols, log, blocks, seeds, pastDays, trails, trimmed } =
    database;
  const { state, perps, board, histories } = change;
  const tables = [states, listings, boards, symbols, log, blocks, seeds, pastDays, trails, trimmed];
  return database.transaction('rw', tables, async () => {
    await states.put(state);
    if (perps !== undefined) await listings.put({ venue: state.venue, perps });
    if (board !== undefined) await boards.put(packBoard(board));
    if (histories !== undefined) await mergeBackfill(database, state.venue, histories);
    if (board !== undefined && change.asSnapshot === true) await append(database, board);
  });
}

async function append(database: Database, board: VenueBoard): Promise<void> {
  const { symbols, log, trails } = database;
  const { venue } = board;
  const trail = await trails.get(venue);
  let before = await symbols.get(venue);
  // If the index had lost names at its end, their rows would go to new symbols.
  if (before !== undefined && (trail?.classic.length ?? 0) > before.symbols.length * TRAIL_LENGTH) {
    await deleteRows(database, venue);
    before = undefined;
  }
  await putElapsed(database, venue, advanced(await timeBefore(database, board), board.asOfMs));
  const index = extended(before, board);
  if (index !== before) await symbols.put(index);
  const rows = rowsToRecord(board, index.symbols);
  await log.put(packSnapshot(board, index.symbols, rows));
  await trails.put(extendTrail(before && trail, board, index.symbols, rows));
}

/** The elapsed time; where it was never stored, the median time of the refreshes in the log, since one may be wrong. */
async function timeBefore(database: Database, { venue, asOfMs }: VenueBoard): Promise<ElapsedTime> {
  const known = await elapsedOf(database, venue);
  if (known !== null) return known;
  const range = database.log.where('[venue+slotMs]').between([venue, 0], [venue, Infinity]);
  const keys = await range.primaryKeys();
  const middleMs = keys[Math.floor((keys.length - 1) / 2)]?.[1];
  if (middleMs !== undefined) return elapsedAt(middleMs);
  const days = database.pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, asOfMs]);
  const [newest] = await days.reverse().limit(1).primaryKeys();
  return elapsedAt(newest?.[1] ?? asOfMs);
}

/** The venue's index with this refresh's symbols; the same object when it has no new ones. */
function extended(before: SymbolIndexRecord | undefined, board: VenueBoard): SymbolIndexRecord {
  const slotMs = Math.floor(board.asOfMs / SLOT_MS) * SLOT_MS;
  const { venue } = board;
  if (before === undefined) {
    return { venue, symbols: extendSymbols([], board), ...firstWatermarks(slotMs) };
  }
  const symbols = extendSymbols(before.symbols, board);
  const isSame =
    symbols.length === before.symbols.length &&
    slotMs >= Math.max(before.rolledMs, before.compactedMs);
  return isSame ? before : { venue, symbols, ...loweredWatermarks(before, slotMs) };
}

// What a snapshot records: the symbol index, a row of the log, and the trail of the last 24 h; pure.

/** The index with the board's new symbols appended. */
export function extendSymbols(symbols: readonly string[], board: VenueBoard): string[] {
  const known = new Set(symbols);
  const added = new Set(
    board.perpStates
      .map(({ perp }) => perp.symbol)
      .filter((symbol) => !known.has(symbol) && isSymbol(symbol)),
  );
  return [...symbols, ...added];
}

/** A perpetual, its row in the index, and its scores. */
export interface ScoredRow {
  row: number;
  perpState: PerpState;
  classic: RawScore;
  crowding: RawScore;
}

/** Scores each symbol once, for all that is recorded. `symbols` is the extended index. */
export function rowsToRecord(board: VenueBoard, symbols: readonly string[]): ScoredRow[] {
  const rowOf = new Map(symbols.map((symbol, row) => [symbol, row]));
  const rows: ScoredRow[] = [];
  for (const perpState of board.perpStates) {
    const row = rowOf.get(perpState.perp.symbol);
    if (row === undefined) continue;
    const classic = rawWith(MODELS.classic, perpState.inputs);
    const crowding = rawWith(MODELS.crowding, perpState.inputs);
    rows.push({ row, perpState, classic, crowding });
  }
  return rows;
}

/** `symbols` is the extended index. Symbols that are not on the board are missing in the record. */
export function packSnapshot(
  { venue, asOfMs: atMs, perpStates }: VenueBoard,
  symbols: readonly string[],
  rows = rowsToRecord({ venue, asOfMs: atMs, perpStates }, symbols),
): SnapshotRecord {
  const pointsOf = ({ raw, coverage }: RawScore) => (coverage > 0 ? raw : null);
  const logRows = rows.map(({ row, perpState, classic, crowding }) => ({
    row,
    perpState,
    scores: { classic: pointsOf(classic), crowding: pointsOf(crowding) },
  }));
  return {
    venue,
    slotMs: Math.floor(atMs / SLOT_MS) * SLOT_MS,
    atMs,
    modelVersions: { classic: MODELS.classic.version, crowding: MODELS.crowding.version },
    ...WRITTEN,
    values: packLog(logRows, symbols.length, atMs),
  };
}

/** A larger jump, in quarters of an hour, can't be two refreshes of a running machine. */
const LEAP_QUARTERS = 8;

/**
 * The trail with the board's scores in its newest quarter; `symbols` is the extended index. After a clock jump the
 * previous trail is kept for a day and restored when the clock goes back: a single wrong time would erase it.
 */
export function extendTrail(
  before: TrailRecord | undefined,
  board: VenueBoard,
  symbols: readonly string[],
  rows = rowsToRecord(board, symbols),
): TrailRecord {
  const quarterMs = Math.floor(board.asOfMs / TRAIL_STEP_MS) * TRAIL_STEP_MS;
  const leap = before?.beforeLeap;
  const isBack =
    before !== undefined &&
    leap !== undefined &&
    quarterMs < before.quarterMs &&
    quarterMs < leap.leaptMs;
  const base = isBack ? leap : before;
  const quarters = base === undefined ? 0 : (quarterMs - base.quarterMs) / TRAIL_STEP_MS;
  const shift = Math.min(TRAIL_LENGTH, Math.max(0, quarters));
  const moved = (old: Int8Array | undefined) => shifted(old, symbols.length, shift);
  const classic = moved(base?.classic);
  const crowding = moved(base?.crowding);
  for (const row of rows) {
    const at = (row.row + 1) * TRAIL_LENGTH - 1;
    classic[at] = pointOf(row.classic);
    crowding[at] = pointOf(row.crowding);
  }
  const trail: TrailRecord = { venue: board.venue, quarterMs, classic, crowding };
  const kept = isBack || isOver(leap, quarterMs) ? undefined : leap;
  if (kept !== undefined) return { ...trail, beforeLeap: kept };
  if (base === undefined || quarters <= LEAP_QUARTERS) return trail;
  const { quarterMs: lastMs, classic: oldClassic, crowding: oldCrowding } = base;
  const beforeLeap = {
    leaptMs: quarterMs,
    quarterMs: lastMs,
    classic: oldClassic,
    crowding: oldCrowding,
  };
  return { ...trail, beforeLeap };
}

/** After a day nothing of the previous trail would still be shown. */
function isOver(leap: TrailBeforeLeap | undefined, quarterMs: number): boolean {
  return leap === undefined || Math.abs(quarterMs - leap.leaptMs) >= TRAIL_LENGTH * TRAIL_STEP_MS;
}

function pointOf({ raw, coverage }: RawScore): number {
  return coverage >= LEAST_COVERAGE_TO_RANK ? wholePoints(raw) : TRAIL_GAP;
}

function shifted(old: Int8Array | undefined, rows: number, shift: number): Int8Array {
  const next = new Int8Array(rows * TRAIL_LENGTH).fill(TRAIL_GAP);
  const oldRows = (old?.length ?? 0) / TRAIL_LENGTH;
  for (let row = 0; old !== undefined && row < oldRows; row += 1) {
    const from = row * TRAIL_LENGTH;
    next.set(old.subarray(from + shift, from + TRAIL_LENGTH), from);
  }
  return next;
}
