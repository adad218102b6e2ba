/** A refresh as one row of 32-bit values per symbol, in records of GROUP_SIZE symbols. */
import type { Standing, VenueBoard } from '../domain/board';
import { MODELS, scoreAll } from '../scoring/score';
import type { SnapshotColumn, SnapshotRecord } from './records';
import { GROUP_SIZE, SLOT_MS, SNAPSHOT_COLUMNS } from './records';

const WIDTH = SNAPSHOT_COLUMNS.length;

/** The index with the board's new symbols at its end. */
export function extendSymbols(symbols: readonly string[], board: VenueBoard): string[] {
  const known = new Set(symbols);
  const added = board.standings
    .map(({ perp }) => perp.symbol)
    .filter((symbol) => !known.has(symbol));
  return [...symbols, ...added];
}

/**
 * `symbols` is the extended index. A symbol that is not on the board is missing in its record; a group without any
 * has none.
 */
export function packSnapshots(board: VenueBoard, symbols: readonly string[]): SnapshotRecord[] {
  const rowOf = new Map(symbols.map((symbol, row) => [symbol, row]));
  const groups = new Map<number, Float32Array>();
  for (const standing of board.standings) {
    const row = rowOf.get(standing.perp.symbol);
    if (row === undefined) continue;
    const group = Math.floor(row / GROUP_SIZE);
    const values = groups.get(group) ?? new Float32Array(GROUP_SIZE * WIDTH).fill(Number.NaN);
    values.set(rowValues(standing, board.asOfMs), (row % GROUP_SIZE) * WIDTH);
    groups.set(group, values);
  }
  return [...groups].map(([group, values]) => ({
    venue: board.venue,
    group,
    slotMs: Math.floor(board.asOfMs / SLOT_MS) * SLOT_MS,
    atMs: board.asOfMs,
    modelVersions: { classic: MODELS.classic.version, crowding: MODELS.crowding.version },
    values,
  }));
}

/** In the order of SNAPSHOT_COLUMNS. */
function rowValues({ reading, openInterest, inputs }: Standing, atMs: number): number[] {
  const { classic, crowding } = scoreAll(inputs);
  return [
    openInterest?.coins ?? Number.NaN,
    openInterest === null ? Number.NaN : (atMs - openInterest.atMs) / 1000,
    reading?.fundingRate ?? Number.NaN,
    reading?.fundingPeriodHours ?? Number.NaN,
    inputs.basisPct ?? Number.NaN,
    reading?.markPrice ?? Number.NaN,
    reading?.quoteVolume24h ?? Number.NaN,
    classic.coverage > 0 ? classic.raw : Number.NaN,
    crowding.coverage > 0 ? crowding.raw : Number.NaN,
  ];
}

const COLUMN = new Map(SNAPSHOT_COLUMNS.map((column, index) => [column, index]));

/** One value of one symbol's row, by its index in the group; NaN when missing. */
export function snapshotValue(record: SnapshotRecord, row: number, column: SnapshotColumn): number {
  return record.values[row * WIDTH + (COLUMN.get(column) ?? 0)] ?? Number.NaN;
}
