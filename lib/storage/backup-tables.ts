/**
 * The tables in a backup: those that hold history. The others (boards, listings, states with their ledgers) apply to
 * this machine and moment only, and are never restored from a file.
 */
import type { Database } from './database';
import { Dexie } from './dexie';
import type {
  BlockRecord,
  DayRecord,
  OpenInterestCacheRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailRecord,
} from './records';

export interface BackupTables {
  symbols: SymbolIndexRecord;
  log: SnapshotRecord;
  blocks: BlockRecord;
  seeds: OpenInterestCacheRecord;
  pastDays: DayRecord;
  trails: TrailRecord;
}
export type BackupTable = keyof BackupTables;
export type BackupBatch = {
  [T in BackupTable]: { table: T; records: BackupTables[T][] };
}[BackupTable];

/** Records per read: about half a megabyte for each table. */
const PAGES: Readonly<Record<BackupTable, number>> = {
  symbols: 4,
  log: 24,
  blocks: 96,
  seeds: 96,
  pastDays: 64,
  trails: 1,
};
/** In the order of a backup. */
export const BACKUP_TABLES = ['symbols', 'log', 'blocks', 'seeds', 'pastDays', 'trails'] as const;

export async function countBackupRecords(database: Database): Promise<number> {
  const counts = await Promise.all(
    BACKUP_TABLES.map((table) => database.table<unknown, unknown>(table).count()),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Records of a table, a page at a time: the valid ones, and how many are invalid. The table must not change meanwhile.
 */
export async function* backupPages<T extends BackupTable>(
  database: Database,
  table: T,
): AsyncIterable<{ records: BackupTables[T][]; damaged: number }> {
  const store = database.table<BackupTables[T], unknown>(table);
  const keys = await store.toCollection().primaryKeys();
  for (let from = 0; from < keys.length; from += PAGES[table]) {
    const found = await store.bulkGet(keys.slice(from, from + PAGES[table]));
    const records = found.filter((record) => record !== undefined);
    yield { records, damaged: found.length - records.length };
  }
}

/**
 * Replaces the history in one transaction: if it is killed, cancelled or out of disk at any point, the old one stays
 * whole. `batches` may be slow; `beforeCommit` runs when everything is written, and rolls everything back if it throws.
 */
export function replaceBackupTables(
  database: Database,
  batches: AsyncIterator<BackupBatch, void>,
  beforeCommit: () => Promise<void>,
): Promise<void> {
  const tables = BACKUP_TABLES.map((table) => database.table<unknown>(table));
  return database.transaction('rw', [...tables, database.trimmed], async () => {
    for (const table of tables) await table.clear();
    // Notes and the elapsed time belong to the old history.
    await database.trimmed.clear();
    for (;;) {
      // Without `waitFor` the transaction would end while the file is read.
      const { value, done } = await Dexie.waitFor(batches.next());
      if (done === true) break;
      await database.table<unknown>(value.table).bulkPut(value.records);
    }
    await beforeCommit();
  });
}
