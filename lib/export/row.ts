/** One row of an export and its columns: the same in CSV, JSON and Parquet. Rows of the board have a few more. */
import type { InputName, Inputs } from '../domain/inputs';
import { INPUT_NAMES } from '../domain/inputs';
import type { ModelId } from '../domain/score';
import { scoreAll } from '../scoring/score';
import type { ColumnName as RecordedName } from '../storage/columns';
import { columnsIn } from '../storage/columns';

/** A recorded score; half-hour means have their lowest and highest, too. Signed points. */
export interface RecordedScore {
  mean: number | null;
  least: number | null;
  most: number | null;
}

/** The source of a row. Null is missing. */
export interface RowSource {
  venue: string;
  symbol: string;
  /** Ms since 1970, on the exchange's clock. */
  time: number;
  /** Length of the sample, minutes; 30 is a mean, null is the current board. */
  stepMinutes: number | null;
  source: 'own' | 'back-filled';
  openInterestCoins: number | null;
  fundingRate: number | null;
  fundingPeriodHours: number | null;
  markPrice: number | null;
  quoteVolume24h: number | null;
}

type Kind = 'text' | 'time' | 'whole' | 'measured' | 'computed';

const scoreColumns = <const M extends ModelId>(model: M) =>
  [
    [`${model}Version`, 'whole'],
    [`${model}Score`, 'whole'],
    [`${model}Raw`, 'computed'],
    [`${model}Coverage`, 'whole'],
    [`${model}Recorded`, 'measured'],
    [`${model}RecordedLeast`, 'measured'],
    [`${model}RecordedMost`, 'measured'],
  ] as const;

const computed = (name: InputName) => [name, 'computed'] as const;

/** In the order of the files. Measured values are 32-bit in the history; values computed from them are 64-bit. */
export const EXPORT_COLUMNS = [
  ['venue', 'text'],
  ['symbol', 'text'],
  ['time', 'time'],
  ['stepMinutes', 'whole'],
  ['source', 'text'],
  ['openInterestCoins', 'measured'],
  ['fundingRate', 'measured'],
  ['fundingPeriodHours', 'measured'],
  ['markPrice', 'measured'],
  ['quoteVolume24h', 'measured'],
  ...INPUT_NAMES.map(computed),
  ...scoreColumns('classic'),
  ...scoreColumns('crowding'),
] as const satisfies readonly (readonly [string, Kind])[];

/** Columns of the history that are exported only because lib/storage/columns.ts lists them, with their readers. */
export const MORE_RECORDED = columnsIn('days').flatMap(({ name, exportedAs, read }) =>
  exportedAs === null || read === null || isOwnColumn(exportedAs) ? [] : { name, exportedAs, read },
);

function isOwnColumn(exportedAs: string): boolean {
  return EXPORT_COLUMNS.some(([name]) => name === exportedAs);
}

/** Values of MORE_RECORDED by their exported names. */
export type MoreRecorded = Readonly<Record<string, number | null>>;

export function moreRecorded(valueOf: (name: RecordedName) => number | null): MoreRecorded {
  return Object.fromEntries(
    MORE_RECORDED.map(({ name, exportedAs }) => [exportedAs, valueOf(name)]),
  );
}

/** Columns of the board only, each with the column that it follows. Bands and sides use the user's current settings. */
const BOARD_ONLY = [
  ['openInterestCoins', 'openInterestUsd', 'computed'],
  ['classicScore', 'classicSide', 'text'],
  ['classicScore', 'classicBand', 'text'],
  ['classicScore', 'classicRegime', 'text'],
  ['crowdingScore', 'crowdingSide', 'text'],
  ['crowdingScore', 'crowdingBand', 'text'],
  ['crowdingScore', 'crowdingRegime', 'text'],
] as const satisfies readonly (readonly [ExportColumnName, string, Kind])[];

export type ExportColumnName = (typeof EXPORT_COLUMNS)[number][0];
export type BoardColumnName = (typeof BOARD_ONLY)[number][1];
export type ExportColumn = readonly [name: string, kind: Kind];
export type CellValue = string | number | null;
export type ExportRow = Record<ExportColumnName, CellValue>;
export type BoardExportRow = Record<ExportColumnName | BoardColumnName, CellValue>;
/** Input of the encoders: a row of either kind. */
export type AnyRow = Readonly<Record<string, CellValue | undefined>>;

export const HISTORY_EXPORT_COLUMNS: readonly ExportColumn[] = EXPORT_COLUMNS.flatMap(
  (column): ExportColumn[] => [
    column,
    ...(column[0] === 'quoteVolume24h' ? MORE_RECORDED : []).map(({ exportedAs }): ExportColumn => [
      exportedAs,
      'measured',
    ]),
  ],
);

export const BOARD_EXPORT_COLUMNS: readonly ExportColumn[] = HISTORY_EXPORT_COLUMNS.flatMap(
  (column): ExportColumn[] => [
    column,
    ...BOARD_ONLY.filter(([after]) => after === column[0]).map(([, name, kind]): ExportColumn => [
      name,
      kind,
    ]),
  ],
);

export function exportRow(
  sample: RowSource,
  inputs: Inputs,
  recorded: { classic: RecordedScore; crowding: RecordedScore },
  more: MoreRecorded = {},
): ExportRow {
  const { classic, crowding } = scoreAll(inputs);
  return {
    ...more,
    ...sample,
    ...inputs,
    classicVersion: classic.modelVersion,
    // A score without any input is missing, not 0.
    classicScore: classic.coverage > 0 ? classic.score : null,
    classicRaw: classic.coverage > 0 ? rounded(classic.raw) : null,
    classicCoverage: classic.coverage,
    classicRecorded: recorded.classic.mean,
    classicRecordedLeast: recorded.classic.least,
    classicRecordedMost: recorded.classic.most,
    crowdingVersion: crowding.modelVersion,
    crowdingScore: crowding.coverage > 0 ? crowding.score : null,
    crowdingRaw: crowding.coverage > 0 ? rounded(crowding.raw) : null,
    crowdingCoverage: crowding.coverage,
    crowdingRecorded: recorded.crowding.mean,
    crowdingRecordedLeast: recorded.crowding.least,
    crowdingRecordedMost: recorded.crowding.most,
  };
}

/** Nine decimals, below the precision of any input, which keeps files small. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0;
}

export function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

/** The shortest decimal that rounds to the same 32-bit value: 0.0001, not 0.00010000000474974513. */
export function shortestDecimal(value: number): number {
  if (!Number.isFinite(value) || Math.fround(value) !== value) return value;
  for (const digits of [7, 8]) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}
