/** One coin's hourly history from a `COIN.csv.gz`, checked cell by cell. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { quoted } from '../../../lib/domain/foreign-text';
import { HOUR_MS } from '../../../lib/domain/time';

/** Columns of one length, a row an hour, oldest first; hours may be left out. What is missing is NaN. */
export interface CoinHours {
  coin: string;
  /** Start of the hour, ms. */
  hourMs: Float64Array;
  /** At the hour's start, coins. */
  openInterest: Float64Array;
  /** Settled at the hour's start, a fraction per 8 h. */
  fundingRate: Float64Array;
  /** Of the perpetual over the hour, USD. */
  close: Float64Array;
  high: Float64Array;
  low: Float64Array;
  /** At the hour's end, USD. */
  spot: Float64Array;
}

const VALUES = ['openInterest', 'fundingRate', 'close', 'high', 'low', 'spot'] as const;
const COLUMNS = ['hour', ...VALUES] as const;
type Value = (typeof VALUES)[number];

/** Of a file, unpacked. */
const MAX_BYTES = 256 * 2 ** 20;
const [FIRST_HOUR, LAST_HOUR] = [Date.UTC(2009, 0), Date.UTC(2100, 0)].map((ms) => ms / HOUR_MS);
const COIN_FILE = /^([A-Za-z0-9]{1,20})\.csv\.gz$/;

/** The coin of such a file's name; null when it is none. */
export function coinOf(fileName: string): string | null {
  return COIN_FILE.exec(fileName)?.[1]?.toUpperCase() ?? null;
}

/** Throws an Error that names file, line and column. */
export function readCoin(file: string): CoinHours {
  return parseCoin(basename(file), coinOf(basename(file)) ?? '', unpacked(file));
}

function unpacked(file: string): string {
  const bytes = readFileSync(file);
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString('utf8');
  } catch (error) {
    throw new Error(`${basename(file)} is not a gzip file, damaged or too large`, { cause: error });
  }
}

/** `name` is for messages. */
export function parseCoin(name: string, coin: string, text: string): CoinHours {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const header = (lines[0] ?? '').split(',');
  const places = COLUMNS.map((column) => header.indexOf(column));
  const absent = COLUMNS.find((_, index) => (places[index] ?? -1) < 0);
  if (absent !== undefined) throw new Error(`${name}:1: no column ${absent}`);
  const rows = lines.length - 1;
  if (rows === 0) throw new Error(`${name} has no rows`);
  const column = () => new Float64Array(rows).fill(Number.NaN);
  const hours: CoinHours = {
    ...{ coin, hourMs: column(), openInterest: column(), fundingRate: column() },
    ...{ close: column(), high: column(), low: column(), spot: column() },
  };
  for (let row = 0; row < rows; row += 1) {
    const cells = (lines[row + 1] ?? '').split(',');
    const fail = (why: string, index = -1): never => {
      const where = index < 0 ? '' : `${COLUMNS[index] ?? ''}: `;
      throw new Error(`${name}:${row + 2}: ${where}${why}`);
    };
    if (cells.length !== header.length) {
      const count = `${cells.length} cell${cells.length === 1 ? '' : 's'}`;
      fail(`${count}, the first line has ${header.length}`);
    }
    const cellAt = (index: number) => cells[places[index] ?? -1] ?? '';
    const hourMs = hourMsOf(cellAt(0));
    if (hourMs === null) return fail(`${quoted(cellAt(0))} is not a full hour in Unix seconds`, 0);
    if (row > 0 && hourMs <= (hours.hourMs[row - 1] ?? 0)) fail('not later than the row before', 0);
    hours.hourMs[row] = hourMs;
    for (const [index, value] of VALUES.entries()) {
      const cell = cellAt(index + 1);
      if (cell === '') continue;
      const number = numberOf(cell);
      if (number === null) return fail(`${quoted(cell)} is not a number`, index + 1);
      if (!isPossible(value, number)) fail(`${quoted(cell)} is out of range`, index + 1);
      hours[value][row] = number;
    }
  }
  return hours;
}

function hourMsOf(cell: string): number | null {
  const hour = /^\d{1,12}$/.test(cell) ? Number(cell) / (HOUR_MS / 1_000) : Number.NaN;
  const isPlausible = hour >= (FIRST_HOUR ?? 0) && hour < (LAST_HOUR ?? 0);
  return Number.isInteger(hour) && isPlausible ? hour * HOUR_MS : null;
}

function numberOf(cell: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(cell)) return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

/** Prices above 0, open interest from 0 on; a rate is a fraction. */
function isPossible(column: Value, value: number): boolean {
  if (column === 'openInterest') return value >= 0;
  return column === 'fundingRate' ? Math.abs(value) < 1 : value > 0;
}
