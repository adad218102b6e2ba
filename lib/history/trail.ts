/** The last 24 h of everybody's scores in one small record, for the board's pictures and "how long already". Pure. */
import type { VenueBoard } from '../domain/board';
import { LEAST_COVERAGE_TO_RANK } from '../scoring/score';
import type { RawScore } from '../scoring/score';
import type { Leap, TrailRecord } from './records';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from './records';
import { rawRows } from './snapshot';

/** Two refreshes of a machine that is on are never further apart. */
const LEAP_QUARTERS = 8;

/**
 * The trail with the board's scores in its newest quarter; `symbols` is the extended index. One that time leapt away from is
 * kept for a day beside the new one, and taken up again when the clock goes back to it: one wrong moment would wipe all of it.
 */
export function extendTrail(
  before: TrailRecord | undefined,
  board: VenueBoard,
  symbols: readonly string[],
  rows = rawRows(board, symbols),
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

/** A day after the leap there is nothing left of the trail before it that is worth keeping. */
function isOver(leap: Leap | undefined, quarterMs: number): boolean {
  return leap === undefined || Math.abs(quarterMs - leap.leaptMs) >= TRAIL_LENGTH * TRAIL_STEP_MS;
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
