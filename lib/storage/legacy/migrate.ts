/** Migrates databases of versions 1 to 3 to version 4 in one transaction: all or nothing. */
import type { Transaction } from 'dexie';
import { cachedOpenInterest, mergeBackfill } from '../backfill';
import type {
  DayRecord,
  OpenInterestCacheRecord,
  SnapshotRecord,
  SymbolIndexRecord,
} from '../records';
import type { LegacyIndex, LegacyRecent, LegacySnapshot } from './history';
import { fromLegacyDay, LegacyLog } from './history';

interface LegacyTables {
  snapshots: SnapshotRecord;
  slots: LegacySnapshot;
  recent: LegacyRecent;
  days: DayRecord;
  longDays: DayRecord;
  symbols: LegacyIndex;
  seeds: OpenInterestCacheRecord;
}

/** Records per read: large answers are slow. */
const PAGE = 24;

export async function migrate(transaction: Transaction): Promise<void> {
  const legacy = new LegacyLog();
  const log = transaction.table<SnapshotRecord>('log');
  const pastDays = transaction.table<DayRecord, [string, number, string]>('pastDays');
  const symbols = transaction.table<SymbolIndexRecord, string>('symbols');
  const seeds = transaction.table<OpenInterestCacheRecord, [string, string]>('seeds');

  await eachPage(transaction, 'snapshots', async (page) => {
    for (const snapshot of page) legacy.see(snapshot);
    await log.bulkPut(page);
  });
  await eachPage(transaction, 'slots', (page) => {
    for (const snapshot of page) legacy.add(snapshot);
  });
  await eachPage(transaction, 'recent', (page) => {
    for (const recent of page) legacy.addRecent(recent);
  });
  await log.bulkPut(legacy.log);
  for (const name of ['days', 'longDays'] as const) {
    await eachPage(transaction, name, (page) => pastDays.bulkPut(page.map(fromLegacyDay)));
  }
  await eachPage(transaction, 'symbols', (page) =>
    symbols.bulkPut(page.map((index) => legacy.withWatermarks(index))),
  );
  await eachPage(transaction, 'seeds', async (page) => {
    for (const record of page) {
      const histories = new Map([[record.symbol, [...cachedOpenInterest(record)]]]);
      await mergeBackfill({ symbols, seeds, pastDays }, record.venue, histories);
    }
  });
}

/** Skips tables that the earlier version did not have. */
async function eachPage<N extends keyof LegacyTables>(
  transaction: Transaction,
  name: N,
  work: (page: LegacyTables[N][]) => unknown,
): Promise<void> {
  if (!transaction.idbtrans.objectStoreNames.contains(name)) return;
  const table = transaction.table<LegacyTables[N]>(name);
  const keys = await table.toCollection().primaryKeys();
  for (let from = 0; from < keys.length; from += PAGE) {
    const page = await table.bulkGet(keys.slice(from, from + PAGE));
    await work(page.filter((record) => record !== undefined));
  }
}
