/** A refresh as one row of 32-bit values per symbol. */
import type { Standing, VenueBoard } from '../domain/board';
import { MODELS, scoreAll } from '../scoring/score';
import type { SnapshotColumn, SnapshotRecord } from './records';
import { SLOT_MS, SNAPSHOT_COLUMNS } from './records';

const WIDTH = SNAPSHOT_COLUMNS.length;

/** The index with the board's new symbols at its end. */
export function extendSymbols(symbols: readonly string[], board: VenueBoard): string[] {
  const known = new Set(symbols);
  const added = board.standings
    .map(({ perp }) => perp.symbol)
    .filter((symbol) => !known.has(symbol));
  return [...symbols, ...added];
}

/** `symbols` is the extended index; symbols that are not on the board are missing in this snapshot. */
export function packSnapshot(board: VenueBoard, symbols: readonly string[]): SnapshotRecord {
  const rowOf = new Map(symbols.map((symbol, row) => [symbol, row]));
  const values = new Float32Array(symbols.length * WIDTH).fill(Number.NaN);
  for (const standing of board.standings) {
    const row = rowOf.get(standing.perp.symbol);
    if (row !== undefined) values.set(rowValues(standing, board.asOfMs), row * WIDTH);
  }
  return {
    venue: board.venue,
    slotMs: Math.floor(board.asOfMs / SLOT_MS) * SLOT_MS,
    atMs: board.asOfMs,
    modelVersions: { classic: MODELS.classic.version, crowding: MODELS.crowding.version },
    values,
  };
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

/** One value of one symbol's row; null when missing or when the snapshot is older than the symbol. */
export function snapshotValue(
  record: SnapshotRecord,
  row: number,
  column: SnapshotColumn,
): number | null {
  const value = record.values[row * WIDTH + SNAPSHOT_COLUMNS.indexOf(column)];
  return value === undefined || Number.isNaN(value) ? null : value;
}
