/**
 * From a venue's answers to what a refresh takes. Validation: unknown JSON in, typed rows out, or a VenueError that names the
 * field. A bad row is dropped and counted; a body that is bad as a whole (wrong shape, no rows, more bad rows than good) is
 * rejected, so that the last good data stays. Below that, listings and snapshots of several answers: a lost or empty one costs no
 * other.
 */
import type { Perp } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import type { TroubleKind } from '../../domain/venue-status';
import type { RequestSite } from '../../http/venue-error';
import { VenueError, stopsTheVenue, valueOrError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Losses } from '../contract';

/** For answers about one symbol; the longest known, a page of Gate's history, is a fifth of it. */
export const MAX_SYMBOL_BYTES = 1_000_000;

/**
 * A number, sent as a number or as decimal text. Rejects empty text (`Number('')` would be 0), what only JavaScript reads as a
 * number (`0x10`, ` 5 `), and values beyond any real quantity, such as an overflow.
 */
export const decimal = z.transform((value: unknown, context) => {
  const number = toNumber(value);
  if (number !== null) return number;
  context.issues.push({ code: 'custom', message: 'expected a decimal number', input: value });
  return z.NEVER;
});

/** As `decimal`, but null for empty text, null and absence. */
export const decimalOrNull = z.transform((value: unknown, context) => {
  if (value === '' || value === null || value === undefined) return null;
  const number = toNumber(value);
  if (number !== null) return number;
  context.issues.push({ code: 'custom', message: 'expected a decimal number', input: value });
  return z.NEVER;
});

/** As `decimalOrNull`, but null for anything invalid too: for fields that a row can do without. */
export const decimalIfAny = z.transform(toNumber);

/** Milliseconds since 1970, between 2015 and 2100, which rejects seconds and durations. */
export const timeMs = timeIn('ms', 1);

/** As `timeMs`, from seconds; rejects milliseconds. */
export const timeMsFromSeconds = timeIn('seconds', 1000);

function timeIn(unit: string, unitMs: number) {
  return z.transform((value: unknown, context) => {
    const atMs = (toNumber(value) ?? NaN) * unitMs;
    if (atMs > 1.42e12 && atMs < 4.11e12) return atMs;
    context.issues.push({ code: 'custom', message: `expected ${unit} since 1970`, input: value });
    return z.NEVER;
  });
}

/** A price; null for 0, which venues send where there is none, and for what is next to 0. */
export function positive(value: number | null | undefined): number | null {
  return value && value >= MIN ? value : null;
}

/** A turnover, which can be 0; null below. */
export function notNegative(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && value >= 0 ? value : null;
}

/** A contract's name, which goes into URLs and keys: not empty, bounded, no lone surrogates (they can't be encoded). */
export const symbolName = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((name) => !/\p{Surrogate}/u.test(name), 'expected whole characters'),
);

/** Optional text. */
export const text = z.optional(z.nullable(z.string()));

/** Text that is always present, perhaps null. */
export const textOrNull = z.nullable(z.string());

/** Optional boolean. */
export const flag = z.optional(z.nullable(z.boolean()));

const DECIMAL = /^-?\d*\.?\d+(?:e[+-]?\d+)?$/i;
/** Above any real count, price or time, and below the overflow of a 64-bit field. */
const MAX = 1e18;
const MIN = 1 / MAX;

function toNumber(value: unknown): number | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && DECIMAL.test(value))) return null;
  const number = Number(value);
  return Math.abs(number) <= MAX ? number : null;
}

/** Throws when an answer names another symbol than the requested one. Some answers name none. */
export function mustBeOf(site: RequestSite, asked: string, named: string | null | undefined): void {
  if (named === null || named === undefined || named === asked) return;
  throw new VenueError(site, 'shape', `symbol: asked for ${asked}, answered for ${named}`);
}

type Schema<T> = z.ZodMiniType<T>;

/** The whole body. Throws a VenueError of kind `shape`. */
export function parseBody<T>(site: RequestSite, json: unknown, schema: Schema<T>): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw shapeError(site, result.error);
}

export interface ParsedRows<T> {
  rows: T[];
  dropped: number;
}

/** Rows of other symbols are skipped before validation: they cost nothing, and can't fail. */
interface Wanted {
  symbols: ReadonlyMap<string, unknown>;
  /** The field with a row's symbol. */
  field: string;
}

/**
 * Row by row. Throws a VenueError when the body is no list, is empty (of kind `empty`: a regional host may have nothing to list),
 * or has more bad rows than good.
 */
