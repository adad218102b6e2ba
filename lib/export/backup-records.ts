/** What each table's records must look like in a backup. A record that the engine could not have written is refused. */
import { FINE_BYTES, LONG_BYTES } from '../history/day-record';
import {
  BLOCK_MS,
  GROUP_SIZE,
  LONG_STEP_MS,
  SLOT_MS,
  SNAPSHOT_COLUMNS,
  TRAIL_LENGTH,
  TRAIL_STEP_MS,
} from '../history/records';
import { packPayload, unpackPayload } from './backup-payload';
import type { Kept, KeptBatch, KeptTable } from '../history/kept';
import { isSymbol, soundIndex, soundSymbols } from '../history/sound';
import * as z from '../schema';
import { DAY_MS } from '../domain/time';

const whole = z.int().check(z.gte(0));
const within = (most: number) => z.int().check(z.gte(0), z.lte(most));
export const stepOf = (ms: number) => z.int().check(z.gte(0), z.multipleOf(ms));
export const venue = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
/** Early versions have written names that are none: what is kept of those harms nobody. */
const symbol = z.string().check(z.maxLength(10_000));
export const group = within(10_000);

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

const day = (stepMs: number, sampleBytes: number) =>
  z
    .strictObject({
      venue,
      symbol,
      dayMs: stepOf(DAY_MS),
      stepMs: z.literal(stepMs),
      firstStep: within(DAY_MS / stepMs - 1),
      bytes: buffer((length) => length > 0 && length % sampleBytes === 0),
    })
    .check(
      z.refine(
        ({ firstStep, bytes }) => firstStep + bytes.byteLength / sampleBytes <= DAY_MS / stepMs,
      ),
    );

const fineDay = day(SLOT_MS, FINE_BYTES);
const longDay = day(LONG_STEP_MS, LONG_BYTES);

/** The unpacked records of every version's backups. */
export const snapshotSchema = z.strictObject({
  venue,
  slotMs: stepOf(SLOT_MS),
  atMs: z.number().check(z.gte(0)),
  modelVersions: z.strictObject({ classic: whole, crowding: whole }),
  values: buffer(multipleOf(SNAPSHOT_COLUMNS.length * 4)),
});
/** So they have with the same name twice: rows are counted by this list, so that none of it may go. */
export const symbolsSchema = z.pipe(
  z.array(symbol),
  z.transform((all: string[]) => soundSymbols(all)),
);
export const daySchema = z.union([fineDay, longDay]);

const SCHEMAS: { [T in KeptTable]: z.ZodMiniType<Kept[T]> } = {
  symbols: z.strictObject({
    venue,
    symbols: symbolsSchema,
    compactedMs: stepOf(DAY_MS),
    rolledMs: stepOf(SLOT_MS),
    thinnedMs: stepOf(DAY_MS),
  }),
  log: z.pipe(
    snapshotSchema,
    z.transform((record) => ({ ...record, values: new Float32Array(record.values) })),
  ),
  blocks: z.strictObject({
    venue,
    group,
    block: within(DAY_MS / BLOCK_MS - 1),
    blockMs: stepOf(BLOCK_MS),
    bytes: buffer(
      (length) =>
        length > 0 &&
        length % (GROUP_SIZE * FINE_BYTES) === 0 &&
        length <= (GROUP_SIZE * FINE_BYTES * BLOCK_MS) / SLOT_MS,
    ),
  }),
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
  pastDays: daySchema,
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

const batchOf = <T extends KeptTable>(table: T) =>
  z.strictObject({ table: z.literal(table), records: z.array(SCHEMAS[table]) });

export const seedsBatch = batchOf('seeds');
export const trailsBatch = batchOf('trails');

export const batchSchema: z.ZodMiniType<KeptBatch> = z.discriminatedUnion('table', [
  batchOf('symbols'),
  batchOf('log'),
  batchOf('blocks'),
  seedsBatch,
  batchOf('pastDays'),
  trailsBatch,
]);

/** A record as a backup has it; null for one that nobody could read back, and for what is not worth it. */
export function fitRecord<T extends KeptTable>(table: T, record: Kept[T]): object | null {
  const fit = table === 'symbols' ? soundIndex(record) : withoutLeap(record);
  if (fit === undefined || ('symbol' in fit && !isSymbol(fit.symbol))) return null;
  return batchSchema.safeParse(unpackPayload(packPayload({ table, records: [fit] }))).success
    ? fit
    : null;
}

/** What a trail keeps in case that time has not leapt is of this machine and this day. */
function withoutLeap(record: object): object {
  if (!('beforeLeap' in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'beforeLeap'));
}
