/** A refresh as one record: a row of 32-bit values per symbol of the venue's index. */
import type { Standing, VenueBoard } from '../domain/board';
import type { RawScore } from '../scoring/score';
import { MODELS, rawWith } from '../scoring/score';
import { isSymbol } from './sound';
import type { SnapshotColumn, SnapshotRecord } from './records';
import { SLOT_MS, SNAPSHOT_COLUMNS } from './records';

export const ROW_WIDTH = SNAPSHOT_COLUMNS.length;

/** The place of a column in a row. */
export function columnAt(column: SnapshotColumn): number {
  return SNAPSHOT_COLUMNS.indexOf(column);
}

/** The index with the board's new symbols at its end. */
export function extendSymbols(symbols: readonly string[], board: VenueBoard): string[] {
  const known = new Set(symbols);
  const added = new Set(
    board.standings
      .map(({ perp }) => perp.symbol)
      .filter((symbol) => !known.has(symbol) && isSymbol(symbol)),
  );
  return [...symbols, ...added];
}

/** A standing, its row in the index, and its scores. */
export interface ScoredRow {
  row: number;
  standing: Standing;
  classic: RawScore;
  crowding: RawScore;
}

/** Each symbol scored once, for all that is kept of it. `symbols` is the extended index. */
export function rawRows(board: VenueBoard, symbols: readonly string[]): ScoredRow[] {
  const rowOf = new Map(symbols.map((symbol, row) => [symbol, row]));
  const rows: ScoredRow[] = [];
  for (const standing of board.standings) {
    const row = rowOf.get(standing.perp.symbol);
    if (row === undefined) continue;
    const classic = rawWith(MODELS.classic, standing.inputs);
    const crowding = rawWith(MODELS.crowding, standing.inputs);
    rows.push({ row, standing, classic, crowding });
  }
  return rows;
}

/** `symbols` is the extended index. A symbol that is not on the board is missing in the record. */
export function packSnapshot(
  board: VenueBoard,
  symbols: readonly string[],
  rows = rawRows(board, symbols),
): SnapshotRecord {
  const { venue, asOfMs: atMs } = board;
  const values = new Float32Array(symbols.length * ROW_WIDTH).fill(Number.NaN);
  for (const { row, standing, classic, crowding } of rows) {
    const { reading, openInterest, inputs } = standing;
    let at = row * ROW_WIDTH;
    // In the order of SNAPSHOT_COLUMNS.
    values[at++] = openInterest?.coins ?? Number.NaN;
    values[at++] = openInterest === null ? Number.NaN : (atMs - openInterest.atMs) / 1000;
    values[at++] = reading?.fundingRate ?? Number.NaN;
    values[at++] = reading?.fundingPeriodHours ?? Number.NaN;
    values[at++] = inputs.basisPct ?? Number.NaN;
    values[at++] = reading?.markPrice ?? Number.NaN;
    values[at++] = reading?.quoteVolume24h ?? Number.NaN;
    values[at++] = classic.coverage > 0 ? classic.raw : Number.NaN;
    values[at] = crowding.coverage > 0 ? crowding.raw : Number.NaN;
  }
  return {
    venue,
    slotMs: Math.floor(atMs / SLOT_MS) * SLOT_MS,
    atMs,
    modelVersions: { classic: MODELS.classic.version, crowding: MODELS.crowding.version },
    values,
  };
}