export function parseRows<T>(
  site: RequestSite,
  json: unknown,
  row: Schema<T>,
  wanted?: Wanted,
  empty: TroubleKind = 'shape',
): ParsedRows<T> {
  if (!Array.isArray(json)) throw new VenueError(site, 'shape', 'expected a list of rows');
  if (json.length === 0) throw new VenueError(site, empty, 'an empty list');
  const rows: T[] = [];
  let firstError: VenueError | null = null;
  let dropped = 0;
  for (let index = 0; index < json.length; index += 1) {
    const item: unknown = json[index];
    if (wanted !== undefined && isOfOther(item, wanted)) continue;
    const result = row.safeParse(item);
    if (result.success) rows.push(result.data);
    else {
      dropped += 1;
      firstError ??= shapeError(site, result.error, `[${index}].`);
    }
  }
  if (firstError !== null && dropped > rows.length) throw firstError;
  return { rows, dropped };
}

/** Samples of one symbol's past. Empty for a contract in its first minutes, which has none yet. */
export function parseHistory<T>(site: RequestSite, json: unknown, row: Schema<T>): T[] {
  return Array.isArray(json) && json.length === 0 ? [] : parseRows(site, json, row).rows;
}

export function oldestFirst<T extends { atMs: number }>(samples: readonly T[]): T[] {
  return [...samples].sort((a, b) => a.atMs - b.atMs);
}

function isOfOther(item: unknown, { symbols, field }: Wanted): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const symbol: unknown = Reflect.get(item, field);
  return typeof symbol === 'string' && !symbols.has(symbol);
}

function shapeError(site: RequestSite, error: z.core.$ZodError, prefix = ''): VenueError {
  const issue = error.issues[0];
  const field = prefix + (issue?.path.map(String).join('.') ?? '');
  return new VenueError(site, 'shape', `${field || 'body'}: ${issue?.message ?? 'unreadable'}`, {
    cause: error,
  });
}

// Several answers: a lost or empty part costs no other part.

interface InParts<Part, T> {
  answers: { part: Part; answer: T }[];
  /** Of the failed parts. */
  errors: VenueError[];
  failed: Part[];
  /** Parts for which the venue lists nothing; not an error. */
  empty: Part[];
}

/**
 * One request per part. Rejects with a VenueError when all parts failed, or when a failure concerns the whole host or
 * IP address (rate limit, region): those need a back-off or another host.
 */
export async function inParts<Part, T>(
  parts: readonly Part[],
  ask: (part: Part) => Promise<T>,
): Promise<InParts<Part, T>> {
  const settled = await Promise.all(
    parts.map(async (part) => ({ part, answer: await valueOrError(ask(part)) })),
  );
  const result: InParts<Part, T> = { answers: [], errors: [], failed: [], empty: [] };
  let nothing: VenueError | null = null;
  for (const { part, answer } of settled) {
    if (!(answer instanceof VenueError)) result.answers.push({ part, answer });
    else if (answer.kind === 'nothing-listed') {
      result.empty.push(part);
      nothing ??= answer;
    } else if (stopsTheVenue(answer.kind)) throw answer;
    else {
      result.failed.push(part);
      result.errors.push(answer);
    }
  }
  const why = result.errors[0] ?? nothing;
  if (result.answers.length === 0 && why !== null) throw why;
  return result;
}

/** Collects the rows of several answers and counts lost ones. */
export class RowCollector implements Losses {
  readonly errors: VenueError[] = [];
  droppedRows = 0;

  rowsOf<T>(answer: ParsedRows<T> | VenueError): T[] {
    if (answer instanceof VenueError) {
      this.errors.push(answer);
      return [];
    }
    this.droppedRows += answer.dropped;
    return answer.rows;
  }

  rowsOfParts<Part, T>(parts: InParts<Part, ParsedRows<T>> | VenueError): T[] {
    if (parts instanceof VenueError) return this.rowsOf<T>(parts);
    this.errors.push(...parts.errors);
    return parts.answers.flatMap(({ answer }) => this.rowsOf(answer));
  }

  /** Complete answers: a symbol in none of them is no longer traded. */
  get isComplete(): boolean {
    return this.errors.length === 0 && this.droppedRows === 0;
  }
}

interface BulkReadings {
  readings: Reading[];
  openInterest: Map<string, OpenInterest>;
  /** Listed symbols without a row. */
  missing: Set<string>;
}

/**
 * Readings and open interest (`baseQty`; null: none) of a bulk answer. The first row of a symbol counts; unlisted
 * symbols are skipped.
 */
export function readBulk<Row>(
  rows: readonly Row[],
  listed: ReadonlyMap<string, Perp>,
  symbolOf: (row: Row) => string,
  read: (row: Row, perp: Perp) => { reading: Reading; baseQty: number | null },
): BulkReadings {
  const readings: Reading[] = [];
  const openInterest = new Map<string, OpenInterest>();
  const missing = new Set(listed.keys());
  for (const row of rows) {
    const symbol = symbolOf(row);
    const perp = listed.get(symbol);
    if (perp === undefined || !missing.delete(symbol)) continue;
    const { reading, baseQty } = read(row, perp);
    readings.push(reading);
    if (baseQty !== null) openInterest.set(symbol, { baseQty, atMs: reading.pricedAtMs });
  }
  return { readings, openInterest, missing };
}
