/** A refresh as one row of 32-bit values per symbol. */
import { basisPct } from '../domain/funding';
import type { Standing, VenueBoard } from '../domain/board';
import { scoreAll } from '../scoring/score';
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
  let modelVersions = { classic: 0, crowding: 0 };
  for (const standing of board.standings) {
    const row = rowOf.get(standing.perp.symbol);
    if (row === undefined) continue;
    const scores = scoreAll(standing.inputs);
    modelVersions = {
      classic: scores.classic.modelVersion,
      crowding: scores.crowding.modelVersion,
    };
    const hasInputs = scores.classic.coverage > 0;
    const value = valueOf(standing, board.asOfMs);
    SNAPSHOT_COLUMNS.forEach((column, offset) => {
      const cell =
        column === 'classicRaw'
          ? hasInputs && scores.classic.raw
          : column === 'crowdingRaw'
            ? hasInputs && scores.crowding.raw
            : value(column);
      values[row * WIDTH + offset] = typeof cell === 'number' ? cell : Number.NaN;
    });
  }
  const slotMs = Math.floor(board.asOfMs / SLOT_MS) * SLOT_MS;
  return { venue: board.venue, slotMs, atMs: board.asOfMs, modelVersions, values };
}

function valueOf({ reading, openInterest }: Standing, atMs: number) {
  return (column: Exclude<SnapshotColumn, 'classicRaw' | 'crowdingRaw'>): number | null => {
    switch (column) {
      case 'openInterestCoins':
        return openInterest?.coins ?? null;
      case 'openInterestAgeS':
        return openInterest === null ? null : (atMs - openInterest.atMs) / 1000;
      case 'basisPct':
        return basisPct(reading?.markPrice ?? null, reading?.indexPrice ?? null);
      default:
        return reading?.[column] ?? null;
    }
  };
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
