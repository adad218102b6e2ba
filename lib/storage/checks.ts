/**
 * Validates our own records like foreign input: a failing disk, a copied profile or an earlier bug may have left
 * anything. Invalid records are dropped; of a symbol index all valid parts are kept.
 */
import type { PerpState, VenueBoard } from '../domain/board';
import { INPUT_NAMES, NO_INPUTS } from '../domain/inputs';
import type { Perp } from '../domain/perp';
import { ASSET_CLASSES, isSymbol } from '../domain/perp';
import { TRAIL_LENGTH, SLOT_MS } from '../domain/series';
import { DAY_MS } from '../domain/time';
import type { VenueId } from '../domain/venue';
import * as z from '../schema';
import { boardColumns, logWidth, sampleBytes } from './codec';
import { FIRST_LAYOUT, LAYOUT } from './columns';
import type {
  BlockRecord,
  BoardRecord,
  DayRecord,
  OpenInterestCacheRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailBeforeLeap,
  TrailRecord,
} from './records';
import { GROUP_SIZE, MEAN_STEP_MS } from './records';

const time = z.number();
const timeOrNull = z.nullable(time);
const text = z.string();

const perpSchema = z.looseObject({
  symbol: text,
  baseAsset: text,
  quoteAsset: text,
  assetClass: z.enum(ASSET_CLASSES),
  listedAtMs: timeOrNull,
  fundingPeriodHours: timeOrNull,
  coinsPerContract: time,
  openInterestSides: z.optional(z.literal([1, 2])),
  sameSinceMs: z.optional(time),
  sharesName: z.optional(z.literal(true)),
});

const isPerp = (value: unknown): value is Perp => perpSchema.safeParse(value).success;

/** The valid ones. */
export function readablePerps(stored: unknown): Perp[] {
  return Array.isArray(stored) ? stored.filter(isPerp) : [];
}

/** Inputs that an earlier version did not have may be absent. */
const inputsSchema = z.looseObject(
  Object.fromEntries(INPUT_NAMES.map((name) => [name, z.optional(timeOrNull)])),
);
const perpStateSchema = z.looseObject({
  perp: perpSchema,
  reading: z.nullable(
    z.looseObject({
      symbol: text,
      markPrice: timeOrNull,
      indexPrice: timeOrNull,
      fundingRate: timeOrNull,
      fundingPeriodHours: timeOrNull,
      nextFundingAtMs: timeOrNull,
      quoteVolume24h: timeOrNull,
      pricedAtMs: time,
    }),
  ),
  openInterest: z.nullable(z.looseObject({ baseQty: time, atMs: time })),
  inputs: inputsSchema,
});

const isPerpState = (value: unknown): value is PerpState =>
  perpStateSchema.safeParse(value).success;

/** A board from session storage or a message; null when it is invalid. Invalid perpetuals are left out. */
export function readableBoard(stored: unknown, venue: VenueId): VenueBoard | null {
  const { asOfMs, perpStates } = fieldsOf(stored);
  if (typeof asOfMs !== 'number' || !Array.isArray(perpStates)) return null;
  const readable = perpStates.filter(isPerpState).map((perpState) => ({
    ...perpState,
    inputs: { ...NO_INPUTS, ...perpState.inputs },
  }));
  return { venue, asOfMs, perpStates: readable };
}

