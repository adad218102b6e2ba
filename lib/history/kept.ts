/**
 * What a person keeps: the tables that hold the past. The rest (boards, listings, states with their ledgers) is of this
 * machine and this moment, and is never taken from a file.
 */
import type { Database } from './database';
import { stored } from './existing';
import { Dexie } from './modern-dexie';
import type {
  DayRecord,
  BlockRecord,
  SeedRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailRecord,
} from './records';

export interface Kept {
  symbols: SymbolIndexRecord;
  log: SnapshotRecord;
  blocks: BlockRecord;
  seeds: SeedRecord;
  pastDays: DayRecord;
  trails: TrailRecord;
}
export type KeptTable = keyof Kept;
export type KeptBatch = { [T in KeptTable]: { table: T; records: Kept[T][] } }[KeptTable];

/** In the order of a backup, with how many records are read at once: about half a megabyte of each. */
export const KEPT_PAGES: Readonly<Record<KeptTable, number>> = {
  symbols: 4,
  log: 24,
  blocks: 96,
  seeds: 96,
  pastDays: 64,
  trails: 1,
};
export const KEPT_TABLES = ['symbols', 'log', 'blocks', 'seeds', 'pastDays', 'trails'] as const;

export async function countKept(database: IDBDatabase): Promise<number> {
  const transaction = database.transaction(KEPT_TABLES, 'readonly');
  const counts = await Promise.all(
    KEPT_TABLES.map((table) => stored<number>(transaction.objectStore(table).count())),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** All records of a table, a page at a time. Nobody may write meanwhile. */
export async function* keptPages<T extends KeptTable>(
  database: IDBDatabase,
  table: T,
): AsyncIterable<Kept[T][]> {
  let after: IDBKeyRange | null = null;
  for (;;) {
    const store = database.transaction(table, 'readonly').objectStore(table);
    const pageSize = KEPT_PAGES[table];
    const [records, keys] = await Promise.all([
      stored<Kept[T][]>(store.getAll(after, pageSize)),
      stored<IDBValidKey[]>(store.getAllKeys(after, pageSize)),
    ]);
    if (records.length > 0) yield records;
    const last = keys.at(-1);
    if (last === undefined || keys.length < pageSize) return;
    after = IDBKeyRange.lowerBound(last, true);
  }
}

/**
 * The past replaced, in one transaction: killed, cancelled or out of disk at any point, the old one is whole. `batches` may
 * take its time; `beforeCommit` runs when everything is in, and what it throws takes everything back.
 */
export function replaceKept(
  database: Database,
  batches: AsyncIterator<KeptBatch, void>,
  beforeCommit: () => Promise<void>,
): Promise<void> {
  const tables = KEPT_TABLES.map((table) => database.table<unknown>(table));
  return database.transaction('rw', [...tables, database.trimmed], async () => {
    for (const table of tables) await table.clear();
    // What was said of the old history, and what time it was there, is not of the new one.
    await database.trimmed.clear();
    for (;;) {
      // The transaction would end while the file is read: Dexie keeps it open.
      const { value, done } = await Dexie.waitFor(batches.next());
      if (done === true) break;
      await database.table<unknown>(value.table).bulkPut(value.records);
    }
    await beforeCommit();
  });
}
