/**
 * Records of our own, looked at as if somebody else had written them: a disk, a profile that was copied or an earlier fault may
 * have left anything. What is of no use by itself is none; of a state or an index everything that is sound stays.
 */
import type { Standing, VenueBoard } from '../domain/board';
import { DOUBTED } from '../domain/doubt';
import { INPUT_NAMES, NO_INPUTS } from '../domain/inputs';
import type { Perp } from '../domain/perp';
import { ASSET_CLASSES } from '../domain/perp';
import { TROUBLE_KINDS } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import * as z from '../schema';
import { FINE_BYTES, LONG_BYTES } from './day-record';
import type {
  BlockRecord,
  BoardRecord,
  DayRecord,
  Leap,
  SeedRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailRecord,
  VenueState,
} from './records';
import {
  BOARD_COLUMNS,
  GROUP_SIZE,
  LONG_STEP_MS,
  newVenueState,
  SLOT_MS,
  SNAPSHOT_COLUMNS,
  TRAIL_LENGTH,
} from './records';
import { DAY_MS } from '../domain/time';

const time = z.number();
const timeOrNull = z.nullable(time);
const count = z.int().check(z.gte(0));
const text = z.string();
const texts = z.array(text);
const universe = z.looseObject({
  quoteAssets: texts,
  tokenised: z.boolean(),
  builderMarkets: z.optional(z.boolean()),
});
const trouble = z.looseObject({
  kind: z.enum(TROUBLE_KINDS),
  detail: text,
  sinceMs: time,
  retryAtMs: timeOrNull,
});
const budget = z.looseObject({ id: text, ceiling: time, windowMs: time });
const spending = z.looseObject({ atMs: time, units: time.check(z.gte(0)) });
const cycle = z.looseObject({ startedAtMs: time, queue: texts, wanted: count, retried: texts });
const page = z.looseObject({ fromMs: time, toMs: time });
const past = z.looseObject({ lookedMs: time, pages: z.array(page), asked: texts, retried: texts });
const doubt = z.looseObject({
  symbol: text,
  of: z.enum(DOUBTED),
  value: time,
  atMs: time,
  before: z.nullable(z.looseObject({ value: time, atMs: time })),
});
const statement = z.looseObject({ used: time, limit: time, windowMs: time, atMs: time });
const collecting = z.array(z.looseObject({ windowMs: time, readyAtMs: timeOrNull }));

/** What each field must be; fields that are not named here are taken as they are. */
const stateFields = {
  venue: text,
  cycle: z.nullable(cycle),
  startedAtMs: timeOrNull,
  refreshedAtMs: timeOrNull,
  universe: z.nullable(universe),
  listedAtMs: timeOrNull,
  trouble: z.nullable(trouble),
  failures: count,
  droppedRows: count,
  doubts: z.array(doubt),
  clockSkewMs: time,
  skewSeenMs: z.optional(timeOrNull),
  clocks: z.optional(z.looseObject({ wallMs: time, steadyMs: time })),
  stated: z.optional(z.record(text, statement)),
  heldSinceMs: z.optional(timeOrNull),
  origin: z.nullable(text),
  collecting: z.nullable(collecting),
  ledger: z.record(text, z.array(spending)),
  budgets: z.array(budget),
  historyAskedAtMs: z.record(text, time),
  past,
};
const stateSchema = z.looseObject(stateFields);
const isState = (value: unknown): value is VenueState => stateSchema.safeParse(value).success;

/** The state with the standard in the place of each field that can't be. What was spent and can't be read counts as all. */
export function soundState(stored: unknown, venue: VenueId, nowMs = Date.now()): VenueState {
  const standard = newVenueState(venue);
  const given: Record<string, unknown> = { ...standard, ...recordOf(stored), venue };
  if (isState(given)) return given;
  const mended: Record<string, unknown> = { ...given };
  for (const [name, schema] of Object.entries(stateFields)) {
    if (!schema.safeParse(mended[name]).success) mended[name] = recordOf(standard)[name];
  }
  if (mended.ledger !== given.ledger) {
    const budgets = stateFields.budgets.safeParse(mended.budgets).data ?? [];
    mended.ledger = Object.fromEntries(
      budgets.map(({ id, ceiling }) => [id, [{ atMs: nowMs, units: ceiling }]]),
    );
  }
  return isState(mended) ? mended : standard;
}

function isSoundState(stored: unknown): boolean {
  const venue = recordOf(stored).venue;
  if (typeof venue !== 'string') return false;
  return isState({ ...newVenueState(venue), ...recordOf(stored) });
}

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

/** Those that can be read. */
export function soundPerps(stored: unknown): Perp[] {
  return Array.isArray(stored) ? stored.filter(isPerp) : [];
}

const standingSchema = z.looseObject({
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
  openInterest: z.nullable(z.looseObject({ coins: time, atMs: time })),
  // An older build may have left fewer of them.
  inputs: z.looseObject(
    Object.fromEntries(INPUT_NAMES.map((name) => [name, z.optional(timeOrNull)])),
  ),
});

const isStanding = (value: unknown): value is Standing => standingSchema.safeParse(value).success;

/** A board from the session storage or a message; null when it is none. Unusable standings are left out; inputs that it lacks are null. */
export function soundBoard(stored: unknown, venue: VenueId): VenueBoard | null {
  const { asOfMs, standings } = recordOf(stored);
  if (typeof asOfMs !== 'number' || !Array.isArray(standings)) return null;
  return {
    venue,
    asOfMs,
    standings: standings
      .filter(isStanding)
      .map((standing) => ({ ...standing, inputs: { ...NO_INPUTS, ...standing.inputs } })),
  };
}