function isBoardRecord(stored: unknown): stored is BoardRecord {
  const { venue, asOfMs, perps, columns, values } = fieldsOf(stored);
  return (
    typeof venue === 'string' &&
    typeof asOfMs === 'number' &&
    Array.isArray(perps) &&
    readablePerps(perps).length === perps.length &&
    (columns === undefined || areTexts(columns)) &&
    isOf(values, 'Float64Array') &&
    values.length === perps.length * boardColumns({ columns }).length
  );
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * The index, with watermarks reset so that work is repeated where they are invalid, and a placeholder for each name
 * that is invalid or a duplicate: row numbers are indexes into it. Undefined where rows can't be assigned.
 */
export function repairedIndex(stored: unknown): SymbolIndexRecord | undefined {
  const given = fieldsOf(stored);
  const { venue, symbols } = given;
  if (typeof venue !== 'string' || !Array.isArray(symbols)) return undefined;
  const watermark = (value: unknown, standard: number) => (isTime(value) ? value : standard);
  const compactedMs = watermark(given.compactedMs, 0);
  return {
    venue,
    symbols: repairedSymbols(symbols),
    compactedMs,
    rolledMs: watermark(given.rolledMs, compactedMs),
    thinnedMs: watermark(given.thinnedMs, 0),
  };
}

/** Of a duplicate the last one counts: its rows were written there. */
export function repairedSymbols(symbols: readonly unknown[]): string[] {
  const lastRow = new Map(symbols.map((symbol, row) => [symbol, row]));
  return symbols.map((symbol, row) =>
    isSymbol(symbol) && lastRow.get(symbol) === row ? symbol : `?${row}`,
  );
}

function isIntactIndex(stored: unknown): stored is SymbolIndexRecord {
  const repaired = repairedIndex(stored);
  const { venue, symbols, compactedMs, rolledMs, thinnedMs } = fieldsOf(stored);
  const given = { venue, symbols, compactedMs, rolledMs, thinnedMs };
  return repaired !== undefined && JSON.stringify(repaired) === JSON.stringify(given);
}

/** The record's layout; null when it is unknown. */
function layoutOf(given: Record<string, unknown>): number | null {
  const { layout = FIRST_LAYOUT } = given;
  const isKnown =
    typeof layout === 'number' &&
    Number.isInteger(layout) &&
    layout >= FIRST_LAYOUT &&
    layout <= LAYOUT;
  return isKnown ? layout : null;
}

function isSnapshot(stored: unknown): stored is SnapshotRecord {
  const given = fieldsOf(stored);
  const { venue, slotMs, atMs, values } = given;
  const layout = layoutOf(given);
  return (
    layout !== null &&
    typeof venue === 'string' &&
    isTime(slotMs) &&
    isTime(atMs) &&
    isOf(values, 'Float32Array') &&
    values.length % logWidth({ layout }) === 0
  );
}

function isBlock(stored: unknown): stored is BlockRecord {
  const given = fieldsOf(stored);
  const { venue, group, blockMs, bytes } = given;
  const layout = layoutOf(given);
  return (
    layout !== null &&
    typeof venue === 'string' &&
    isTime(group) &&
    isTime(blockMs) &&
    isBuffer(bytes) &&
    bytes.byteLength > 0 &&
    bytes.byteLength % (GROUP_SIZE * sampleBytes(SLOT_MS, layout)) === 0
  );
}

function isDay(stored: unknown): stored is DayRecord {
  const given = fieldsOf(stored);
  const { venue, symbol, dayMs, stepMs, firstStep, bytes } = given;
  const layout = layoutOf(given);
  if (layout === null || typeof venue !== 'string' || typeof symbol !== 'string') return false;
  if (stepMs !== SLOT_MS && stepMs !== MEAN_STEP_MS) return false;
  if (!isTime(dayMs) || !isBuffer(bytes)) return false;
  const samples = bytes.byteLength / sampleBytes(stepMs, layout);
  return (
    Number.isInteger(samples) &&
    samples > 0 &&
    Number.isInteger(firstStep) &&
    isTime(firstStep) &&
    firstStep + samples <= DAY_MS / stepMs
  );
}

function isOpenInterestCache(stored: unknown): stored is OpenInterestCacheRecord {
  const { venue, symbol, atMs, coins } = fieldsOf(stored);
  return (
    typeof venue === 'string' &&
    typeof symbol === 'string' &&
    isOf(atMs, 'Float64Array') &&
    isOf(coins, 'Float64Array') &&
    atMs.length === coins.length
  );
}

function isTrail(stored: unknown): stored is TrailRecord {
  const { venue, beforeLeap } = fieldsOf(stored);
  return (
    typeof venue === 'string' &&
    isTrailPart(stored) &&
    (beforeLeap === undefined || (isTrailPart(beforeLeap) && isTime(fieldsOf(beforeLeap).leaptMs)))
  );
}

function isTrailPart(stored: unknown): stored is TrailBeforeLeap {
  const { quarterMs, classic, crowding } = fieldsOf(stored);
  return (
    isTime(quarterMs) &&
    isOf(classic, 'Int8Array') &&
    isOf(crowding, 'Int8Array') &&
    classic.length === crowding.length &&
    classic.length % TRAIL_LENGTH === 0
  );
}

/** By table: whether a record is valid. Records of other tables are checked where they are read. */
export const IS_INTACT: Readonly<Record<string, (stored: unknown) => boolean>> = {
  symbols: isIntactIndex,
  log: isSnapshot,
  blocks: isBlock,
  pastDays: isDay,
  seeds: isOpenInterestCache,
  trails: isTrail,
  boards: isBoardRecord,
};

/** The replacement of an invalid record; undefined: none. */
export function repaired(table: string, stored: unknown): object | undefined {
  return table === 'symbols' ? repairedIndex(stored) : undefined;
}

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

interface Arrays {
  Float32Array: Float32Array;
  Float64Array: Float64Array;
  Int8Array: Int8Array;
}

/** By its tag, since `instanceof` fails across realms. */
function isOf<N extends keyof Arrays>(value: unknown, name: N): value is Arrays[N] {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${name}]`;
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
