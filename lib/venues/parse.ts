/**
 * Shared edge of all venues: unknown JSON in, typed rows out, or a VenueError that names the field.
 * One bad row is dropped and counted; a body that is bad as a whole (not the expected shape, no rows, or more bad rows
 * than good) is refused, so that the last good data stays.
 */
import type { TroubleKind } from '../domain/venue-status';
import type { RequestSite } from '../http/venue-error';
import { VenueError } from '../http/venue-error';
import * as z from '../schema';

/** The most that an answer about one symbol may be; the longest known, a page of Gate's history, is a fifth of it. */
export const MAX_SYMBOL_BYTES = 1_000_000;

/**
 * A number of this world, sent as a number or as decimal text. Empty text is no number: `Number('')` would be 0. Nor is what only
 * JavaScript takes for one (`0x10`, ` 5 `), or what nothing counts to: an overflow, or a field that holds something else.
 */
export const decimal = z.transform((value: unknown, context) => {
  const number = toNumber(value);
  if (number !== null) return number;
  context.issues.push({ code: 'custom', message: 'expected a decimal number', input: value });
  return z.NEVER;
});

/** As `decimal`, but empty text, null and absence mean that there is none. */
export const decimalOrNull = z.transform((value: unknown, context) => {
  if (value === '' || value === null || value === undefined) return null;
  const number = toNumber(value);
  if (number !== null) return number;
  context.issues.push({ code: 'custom', message: 'expected a decimal number', input: value });
  return z.NEVER;
});

/** As `decimalOrNull`, and what is no number is missing too: for what a row is good without. */
export const decimalIfAny = z.transform(toNumber);

/** Milliseconds since 1970, between 2015 and 2100: seconds or a remaining time would fall outside. */
export const timeMs = timeIn('ms', 1);

/** As `timeMs`, from whole seconds: milliseconds would fall outside. */
export const timeMsFromSeconds = timeIn('seconds', 1000);

function timeIn(unit: string, unitMs: number) {
  return z.transform((value: unknown, context) => {
    const atMs = (toNumber(value) ?? NaN) * unitMs;
    if (atMs > 1.42e12 && atMs < 4.11e12) return atMs;
    context.issues.push({ code: 'custom', message: `expected ${unit} since 1970`, input: value });
    return z.NEVER;
  });
}

/** What a price of 0 says at any venue: there is none. So does one that nothing costs. */
export function positive(value: number | null | undefined): number | null {
  return value && value >= LEAST ? value : null;
}

/** A turnover: 0 is one, less is none. */
export function notNegative(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && value >= 0 ? value : null;
}

/**
 * How a venue names a contract, as it will be asked for by that name: half a character (a lone surrogate) can't be written
 * into an address, and a name without an end into nothing.
 */
export const symbolName = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((name) => !/\p{Surrogate}/u.test(name), 'expected whole characters'),
);

/** Text that may be absent. */
export const text = z.optional(z.nullable(z.string()));

/** Text that is always there, and null where there is none to give. */
export const textOrNull = z.nullable(z.string());

/** Yes or no, and nothing at all where nobody has said. */
export const flag = z.optional(z.nullable(z.boolean()));

const DECIMAL = /^-?\d*\.?\d+(?:e[+-]?\d+)?$/i;
/** More than any count, price or time there is, and less than what a 64-bit field overflows to. */
const MOST = 1e18;
const LEAST = 1 / MOST;

function toNumber(value: unknown): number | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && DECIMAL.test(value))) return null;
  const number = Number(value);
  return Math.abs(number) <= MOST ? number : null;
}

/** Throws where an answer says that it is about another symbol than the one asked for. Some do not say. */
export function mustBeOf(site: RequestSite, asked: string, named: string | null | undefined): void {
  if (named === null || named === undefined || named === asked) return;
  throw new VenueError(site, 'shape', `symbol: asked for ${asked}, answered for ${named}`);
}

type Schema<T> = z.ZodMiniType<T>;

/** The whole body, or a VenueError of kind `shape`. */
export function parseBody<T>(site: RequestSite, json: unknown, schema: Schema<T>): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw shapeError(site, result.error);
}

export interface ParsedRows<T> {
  rows: T[];
  dropped: number;
}

/** Rows of other symbols are passed over unread: what nobody asked for can't be wrong, and costs nothing. */
export interface Wanted {
  symbols: ReadonlyMap<string, unknown>;
  /** The field that names a row's symbol. */
  field: string;
}

/**
 * Row by row. Throws when the body is no list, is empty, or most of its rows are bad. What an empty one means depends on
 * who sends it: a host for a region has the same paths, and perhaps nothing to list.
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
