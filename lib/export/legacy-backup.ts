/** Backups of format 1: records of the database's versions 2 and 3, converted while they are read. Frozen. */
import { DAY_MS } from '../domain/time';
import * as z from '../schema';
import { cachedOpenInterest, mergeBackfill } from '../storage/backfill';
import type { BackupBatch } from '../storage/backup-tables';
import type { Database } from '../storage/database';
import type { LegacyIndex } from '../storage/legacy/history';
import {
  fromLegacyDay,
  LEGACY_FINE_BYTES,
  LEGACY_GROUP_SIZE,
  LEGACY_MEAN_BYTES,
  LEGACY_WIDTH,
  LegacyLog,
} from '../storage/legacy/history';
import type { OpenInterestCacheRecord } from '../storage/records';
import {
  buffer,
  day,
  exactly,
  group,
  seedsBatch,
  snapshotFields,
  stepOf,
  symbolsSchema,
  trailsBatch,
  venue,
} from './backup-records';

const SLOT_MS = 300_000;
const MEAN_STEP_MS = 1_800_000;

const daySchema = z.union([
  day(SLOT_MS, () => LEGACY_FINE_BYTES),
  day(MEAN_STEP_MS, () => LEGACY_MEAN_BYTES),
]);
const withFloats = <T extends { values: ArrayBuffer }>(record: T) => ({
  ...record,
  values: new Float32Array(record.values),
});
const batch = <T extends string, R extends z.ZodMiniType>(table: T, record: R) =>
  z.strictObject({ table: z.literal(table), records: z.array(record) });

export const legacyBatchSchema = z.discriminatedUnion('table', [
  batch('symbols', z.strictObject({ venue, symbols: symbolsSchema })),
  batch(
    'slots',
    z.pipe(
      z.strictObject({
        ...snapshotFields,
        group,
        values: buffer(exactly(LEGACY_GROUP_SIZE * LEGACY_WIDTH * 4)),
      }),
      z.transform(withFloats),
    ),
  ),
  seedsBatch,
  batch('days', daySchema),
  batch('longDays', daySchema),
  batch(
    'recent',
    z.pipe(
      z.strictObject({
        venue,
        dayMs: stepOf(DAY_MS),
        group,
        values: buffer(exactly((DAY_MS / SLOT_MS) * LEGACY_GROUP_SIZE * 2 * 4)),
      }),
      z.transform(withFloats),
    ),
  ),
  trailsBatch,
]);

export class LegacyBackup {
  private readonly log = new LegacyLog();
  private readonly indexes: LegacyIndex[] = [];
  private readonly seeds: OpenInterestCacheRecord[] = [];

  /** Batches that can be stored at once. */
  take({ table, records }: z.infer<typeof legacyBatchSchema>): BackupBatch[] {
    if (table === 'trails') return [{ table, records }];
    if (table === 'days' || table === 'longDays') {
      return [{ table: 'pastDays', records: records.map(fromLegacyDay) }];
    }
    if (table === 'symbols') this.indexes.push(...records);
    if (table === 'seeds') this.seeds.push(...records);
    if (table === 'slots') for (const record of records) this.log.add(record);
    if (table === 'recent') for (const record of records) this.log.addRecent(record);
    return [];
  }

  /** Batches that depend on the whole file. */
  rest(): BackupBatch[] {
    return [
      { table: 'symbols', records: this.indexes.map((index) => this.log.withWatermarks(index)) },
      { table: 'log', records: this.log.log },
    ];
  }

  /** Merges the cached open interest into the look-back cache and the days. Within the transaction of the rest. */
  async mergeOpenInterest(database: Database): Promise<void> {
    for (const record of this.seeds) {
      const histories = new Map([[record.symbol, [...cachedOpenInterest(record)]]]);
      await mergeBackfill(database, record.venue, histories);
    }
  }
}
