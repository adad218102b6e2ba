/** The schema of each table's records in a backup. A record that the extension could not have written is rejected. */
import { isSymbol } from '../domain/perp';
import { DAY_MS } from '../domain/time';
import { TRAIL_LENGTH, TRAIL_STEP_MS, SLOT_MS } from '../domain/series';
import * as z from '../schema';
import type { BackupBatch, BackupTable, BackupTables } from '../storage/backup-tables';
import { repairedIndex, repairedSymbols } from '../storage/checks';
import { logWidth, sampleBytes } from '../storage/codec';
import { FIRST_LAYOUT, LAYOUT } from '../storage/columns';
import { BLOCK_MS, GROUP_SIZE, MEAN_STEP_MS } from '../storage/records';
import { packPayload, unpackPayload } from './backup-file';

const whole = z.int().check(z.gte(0));
const between = (most: number) => z.int().check(z.gte(0), z.lte(most));
export const stepOf = (ms: number) => z.int().check(z.gte(0), z.multipleOf(ms));
export const venue = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
/** Early versions stored invalid names; such records are harmless. */
const symbol = z.string().check(z.maxLength(10_000));
export const group = between(10_000);

type Lengths = (length: number) => boolean;
export const buffer = (fits: Lengths) =>
  z.custom<ArrayBuffer>((value) => value instanceof ArrayBuffer && fits(value.byteLength));
export const exactly =
  (length: number): Lengths =>
  (given) =>
    given === length;
const multipleOf =
  (length: number): Lengths =>
  (given) =>
    given % length === 0;

/** Which columns a record has; absent in the first layout, as in the database. */
const layout = z.optional(z.int().check(z.gte(FIRST_LAYOUT), z.lte(LAYOUT)));

/** A day whose samples of `bytesOf` bytes, by the record's layout, are `stepMs` apart. */
export const day = (stepMs: number, bytesOf: (layout?: number) => number) =>
  z
    .strictObject({
      venue,
      symbol,
      dayMs: stepOf(DAY_MS),
      stepMs: z.literal(stepMs),
      firstStep: between(DAY_MS / stepMs - 1),
      layout,
      bytes: buffer((length) => length > 0),
    })
    .check(
      z.refine(({ firstStep, bytes, layout }) => {
        const samples = bytes.byteLength / bytesOf(layout);
        return Number.isInteger(samples) && firstStep + samples <= DAY_MS / stepMs;
      }),
    );

const ofLayout = (stepMs: number) =>
  day(stepMs, (layout = FIRST_LAYOUT) => sampleBytes(stepMs, layout));
const blockUnit = (layout = FIRST_LAYOUT) => GROUP_SIZE * sampleBytes(SLOT_MS, layout);

/** A record of the log but for its values, in the backups of every version. */
export const snapshotFields = {
  venue,
  slotMs: stepOf(SLOT_MS),
  atMs: z.number().check(z.gte(0)),
  modelVersions: z.strictObject({ classic: whole, crowding: whole }),
};
/** Duplicates get a placeholder, too: row numbers are indexes into this list. */
export const symbolsSchema = z.pipe(
  z.array(symbol),
  z.transform((all: string[]) => repairedSymbols(all)),
);

const SCHEMAS: { [T in BackupTable]: z.ZodMiniType<BackupTables[T]> } = {
  symbols: z.strictObject({
    venue,
    symbols: symbolsSchema,
    compactedMs: stepOf(DAY_MS),
    rolledMs: stepOf(SLOT_MS),
    thinnedMs: stepOf(DAY_MS),
  }),
  log: z.pipe(
    z
      .strictObject({ ...snapshotFields, layout, values: buffer(multipleOf(4)) })
      .check(
        z.refine(({ values, layout }) => multipleOf(4 * logWidth({ layout }))(values.byteLength)),
      ),
    z.transform((record) => ({ ...record, values: new Float32Array(record.values) })),
  ),
  blocks: z
    .strictObject({
      venue,
      group,
      block: between(DAY_MS / BLOCK_MS - 1),
      blockMs: stepOf(BLOCK_MS),
      layout,
      bytes: buffer((length) => length > 0),
    })
    .check(
      z.refine(({ bytes, layout }) => {
        const slots = bytes.byteLength / blockUnit(layout);
        return Number.isInteger(slots) && slots <= BLOCK_MS / SLOT_MS;
      }),
    ),
  seeds: z.pipe(
    z
      .strictObject({ venue, symbol, atMs: buffer(multipleOf(8)), coins: buffer(multipleOf(8)) })
      .check(z.refine(({ atMs, coins }) => atMs.byteLength === coins.byteLength)),
    z.transform((record) => ({
      ...record,
      atMs: new Float64Array(record.atMs),
      coins: new Float64Array(record.coins),
    })),
  ),
  pastDays: z.union([ofLayout(SLOT_MS), ofLayout(MEAN_STEP_MS)]),
  trails: z.pipe(
    z
      .strictObject({
        venue,
        quarterMs: stepOf(TRAIL_STEP_MS),
        classic: buffer(multipleOf(TRAIL_LENGTH)),
        crowding: buffer(multipleOf(TRAIL_LENGTH)),
      })
      .check(z.refine(({ classic, crowding }) => classic.byteLength === crowding.byteLength)),
    z.transform((record) => ({
      ...record,
      classic: new Int8Array(record.classic),
      crowding: new Int8Array(record.crowding),
    })),
  ),
};

const batchOf = <T extends BackupTable>(table: T) =>
  z.strictObject({ table: z.literal(table), records: z.array(SCHEMAS[table]) });

export const seedsBatch = batchOf('seeds');
export const trailsBatch = batchOf('trails');

export const batchSchema: z.ZodMiniType<BackupBatch> = z.discriminatedUnion('table', [
  batchOf('symbols'),
  batchOf('log'),
  batchOf('blocks'),
  seedsBatch,
  batchOf('pastDays'),
  trailsBatch,
]);

/** A record as a backup stores it; null for one that a restore would reject. */
export function fitRecord<T extends BackupTable>(table: T, record: BackupTables[T]): object | null {
  const fit = table === 'symbols' ? repairedIndex(record) : withoutLeap(record);
  if (fit === undefined || ('symbol' in fit && !isSymbol(fit.symbol))) return null;
  return batchSchema.safeParse(unpackPayload(packPayload({ table, records: [fit] }))).success
    ? fit
    : null;
}

/** The trail before a clock jump applies only to this machine and day. */
function withoutLeap(record: object): object {
  if (!('beforeLeap' in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'beforeLeap'));
}
