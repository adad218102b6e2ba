/** What a refresh records in the history: the symbol index, a log record, and the trail of the last 24 h. Pure. */
import type { PerpState, VenueBoard } from '../domain/board';
import { isSymbol } from '../domain/perp';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS, SLOT_MS } from '../domain/series';
import { wholePoints } from '../domain/whole-points';
import type { RawScore } from '../scoring/score';
import { LEAST_COVERAGE_TO_RANK, MODELS, rawWith } from '../scoring/score';
import { packLog, WRITTEN } from '../storage/codec';
import type { SnapshotRecord, TrailBeforeLeap, TrailRecord } from '../storage/records';

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
