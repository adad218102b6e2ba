/**
 * The rows of an export and their columns, the same in CSV, JSON and Parquet: the board's, with exactly the inputs that its scores
 * were made from, and the history's, one symbol's month at a time, so that memory does not grow with it.
 */
import type { InputName, Inputs } from '../domain/inputs';
import { INPUT_NAMES, INPUTS, LONGEST_LOOK_BACK_MS } from '../domain/inputs';
import type { ModelId, Score } from '../domain/score';
import { scoreAll } from '../scoring/score';
import type { ColumnName as RecordedName } from '../storage/columns';
import { columnsIn } from '../storage/columns';
import type { RecordedInputs } from '../domain/recorded-inputs';
import { recordedInputs } from '../domain/recorded-inputs';
import { shortestDecimal } from '../domain/shortest-decimal';
import type { VenueId } from '../domain/venue';
import { SOURCE, SLOT_MS } from '../domain/series';
import { readSeries } from '../history/series';
import { readablePerps } from '../storage/checks';
import type { Database } from '../storage/database';
import { firstOfEach } from './grain';
import type { Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import type { PerpState, VenueBoard } from '../domain/board';
import type { Series } from '../domain/series';
import type { Grain } from '../domain/jobs';

/** A score as it was recorded at the time; in half-hour means with its least and most. Signed points. */
interface RecordedScore {
  mean: number | null;
  least: number | null;
  most: number | null;
}

/** What a row is made from. Null is missing. */
interface RowSource {
  venue: string;
  symbol: string;
  /** Ms since 1970, on the exchange's clock. */
  time: number;
  /** How long the sample stands for; 30 is a mean, null is the board now. */
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
const inputsByWeight = (isWeighed: boolean) =>
  INPUTS.filter((input) => input.isWeighed === isWeighed).map(({ name }) => name);

/**
 * In the order of the files: inputs without weight last, so that columns stay where readers of earlier files look for them. What
 * was measured has 32 bits in the history; what is computed from it has 64.
 */
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
  ...inputsByWeight(true).map(computed),
  ...scoreColumns('classic'),
  ...scoreColumns('crowding'),
  ...inputsByWeight(false).map(computed),
] as const satisfies readonly (readonly [string, Kind])[];

/** Columns of the history that exports have by their name in lib/storage/columns.ts alone, and what reads them. */
export const MORE_RECORDED = columnsIn('days').flatMap(({ name, exportedAs, read }) =>
  exportedAs === null || read === null || isOwnColumn(exportedAs) ? [] : { name, exportedAs, read },
);

function isOwnColumn(exportedAs: string): boolean {
  return EXPORT_COLUMNS.some(([name]) => name === exportedAs);
}

/** Values of MORE_RECORDED, by what exports call them. */
type MoreRecorded = Readonly<Record<string, number | null>>;

function moreRecorded(valueOf: (name: RecordedName) => number | null): MoreRecorded {
  return Object.fromEntries(
    MORE_RECORDED.map(({ name, exportedAs }) => [exportedAs, valueOf(name)]),
  );
}

/** Of the board only, each after the column it goes with: bands and sides are as the user sees them now. */
const BOARD_ONLY = [
  ['openInterestCoins', 'openInterestUsd', 'computed'],
  ['classicScore', 'classicSide', 'text'],
  ['classicScore', 'classicBand', 'text'],
  ['classicScore', 'classicRegime', 'text'],
  ['crowdingScore', 'crowdingSide', 'text'],
  ['crowdingScore', 'crowdingBand', 'text'],
  ['crowdingScore', 'crowdingRegime', 'text'],
] as const satisfies readonly (readonly [ExportColumnName, string, Kind])[];

type ExportColumnName = (typeof EXPORT_COLUMNS)[number][0];
type BoardColumnName = (typeof BOARD_ONLY)[number][1];
export type ExportColumn = readonly [name: string, kind: Kind];
export type CellValue = string | number | null;
export type ExportRow = Record<ExportColumnName, CellValue>;
type BoardExportRow = Record<ExportColumnName | BoardColumnName, CellValue>;
/** What the encoders take: a row of either kind, with the columns that say which. */
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
    // A score of nothing is missing, not 0.
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

/** A billionth: below anything an input can say, and files stay small. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0;
}

export function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

/**
 * Rows of `fromMs` ≤ time < `toMs`, oldest first; both at the beginning of a day (UTC). `sides`: how often the venue counts a
 * contract in the symbol's open interest.
 */
export async function historyRows(
  database: Database,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
  grain: Grain = 'all',
  sides: 1 | 2 = 1,
): Promise<ExportRow[]> {
  const series = await readSeries(database, venue, symbol, fromMs - LONGEST_LOOK_BACK_MS, toMs);
  const past = recordedInputs(series, sides, shortestDecimal);
  const isFirst = firstOfEach(grain);
  const rows: ExportRow[] = [];
  series.atMs.forEach((time, index) => {
    if (time < fromMs || !isFirst(time)) return;
    const sample = sampleAt(series, index, venue, symbol, time);
    const inputs = inputsAt(past, index);
    const recorded = {
      classic: recordedAt(series.classic, index),
      crowding: recordedAt(series.crowding, index),
    };
    const more = moreRecorded((name) => {
      const column = series.columns.get(name);
      return column === undefined ? null : valueAt(column.mean, index);
    });
    rows.push(exportRow(sample, inputs, recorded, more));
  });
  return rows;
}

function inputsAt(past: RecordedInputs, index: number): Inputs {
  const facts = past.factsAt(index);
  const inputs = past.at(index);
  for (const name of INPUT_NAMES) {
    // What is recorded itself stays as it is.
    if (!Object.hasOwn(facts, name)) inputs[name] = roundedOrNull(inputs[name]);
  }
  return inputs;
}

function sampleAt(
  series: Series,
  index: number,
  venue: VenueId,
  symbol: string,
  time: number,
): RowSource {
  return {
    venue,
    symbol,
    time,
    stepMinutes: (series.stepMs[index] ?? SLOT_MS) / 60_000,
    source: series.source[index] === SOURCE.own ? 'own' : 'back-filled',
    openInterestCoins: valueAt(series.baseQty, index),
    fundingRate: valueAt(series.fundingRate, index),
    fundingPeriodHours: valueAt(series.fundingPeriodHours, index),
    markPrice: valueAt(series.markPrice, index),
    quoteVolume24h: valueAt(series.quoteVolume24h, index),
  };
}

function valueAt(column: Float64Array, index: number): number | null {
  const value = column[index];
  return value === undefined || Number.isNaN(value) ? null : shortestDecimal(value);
}

function recordedAt({ mean, least, most }: Series['classic'], index: number): RecordedScore {
  const at = (column: Float64Array) => {
    const value = column[index];
    return value === undefined || Number.isNaN(value) ? null : value + 0;
  };
  return { mean: at(mean), least: at(least), most: at(most) };
}

/**
 * How often a venue counts a contract of a symbol in its open interest, by the newest listing. A symbol that is no longer listed
 * has what all others have; where they differ or do not say, once.
 */
export async function openInterestSides(
  database: Database,
  venue: VenueId,
): Promise<(symbol: string) => 1 | 2> {
  const perps = readablePerps((await database.listings.get(venue))?.perps);
  const sidesOf = new Map(
    perps.map(({ symbol, openInterestSides: sides }) => [symbol, sides ?? 1]),
  );
  const [usual = 1, ...others] = new Set(sidesOf.values());
  return (symbol) => sidesOf.get(symbol) ?? (others.length === 0 ? usual : 1);
}

/** `thresholds` are where the user's bands begin. */
export function boardRows(
  { venue, asOfMs, perpStates }: VenueBoard,
  thresholds: Thresholds,
): BoardExportRow[] {
  return perpStates.map((perpState) => {
    const { perp, reading, openInterest, inputs } = perpState;
    const { classic, crowding } = scoreAll(inputs);
    const recorded = { classic: recordedOf(classic), crowding: recordedOf(crowding) };
    const sample = {
      venue,
      symbol: perp.symbol,
      time: asOfMs,
      stepMinutes: null,
      source: 'own',
      openInterestCoins: openInterest?.baseQty ?? null,
      fundingRate: reading?.fundingRate ?? null,
      fundingPeriodHours: reading?.fundingPeriodHours ?? null,
      markPrice: reading?.markPrice ?? null,
      quoteVolume24h: reading?.quoteVolume24h ?? null,
    } as const;
    const scores = { classic: recorded.classic.mean, crowding: recorded.crowding.mean };
    const more = Object.fromEntries(
      MORE_RECORDED.map(({ exportedAs, read }) => [
        exportedAs,
        read({ perpState, atMs: asOfMs, scores }),
      ]),
    );
    const ofClassic = wordsOf(classic, thresholds);
    const ofCrowding = wordsOf(crowding, thresholds);
    return {
      ...exportRow(sample, inputs, recorded, more),
      openInterestUsd: worthOf(perpState),
      classicSide: ofClassic.side,
      classicBand: ofClassic.band,
      classicRegime: ofClassic.regime,
      crowdingSide: ofCrowding.side,
      crowdingBand: ofCrowding.band,
      crowdingRegime: ofCrowding.regime,
    };
  });
}

/** In the quote asset, taken as dollars, to the cent; each contract once, also where the venue counts both its sides. */
function worthOf({ perp, reading, openInterest }: PerpState): number | null {
  const markPrice = reading?.markPrice ?? null;
  if (openInterest === null || markPrice === null) return null;
  const worth = (openInterest.baseQty / (perp.openInterestSides ?? 1)) * markPrice;
  return Math.round(worth * 100) / 100;
}

function wordsOf({ score, bias, regime, coverage }: Score, thresholds: Thresholds) {
  if (coverage === 0) return { side: null, band: null, regime: null };
  return { side: bias, band: bandOf(score, thresholds), regime };
}

function recordedOf({ raw, coverage }: { raw: number; coverage: number }): RecordedScore {
  const value = coverage > 0 ? raw + 0 : null;
  return { mean: value, least: value, most: value };
}