export function isBoardRecord(stored: unknown): stored is BoardRecord {
  const { venue, asOfMs, perps, values } = recordOf(stored);
  return (
    typeof venue === 'string' &&
    typeof asOfMs === 'number' &&
    Array.isArray(perps) &&
    soundPerps(perps).length === perps.length &&
    isOf(values, 'Float64Array') &&
    values.length === perps.length * BOARD_COLUMNS.length
  );
}

/** So long a name can be: longer ones are no symbols of any exchange. */
const LONGEST_SYMBOL = 200;

/**
 * The index with marks that let the work be done again, and a stand-in for each name that can't be or is there a second time:
 * rows are counted by it. Undefined where no rows can be told from it.
 */
export function soundIndex(stored: unknown): SymbolIndexRecord | undefined {
  const given = recordOf(stored);
  const { venue, symbols } = given;
  if (typeof venue !== 'string' || !Array.isArray(symbols)) return undefined;
  const mark = (value: unknown, standard: number) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : standard;
  const compactedMs = mark(given.compactedMs, 0);
  return {
    venue,
    symbols: soundSymbols(symbols),
    compactedMs,
    rolledMs: mark(given.rolledMs, compactedMs),
    thinnedMs: mark(given.thinnedMs, 0),
  };
}

/** Of a name that is there twice the last one counts: that is where its rows were written. */
export function soundSymbols(symbols: readonly unknown[]): string[] {
  const lastRow = new Map(symbols.map((symbol, row) => [symbol, row]));
  return symbols.map((symbol, row) =>
    isSymbol(symbol) && lastRow.get(symbol) === row ? symbol : `?${row}`,
  );
}

export function isSymbol(symbol: unknown): symbol is string {
  return typeof symbol === 'string' && symbol.length > 0 && symbol.length <= LONGEST_SYMBOL;
}

function isSameIndex(stored: unknown): stored is SymbolIndexRecord {
  const sound = soundIndex(stored);
  return sound !== undefined && JSON.stringify(sound) === JSON.stringify(pick(stored));
}

function pick(stored: unknown) {
  const { venue, symbols, compactedMs, rolledMs, thinnedMs } = recordOf(stored);
  return { venue, symbols, compactedMs, rolledMs, thinnedMs };
}

export function isSnapshot(stored: unknown): stored is SnapshotRecord {
  const { venue, slotMs, atMs, values } = recordOf(stored);
  return (
    typeof venue === 'string' &&
    isTime(slotMs) &&
    isTime(atMs) &&
    isOf(values, 'Float32Array') &&
    values.length % SNAPSHOT_COLUMNS.length === 0
  );
}

export function isBlock(stored: unknown): stored is BlockRecord {
  const { venue, group, blockMs, bytes } = recordOf(stored);
  return (
    typeof venue === 'string' &&
    isTime(group) &&
    isTime(blockMs) &&
    isBuffer(bytes) &&
    bytes.byteLength > 0 &&
    bytes.byteLength % (GROUP_SIZE * FINE_BYTES) === 0
  );
}

export function isDay(stored: unknown): stored is DayRecord {
  const { venue, symbol, dayMs, stepMs, firstStep, bytes } = recordOf(stored);
  if (typeof venue !== 'string' || typeof symbol !== 'string' || !isTime(dayMs)) return false;
  if ((stepMs !== SLOT_MS && stepMs !== LONG_STEP_MS) || !isBuffer(bytes)) return false;
  const samples = bytes.byteLength / (stepMs === SLOT_MS ? FINE_BYTES : LONG_BYTES);
  return (
    Number.isInteger(samples) &&
    samples > 0 &&
    Number.isInteger(firstStep) &&
    isTime(firstStep) &&
    firstStep + samples <= DAY_MS / stepMs
  );
}

function isSeed(stored: unknown): stored is SeedRecord {
  const { venue, symbol, atMs, coins } = recordOf(stored);
  return (
    typeof venue === 'string' &&
    typeof symbol === 'string' &&
    isOf(atMs, 'Float64Array') &&
    isOf(coins, 'Float64Array') &&
    atMs.length === coins.length
  );
}

export function isTrail(stored: unknown): stored is TrailRecord {
  const { venue, beforeLeap } = recordOf(stored);
  return (
    typeof venue === 'string' &&
    isTrailPart(stored) &&
    (beforeLeap === undefined || (isTrailPart(beforeLeap) && isTime(recordOf(beforeLeap).leaptMs)))
  );
}

function isTrailPart(stored: unknown): stored is Leap {
  const { quarterMs, classic, crowding } = recordOf(stored);
  return (
    isTime(quarterMs) &&
    isOf(classic, 'Int8Array') &&
    isOf(crowding, 'Int8Array') &&
    classic.length === crowding.length &&
    classic.length % TRAIL_LENGTH === 0
  );
}

/** By table: whether a record can be used as it is. Tables that are not named are looked at where they are read. */
export const IS_SOUND: Readonly<Record<string, (stored: unknown) => boolean>> = {
  symbols: isSameIndex,
  log: isSnapshot,
  blocks: isBlock,
  pastDays: isDay,
  seeds: isSeed,
  trails: isTrail,
  boards: isBoardRecord,
  states: isSoundState,
};

/** What can stand in for one that can't be used as it is; undefined: nothing. */
export function mended(table: string, stored: unknown): unknown {
  if (table === 'symbols') return soundIndex(stored);
  const { venue } = recordOf(stored);
  if (table === 'states' && typeof venue === 'string') return soundState(stored, venue);
  return undefined;
}

function recordOf(value: unknown): Record<string, unknown> {
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

/** By its tag: what comes out of a database need not be of this realm. */
function isOf<N extends keyof Arrays>(value: unknown, name: N): value is Arrays[N] {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${name}]`;
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
