/** Backups of the first version: the records of the database's versions 2 and 3, turned into today's while they are read. */
import type { Database } from '../history/database';
import { layBackFilled } from '../history/lay';
import type { EarlierIndex } from '../history/earlier';
import { EARLIER_GROUP_SIZE, earlierDay, EarlierLog } from '../history/earlier';
import type { KeptBatch } from '../history/kept';
import { SLOT_MS, SNAPSHOT_COLUMNS } from '../history/records';
import type { SeedRecord } from '../history/records';
import { seedSamples } from '../history/seed';
import * as z from '../schema';
import {
  buffer,
  daySchema,
  exactly,
  group,
  seedsBatch,
  snapshotSchema,
  stepOf,
  symbolsSchema,
  trailsBatch,
  venue,
} from './backup-records';
import { DAY_MS } from '../domain/time';

const withFloats = <T extends { values: ArrayBuffer }>(record: T) => ({
  ...record,
  values: new Float32Array(record.values),
});
const batch = <T extends string, R extends z.ZodMiniType>(table: T, record: R) =>
  z.strictObject({ table: z.literal(table), records: z.array(record) });

export const earlierBatchSchema = z.discriminatedUnion('table', [
  batch('symbols', z.strictObject({ venue, symbols: symbolsSchema })),
  batch(
    'slots',
    z.pipe(
      z.extend(snapshotSchema, {
        group,
        values: buffer(exactly(EARLIER_GROUP_SIZE * SNAPSHOT_COLUMNS.length * 4)),
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
        values: buffer(exactly((DAY_MS / SLOT_MS) * EARLIER_GROUP_SIZE * 2 * 4)),
      }),
      z.transform(withFloats),
    ),
  ),
  trailsBatch,
]);

export class EarlierBackup {
  private readonly log = new EarlierLog();
  private readonly indexes: EarlierIndex[] = [];
  private readonly seeds: SeedRecord[] = [];

  /** What can be stored at once. */
  take({ table, records }: z.infer<typeof earlierBatchSchema>): KeptBatch[] {
    if (table === 'trails') return [{ table, records }];
    if (table === 'days' || table === 'longDays') {
      return [{ table: 'pastDays', records: records.map(earlierDay) }];
    }
    if (table === 'symbols') this.indexes.push(...records);
    if (table === 'seeds') this.seeds.push(...records);
    if (table === 'slots') for (const record of records) this.log.add(record);
    if (table === 'recent') for (const record of records) this.log.addRecent(record);
    return [];
  }

  /** What is known at the end only. */
  rest(): KeptBatch[] {
    return [
      { table: 'symbols', records: this.indexes.map((index) => this.log.marked(index)) },
      { table: 'log', records: this.log.log },
    ];
  }

  /** Remembered open interest, for looking back and in its days. Within the transaction of the rest. */
  async laySeeds(database: Database): Promise<void> {
    for (const seed of this.seeds) {
      const histories = new Map([[seed.symbol, [...seedSamples(seed)]]]);
      await layBackFilled(database, seed.venue, histories);
    }
  }
}
