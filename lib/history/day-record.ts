/**
 * One symbol's day in columns of fixed width, one buffer a record: 26 bytes a sample, 34 a half-hour mean. Values are
 * 32-bit, scores are hundredths of a point; what is missing is NaN outside.
 */
import type { DayRecord } from './records';
import { LONG_STEP_MS } from './records';

export { SOURCE } from '../domain/series';

/** Columns of one symbol over a stretch of time; all of one length. */
export interface Columns {
  coins: Float32Array;
  fundingRate: Float32Array;
  basisPct: Float32Array;
  markPrice: Float32Array;
  quoteVolume24h: Float32Array;
  /** In hundredths of a point, signed; NO_SCORE is missing. */
  classic: Int16Array;
  crowding: Int16Array;
  /** Hours; 0 is unknown. */
  fundingPeriodHours: Uint8Array;
  source: Uint8Array;
}

/** What half-hour means have beside: the least and the most of the scores in them. */
export interface LongColumns extends Columns {
  classicMin: Int16Array;
  classicMax: Int16Array;
  crowdingMin: Int16Array;
  crowdingMax: Int16Array;
}

export const NO_SCORE = -32_768;

export function packScore(raw: number): number {
  return Number.isNaN(raw) ? NO_SCORE : Math.round(raw * 100);
}

export function unpackScore(hundredths: number): number {
  return hundredths === NO_SCORE ? Number.NaN : hundredths / 100;
}

const FLOATS = 5;
const FLOAT_BYTES = FLOATS * 4;
export const FINE_BYTES = FLOAT_BYTES + 2 * 2 + 2;
export const LONG_BYTES = FLOAT_BYTES + 6 * 2 + 2;

export function newColumns(count: number): Columns & { bytes: ArrayBuffer } {
  const bytes = new ArrayBuffer(count * FINE_BYTES);
  const columns = fineColumns(bytes, count);
  new Float32Array(bytes, 0, count * FLOATS).fill(Number.NaN);
  columns.classic.fill(NO_SCORE);
  columns.crowding.fill(NO_SCORE);
  return { ...columns, bytes };
}

export function newLongColumns(count: number): LongColumns & { bytes: ArrayBuffer } {
  const bytes = new ArrayBuffer(count * LONG_BYTES);
  const columns = longColumns(bytes, count);
  new Float32Array(bytes, 0, count * FLOATS).fill(Number.NaN);
  new Int16Array(bytes, count * FLOAT_BYTES, count * 6).fill(NO_SCORE);
  return { ...columns, bytes };
}

export const COLUMN_NAMES = [
  'coins',
  'fundingRate',
  'basisPct',
  'markPrice',
  'quoteVolume24h',
  'classic',
  'crowding',
  'fundingPeriodHours',
  'source',
] as const satisfies readonly (keyof Columns)[];
export const LONG_COLUMN_NAMES = [
  ...COLUMN_NAMES,
  'classicMin',
  'classicMax',
  'crowdingMin',
  'crowdingMax',
] as const satisfies readonly (keyof LongColumns)[];

/** Of a BlockRecord. */
export function blockColumns(bytes: ArrayBuffer): Columns {
  return fineColumns(bytes, bytes.byteLength / FINE_BYTES);
}

/** Of a day's record. Those of 5-minute samples are views into its buffer. */
export function columnsOf({ bytes, stepMs }: DayRecord): Columns & Partial<LongColumns> {
  if (stepMs === LONG_STEP_MS) {
    return longColumns(inPlanes(bytes, true), bytes.byteLength / LONG_BYTES);
  }
  return fineColumns(bytes, bytes.byteLength / FINE_BYTES);
}

/**
 * Half-hour means are stored byte plane by byte plane: all first bytes of the floats, then all second ones. The browser's own
 * compression finds the alike bytes then, which takes a quarter off the disk. `back`: from planes to numbers.
 */
export function inPlanes(bytes: ArrayBuffer, back = false): ArrayBuffer {
  const count = bytes.byteLength / LONG_BYTES;
  const from = new Uint8Array(bytes);
  const to = from.slice();
  for (const [start, width, numbers] of [
    [0, 4, count * FLOATS],
    [count * FLOAT_BYTES, 2, count * 6],
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

function fineColumns(bytes: ArrayBuffer, count: number): Columns {
  return commonColumns(bytes, count, 2);
}

function longColumns(bytes: ArrayBuffer, count: number): LongColumns {
  const score = (index: number) => new Int16Array(bytes, count * (FLOAT_BYTES + index * 2), count);
  return {
    ...commonColumns(bytes, count, 6),
    classicMin: score(2),
    classicMax: score(3),
    crowdingMin: score(4),
    crowdingMax: score(5),
  };
}

function commonColumns(bytes: ArrayBuffer, count: number, scores: number): Columns {
  const float = (index: number) => new Float32Array(bytes, count * index * 4, count);
  const bytesFrom = count * (FLOAT_BYTES + scores * 2);
  return {
    coins: float(0),
    fundingRate: float(1),
    basisPct: float(2),
    markPrice: float(3),
    quoteVolume24h: float(4),
    classic: new Int16Array(bytes, count * FLOAT_BYTES, count),
    crowding: new Int16Array(bytes, count * (FLOAT_BYTES + 2), count),
    fundingPeriodHours: new Uint8Array(bytes, bytesFrom, count),
    source: new Uint8Array(bytes, bytesFrom + count, count),
  };
}
