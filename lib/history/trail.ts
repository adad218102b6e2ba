/** The last 24 h of everybody's scores in one small record, for the board's pictures and "how long already". Pure. */
import type { VenueBoard } from '../domain/board';
import { LEAST_COVERAGE_TO_RANK } from '../scoring/score';
import type { RawScore } from '../scoring/raw';
import type { TrailRecord } from './records';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from './records';
import { rawRows } from './snapshot';

/** The trail with the board's scores in its newest quarter; `symbols` is the extended index. */
export function extendTrail(
  before: TrailRecord | undefined,
  board: VenueBoard,
  symbols: readonly string[],
  rows = rawRows(board, symbols),
): TrailRecord {
  const quarterMs = Math.floor(board.asOfMs / TRAIL_STEP_MS) * TRAIL_STEP_MS;
  const quarters = before === undefined ? 0 : (quarterMs - before.quarterMs) / TRAIL_STEP_MS;
  const shift = Math.min(TRAIL_LENGTH, Math.max(0, quarters));
  const moved = (old: Int8Array | undefined) => shifted(old, symbols.length, shift);
  const classic = moved(before?.classic);
  const crowding = moved(before?.crowding);
  for (const row of rows) {
    const at = (row.row + 1) * TRAIL_LENGTH - 1;
    classic[at] = pointOf(row.classic);
    crowding[at] = pointOf(row.crowding);
  }
  return { venue: board.venue, quarterMs, classic, crowding };
}

function pointOf({ raw, coverage }: RawScore): number {
  return coverage >= LEAST_COVERAGE_TO_RANK ? Math.round(raw) : TRAIL_GAP;
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
