/**
 * Encodes values of perpetuals into records and back: the board, the log, blocks and days. A record's bytes follow from
 * the list of columns in columns.ts and the record's layout; columns that its layout lacks are missing. Missing is NaN
 * in 32 and 64 bits, NO_SCORE in a score, 0 in hours and sources.
 */
import type { PerpState, VenueBoard } from '../domain/board';
import { INPUT_NAMES, NO_INPUTS } from '../domain/inputs';
import type { ModelId } from '../domain/score';
import { DAY_MS } from '../domain/time';
import { roundHalfUp } from '../domain/whole-points';
import type { ColumnName, ColumnType, RecordedColumn } from './columns';
import { columnsIn, FIRST_LAYOUT, LAYOUT } from './columns';
import { FIRST_BOARD_COLUMNS } from './legacy/first-board';
import type { BlockRecord, BoardRecord, DayRecord, SnapshotRecord, Versioned } from './records';
import { FINE_DAYS, MEAN_STEP_MS } from './records';
import { SLOT_MS } from '../domain/series';

/** The layout field of a new record: absent for the first layout. */
export const WRITTEN: Versioned = LAYOUT === FIRST_LAYOUT ? {} : { layout: LAYOUT };

export const NO_SCORE = -32_768;

/**
 * Signed points, NaN is missing, as hundredths that are the same score: 34.496 is a score of 34, and would be one of 35
 * as 34.50.
 */
export function packScore(points: number): number {
  if (Number.isNaN(points)) return NO_SCORE;
  const size = Math.abs(points);
  const least = roundHalfUp(size) * 100 - 50;
  const hundredths = Math.max(least, Math.min(least + 99, Math.round(size * 100)));
  return points < 0 && hundredths > 0 ? -hundredths : hundredths;
}

export function unpackScore(hundredths: number): number {
  return hundredths === NO_SCORE ? Number.NaN : hundredths / 100;
}

// The board: exact 64-bit values.

const BOARD_COLUMNS = columnsIn('board');
const NO_SCORES: Readonly<Partial<Record<ModelId, number>>> = {};

export function packBoard({ venue, asOfMs, perpStates }: VenueBoard): BoardRecord {
  const columns = [...BOARD_COLUMNS.map(({ name }) => name), ...INPUT_NAMES];
  const values = new Float64Array(perpStates.length * columns.length);
  let at = 0;
  for (const perpState of perpStates) {
    const recorded = { perpState, atMs: asOfMs, scores: NO_SCORES };
    for (const { read } of BOARD_COLUMNS) values[at++] = read?.(recorded) ?? Number.NaN;
    for (const name of INPUT_NAMES) values[at++] = perpState.inputs[name] ?? Number.NaN;
  }
  return { venue, asOfMs, perps: perpStates.map(({ perp }) => perp), columns, values };
}

/** Names of the values in a board's record. */
export function boardColumns({ columns }: Pick<BoardRecord, 'columns'>): readonly string[] {
  return columns ?? FIRST_BOARD_COLUMNS;
}

