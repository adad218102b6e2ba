/** Databases of versions 1 to 3 made into today's. One transaction of the browser's: all of it, or none. */
import type { Transaction } from 'dexie';
import { layBackFilled } from './lay';
import type { EarlierIndex, EarlierRecent, EarlierSnapshot } from './earlier';
import { earlierDay, EarlierLog } from './earlier';
import type { DayRecord, SeedRecord, SnapshotRecord, SymbolIndexRecord } from './records';
import { seedSamples } from './seed';

interface EarlierTables {
  snapshots: SnapshotRecord;
  slots: EarlierSnapshot;
  recent: EarlierRecent;
  days: DayRecord;
  longDays: DayRecord;
  symbols: EarlierIndex;
  seeds: SeedRecord;
}

/** Records at once: large answers are slow. */
const PAGE = 24;

export async function migrate(transaction: Transaction): Promise<void> {
  const earlier = new EarlierLog();
  const log = transaction.table<SnapshotRecord>('log');
  const pastDays = transaction.table<DayRecord, [string, number, string]>('pastDays');
  const symbols = transaction.table<SymbolIndexRecord, string>('symbols');
  const seeds = transaction.table<SeedRecord, [string, string]>('seeds');

  await eachPage(transaction, 'snapshots', async (page) => {
    for (const snapshot of page) earlier.see(snapshot);
    await log.bulkPut(page);
  });
  await eachPage(transaction, 'slots', (page) => {
    for (const snapshot of page) earlier.add(snapshot);
  });
  await eachPage(transaction, 'recent', (page) => {
    for (const recent of page) earlier.addRecent(recent);
  });
  await log.bulkPut(earlier.log);
  for (const name of ['days', 'longDays'] as const) {
    await eachPage(transaction, name, (page) => pastDays.bulkPut(page.map(earlierDay)));
  }
  await eachPage(transaction, 'symbols', (page) =>
    symbols.bulkPut(page.map((index) => earlier.marked(index))),
  );
  await eachPage(transaction, 'seeds', async (page) => {
    for (const seed of page) {
      const histories = new Map([[seed.symbol, [...seedSamples(seed)]]]);
      await layBackFilled({ symbols, seeds, pastDays }, seed.venue, histories);
    }
  });
}

/** Nothing for a table that the earlier version did not have. */
async function eachPage<N extends keyof EarlierTables>(
  transaction: Transaction,
  name: N,
  work: (page: EarlierTables[N][]) => unknown,
): Promise<void> {
  if (!transaction.idbtrans.objectStoreNames.contains(name)) return;
  const table = transaction.table<EarlierTables[N]>(name);
  const keys = await table.toCollection().primaryKeys();
  for (let from = 0; from < keys.length; from += PAGE) {
    const page = await table.bulkGet(keys.slice(from, from + PAGE));
    await work(page.filter((record) => record !== undefined));
  }
}