export function unpackBoard(record: BoardRecord): VenueBoard {
  const { venue, asOfMs, perps, values } = record;
  const names = boardColumns(record);
  const offsets = new Map(names.map((name, offset) => [name, offset]));
  const perpStates = perps.map((perp, index): PerpState => {
    const at = (name: ColumnName | (typeof INPUT_NAMES)[number]): number | null => {
      const offset = offsets.get(name);
      const value = offset === undefined ? undefined : values[index * names.length + offset];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    const pricedAtMs = at('pricedAtMs');
    const atMs = at('openInterestAtMs');
    const baseQty = at('baseQty');
    const inputs = { ...NO_INPUTS };
    for (const name of INPUT_NAMES) inputs[name] = at(name);
    return {
      perp,
      reading:
        pricedAtMs === null
          ? null
          : {
              symbol: perp.symbol,
              pricedAtMs,
              markPrice: at('markPrice'),
              indexPrice: at('indexPrice'),
              fundingRate: at('fundingRate'),
              fundingPeriodHours: at('fundingPeriodHours'),
              nextFundingAtMs: at('nextFundingAtMs'),
              quoteVolume24h: at('quoteVolume24h'),
            },
      openInterest: atMs === null || baseQty === null ? null : { atMs, baseQty },
      inputs,
    };
  });
  return { venue, asOfMs, perpStates };
}

// The log: one row of 32-bit values per symbol.

const LOG_COLUMNS = columnsIn('log');
/** Values per row in today's layout. */
export const LOG_WIDTH = LOG_COLUMNS.length;

/** Index of a column in a row of today's layout. */
export function logOffset(name: ColumnName): number {
  return LOG_COLUMNS.findIndex((column) => column.name === name);
}

/** A row of the symbol index, with its symbol's values. */
export interface LogRow {
  row: number;
  perpState: PerpState;
  /** Signed points before rounding; null without any input. */
  scores: Readonly<Partial<Record<ModelId, number | null>>>;
}

/** The values of a log record with `count` rows; rows that are not given are missing. */
export function packLog(rows: Iterable<LogRow>, count: number, atMs: number): Float32Array {
  const values = new Float32Array(count * LOG_WIDTH).fill(Number.NaN);
  for (const { row, perpState, scores } of rows) {
    let at = row * LOG_WIDTH;
    const recorded = { perpState, atMs, scores };
    for (const { read } of LOG_COLUMNS) values[at++] = read?.(recorded) ?? Number.NaN;
  }
  return values;
}

/** Values per row of a log record. */
export function logWidth({ layout }: Versioned): number {
  return columnsIn('log', layout ?? FIRST_LAYOUT).length;
}

/** A log record with its rows in today's layout. */
export function inTodaysLayout(record: SnapshotRecord): SnapshotRecord {
  const { layout = FIRST_LAYOUT, values } = record;
  if (layout === LAYOUT) return record;
  const stored = columnsIn('log', layout);
  const target = LOG_COLUMNS.map(({ name }) => stored.findIndex((column) => column.name === name));
  const rows = Math.floor(values.length / stored.length);
  const today = new Float32Array(rows * LOG_WIDTH);
  for (let at = 0; at < today.length; at += 1) {
    const from = target[at % LOG_WIDTH] ?? -1;
    const row = Math.floor(at / LOG_WIDTH);
    today[at] = (from < 0 ? undefined : values[row * stored.length + from]) ?? Number.NaN;
  }
  return { ...record, ...WRITTEN, values: today };
}

// Blocks and days: one column after another, floats first, then scores, then single bytes.

/** Today's columns of a day, in the order of `Samples.columns`. */
export const DAY_COLUMNS = columnsIn('days');

export type Numbers = Float32Array | Int16Array | Uint8Array;

export interface SampleColumn {
  name: string;
  type: ColumnType;
  values: Numbers;
  /** For scores in half-hour means: the lowest and the highest sample. Null: the same as the values. */
  range: { lowest: Int16Array; highest: Int16Array } | null;
}

/** Samples of one symbol over a time range, or of a group of symbols over a block: columns of one length. */
export interface Samples {
  count: number;
  columns: readonly SampleColumn[];
  /** See SOURCE in lib/domain/series.ts; also one of the columns. */
  source: Uint8Array;
}

const WIDTHS: Readonly<Record<ColumnType, number>> = {
  float32: 4,
  score: 2,
  hours: 1,
  source: 1,
  time: 8,
};

/** Bytes per sample in a layout; a score in a mean has three values. */
export function sampleBytes(stepMs: number, layout: number = LAYOUT): number {
  const times = (type: ColumnType) => (type === 'score' && stepMs === MEAN_STEP_MS ? 3 : 1);
  return columnsIn('days', layout).reduce((sum, { type }) => sum + WIDTHS[type] * times(type), 0);
}
export const FINE_BYTES = sampleBytes(SLOT_MS);
const MEAN_BYTES = sampleBytes(MEAN_STEP_MS);

/** Views on the arrays of a buffer in a layout, by name. */
function viewsOf(
  bytes: ArrayBuffer,
  count: number,
  columns: readonly RecordedColumn[],
  isMeans: boolean,
): Map<string, SampleColumn> {
  const views = new Map<string, SampleColumn>();
  let at = 0;
  const take = (type: ColumnType) => {
    const from = at;
    at += WIDTHS[type] * count;
    return from;
  };
  const ofType = (type: ColumnType) => columns.filter((column) => column.type === type);
  for (const { name, type } of ofType('float32')) {
    views.set(name, {
      name,
      type,
      values: new Float32Array(bytes, take(type), count),
      range: null,
    });
  }
  const scores = ofType('score').map(({ name, type }) => {
    const view: SampleColumn = {
      name,
      type,
      values: new Int16Array(bytes, take(type), count),
      range: null,
    };
    views.set(name, view);
    return view;
  });
  for (const view of isMeans ? scores : []) {
    const lowest = new Int16Array(bytes, take('score'), count);
    view.range = { lowest, highest: new Int16Array(bytes, take('score'), count) };
  }
  for (const { name, type } of columns) {
    if (type !== 'hours' && type !== 'source') continue;
    views.set(name, { name, type, values: new Uint8Array(bytes, take(type), count), range: null });
  }
  return views;
}

/** Today's columns from those of a record; columns that it lacks are missing. */
function aligned(views: ReadonlyMap<string, SampleColumn>, count: number, isMeans: boolean) {
  const columns = DAY_COLUMNS.map(
    ({ name, type }) => views.get(name) ?? missingColumn(name, type, count, isMeans),
  );
  const source = views.get('source')?.values;
  return { count, columns, source: source instanceof Uint8Array ? source : new Uint8Array(count) };
}

function missingColumn(
  name: string,
  type: ColumnType,
  count: number,
  isMeans: boolean,
): SampleColumn {
  if (type === 'float32') {
    return { name, type, values: new Float32Array(count).fill(Number.NaN), range: null };
  }
  if (type !== 'score') return { name, type, values: new Uint8Array(count), range: null };
  const scores = () => new Int16Array(count).fill(NO_SCORE);
  const range = isMeans ? { lowest: scores(), highest: scores() } : null;
  return { name, type, values: scores(), range };
}

export function isMissing(type: ColumnType, value: number): boolean {
  if (type === 'score') return value === NO_SCORE;
  return type === 'hours' ? value === 0 : Number.isNaN(value);
}

/** With its arrays by type, each in the order of DAY_COLUMNS, since filling is a hot loop. */
export interface NewSamples extends Samples {
  bytes: ArrayBuffer;
  floats: readonly Float32Array[];
  scores: readonly Int16Array[];
  hours: readonly Uint8Array[];
}

/** All samples missing, 5 minutes apart or half-hour means. */
export function newSamples(count: number, stepMs: number = SLOT_MS): NewSamples {
  const isMeans = stepMs === MEAN_STEP_MS;
  const bytes = new ArrayBuffer(count * sampleBytes(stepMs));
  const samples = aligned(viewsOf(bytes, count, DAY_COLUMNS, isMeans), count, isMeans);
  for (const { type, values, range } of samples.columns) {
    if (type === 'float32') values.fill(Number.NaN);
    if (type === 'score') for (const part of partsOf(values, range)) part.fill(NO_SCORE);
  }
  const all = samples.columns.map(({ values }) => values);
  return {
    ...samples,
    bytes,
    floats: all.filter((values) => values instanceof Float32Array),
    scores: all.filter((values) => values instanceof Int16Array),
    hours: samples.columns.flatMap(({ type, values }) =>
      type === 'hours' && values instanceof Uint8Array ? values : [],
    ),
  };
}

function partsOf(values: Numbers, range: SampleColumn['range']): Numbers[] {
  return range === null ? [values] : [values, range.lowest, range.highest];
}

export function valuesOf({ columns }: Samples, name: ColumnName): Numbers {
  return columns.find((column) => column.name === name)?.values ?? new Float32Array(0);
}

/** One symbol after another. */
export function samplesOfBlock({ bytes, layout = FIRST_LAYOUT }: BlockRecord): Samples {
  const count = bytes.byteLength / sampleBytes(SLOT_MS, layout);
  return aligned(viewsOf(bytes, count, columnsIn('days', layout), false), count, false);
}

/** Of a day. Those of 5-minute samples are views into its buffer. */
export function samplesOfDay({ bytes, stepMs, layout = FIRST_LAYOUT }: DayRecord): Samples {
  const isMeans = stepMs === MEAN_STEP_MS;
  const columns = columnsIn('days', layout);
  const count = bytes.byteLength / sampleBytes(stepMs, layout);
  const numbers = isMeans ? inPlanes(bytes, meanWidths(layout), true) : bytes;
  return aligned(viewsOf(numbers, count, columns, isMeans), count, isMeans);
}

/** A day's record of today's layout. */
export function packDay(
  { venue, symbol, dayMs, stepMs, firstStep }: Omit<DayRecord, 'bytes' | 'layout'>,
  bytes: ArrayBuffer,
): DayRecord {
  const stored = stepMs === MEAN_STEP_MS ? inPlanes(bytes, meanWidths(LAYOUT)) : bytes;
  return { venue, symbol, dayMs, stepMs, firstStep, ...WRITTEN, bytes: stored };
}

/** How many 4-, 2- and 1-byte values a half-hour mean has. */
export interface MeanWidths {
  floats: number;
  scores: number;
  singles: number;
}

function meanWidths(layout: number): MeanWidths {
  const columns = columnsIn('days', layout);
  const count = (wanted: ColumnType) => columns.filter(({ type }) => type === wanted).length;
  const [floats, scores] = [count('float32'), count('score')];
  return { floats, scores: 3 * scores, singles: columns.length - floats - scores };
}

/**
 * Half-hour means are stored by byte plane: the first bytes of all floats, then the second ones, and so on; likewise
 * the scores. The browser's compression then needs a quarter less disk. `back`: from planes to numbers.
 */
export function inPlanes(
  bytes: ArrayBuffer,
  { floats, scores, singles }: MeanWidths,
  back = false,
): ArrayBuffer {
  const count = bytes.byteLength / (floats * 4 + scores * 2 + singles);
  const from = new Uint8Array(bytes);
  const to = from.slice();
  for (const [start, width, numbers] of [
    [0, 4, count * floats],
    [count * floats * 4, 2, count * scores],
  ] as const) {
    for (let number = 0; number < numbers; number += 1) {
      for (let plane = 0; plane < width; plane += 1) {
        const whole = start + number * width + plane;
        const apart = start + plane * numbers + number;
        if (back) to[whole] = from[apart] ?? 0;
        else to[apart] = from[whole] ?? 0;
      }
    }
  }
  return to.buffer;
}

/** Estimated disk use of `days` of `symbols` symbols with a refresh in every slot, bytes. */
export function historyBytes(symbols: number, days: number): number {
  const slots = DAY_MS / SLOT_MS;
  const today = slots * LOG_WIDTH * Float32Array.BYTES_PER_ELEMENT;
  const fine = Math.min(days, FINE_DAYS) * slots * FINE_BYTES;
  const means = Math.max(0, days - FINE_DAYS) * (DAY_MS / MEAN_STEP_MS) * MEAN_BYTES;
  return symbols * (today + fine + means);
}
