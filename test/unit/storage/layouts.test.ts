/** One more column in the list, before all others: whatever was stored before it reads as it was, and the new one is everywhere. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as today from '../../../lib/storage/columns';
import type { RecordedColumn, RecordKind } from '../../../lib/storage/columns';
import { memoryTarget } from '../export/memory';
import { readDump, restoreDump } from './databases/dump';

const DAY_MS = 86_400_000;
const NEXT = today.LAYOUT + 1;
const KINDS: RecordKind[] = ['board', 'log', 'days'];
const ADDED: RecordedColumn[] = (['float32', 'score'] as const).map((type) => ({
  name: `new-${type}`,
  unit: 'the mark price, or half of it',
  type,
  average: 'mean',
  records: KINDS,
  since: NEXT,
  exportedAs: `new-${type}`,
  read: ({ perpState }) =>
    perpState.reading && (perpState.reading.markPrice ?? 0) / (type === 'score' ? 2 : 1),
}));

/** Everything of the product, as it is with the longer list. */
async function extended() {
  const [{ Database }, { createVenueStore }, { readSeries }, { VENUE_STATE }] = await Promise.all([
    import('../../../lib/storage/database'),
    import('../../../lib/history/store'),
    import('../../../lib/history/series'),
    import('../../../lib/refresh/state'),
  ]);
  const [{ restoreBackup, checkBackup }, { writeBackup }, world, truth] = await Promise.all([
    import('../../../lib/export/restore'),
    import('../../../lib/export/backup'),
    import('./legacy-world'),
    import('../history/truth'),
  ]);
  const open = (indexedDB: IDBFactory) => new Database('pressure', { indexedDB, IDBKeyRange });
  const storeOf = (database: InstanceType<typeof Database>) =>
    createVenueStore(database, VENUE_STATE);
  return { open, storeOf, readSeries, restoreBackup, checkBackup, writeBackup, world, truth };
}

const job = { onProgress: () => {}, signal: new AbortController().signal };
const settings = {
  stage: () => Promise.resolve(),
  apply: () => Promise.resolve(),
  drop: () => Promise.resolve(),
};
const pause = () => Promise.resolve();
const backup = (format: number) => {
  const url = new URL(`../export/backups/v${format}.dpsbackup.gz`, import.meta.url);
  return new Blob([Uint8Array.from(gunzipSync(readFileSync(url)))]);
};
const valuesOf = (columns: ReadonlyMap<string, { mean: Float64Array }>, name: string) => [
  ...(columns.get(name)?.mean ?? []),
];

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.resetModules();
  vi.doMock('../../../lib/storage/columns', () => {
    const COLUMNS = [...ADDED, ...today.COLUMNS];
    const columnsIn = (kind: RecordKind, layout = NEXT) =>
      COLUMNS.filter(({ records, since }) => since <= layout && records.includes(kind));
    return { ...today, COLUMNS, LAYOUT: NEXT, columnsIn };
  });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  vi.doUnmock('../../../lib/storage/columns');
  vi.resetModules();
  vi.unstubAllGlobals();
});

describe('the first layout', () => {
  it('never changes', () => {
    const names = (kind: RecordKind) =>
      today.columnsIn(kind, today.FIRST_LAYOUT).map(({ name }) => name);
    const measured = ['baseQty', 'fundingRate', 'fundingPeriodHours', 'basisPct', 'markPrice'];
    const scored = ['quoteVolume24h', 'classic', 'crowding'];
    expect(names('days')).toEqual([...measured, ...scored, 'source']);
    expect(names('log')).toEqual(['baseQty', 'openInterestAgeS', ...measured.slice(1), ...scored]);
  });
});

type Parts = Awaited<ReturnType<typeof extended>>;
type OpenDatabase = ReturnType<Parts['open']>;

async function expectFirst({ storeOf, readSeries }: Parts, database: OpenDatabase): Promise<void> {
  const { board } = await storeOf(database).load('binance');
  const symbol = board?.perpStates[0]?.perp.symbol ?? '';
  const toMs = (board?.asOfMs ?? 0) + 1;
  const series = await readSeries(database, 'binance', symbol, toMs - 3 * DAY_MS, toMs);
  expect(series.atMs.length).toBeGreaterThan(0);
  // A score that is taken for open interest would be below 100.
  const price = board?.perpStates[0]?.reading?.markPrice ?? 0;
  expect(Math.abs((series.markPrice.at(-1) ?? 0) / price - 1)).toBeLessThan(0.2);
  expect(valuesOf(series.columns, 'new-float32').every(Number.isNaN)).toBe(true);
}

async function expectLegacy({ storeOf, world }: Parts, database: OpenDatabase): Promise<void> {
  await world.checkLegacyWorld(database);
  for (const venue of ['binance', 'bybit']) {
    const nowMs = world.LEGACY_END_MS + 18 * 3_600_000;
    await storeOf(database).maintain({ venue, nowMs, historyDays: 30, pause });
  }
  await world.checkLegacyWorld(database, false);
}

describe('with two more columns', () => {
  it.for([1, 3, 4])('a database of version %i reads as it was', async (version) => {
    const parts = await extended();
    const { open, storeOf } = parts;
    const indexedDB = new IDBFactory();
    await restoreDump(indexedDB, 'pressure', readDump(version));
    const database = open(indexedDB);
    const { board } = await storeOf(database).load('binance');
    expect(board?.perpStates.length).toBeGreaterThan(0);
    await (version === 1 ? expectFirst(parts, database) : expectLegacy(parts, database));
    expect(database.damages.take()).toEqual([]);
    database.close();
  });

  it.for([1, 2])('a backup of format %i is restored', async (format) => {
    const { open, restoreBackup, world } = await extended();
    const database = open(new IDBFactory());
    await restoreBackup(backup(format), { database, settings }, job);
    await world.checkLegacyWorld(database);
    expect(database.damages.take()).toEqual([]);
    database.close();
  });

  it('history goes on: old samples lack them, new ones have them, in means and backups, too', async () => {
    const { open, storeOf, readSeries, writeBackup, restoreBackup, world, truth } =
      await extended();
    const indexedDB = new IDBFactory();
    await restoreDump(indexedDB, 'pressure', readDump(4));
    let database = open(indexedDB);
    const store = storeOf(database);
    const { state } = await store.load('binance');
    const [symbol = ''] = world.LEGACY_SYMBOLS;
    const fromMs = world.LEGACY_END_MS;
    const toMs = fromMs + 9 * DAY_MS;
    for (let atMs = fromMs; atMs < toMs; atMs += 3_600_000) {
      const board = truth.boardOf(atMs, world.LEGACY_SYMBOLS);
      await store.commit({ state, board, asSnapshot: true });
      if (atMs % DAY_MS < 3_600_000) {
        await store.maintain({ venue: 'binance', nowMs: atMs, historyDays: 30, pause });
      }
    }
    const check = async () => {
      const series = await readSeries(database, 'binance', symbol, 0, toMs);
      const isNew = [...series.atMs].map((atMs) => atMs >= fromMs);
      const prices = [...series.markPrice];
      expect(prices.some(Number.isNaN)).toBe(false);
      expect(valuesOf(series.columns, 'new-float32')).toEqual(
        prices.map((price, index) => (isNew[index] === true ? price : Number.NaN)),
      );
      const wrong = valuesOf(series.columns, 'new-score').filter((value, index) =>
        isNew[index] === true
          ? !(Math.abs(value - (prices[index] ?? 0) / 2) < 0.05)
          : !Number.isNaN(value),
      );
      expect(wrong).toEqual([]);
      expect(series.stepMs.filter((stepMs) => stepMs > 300_000).length).toBeGreaterThan(0);
      expect([...series.classic.mean].some(Number.isNaN)).toBe(false);
    };
    await check();
    const { exportHistory } = await import('../../../lib/export/run-export');
    const csv = memoryTarget();
    const choice = { venues: ['binance'], days: 3, nowMs: toMs - 1, format: 'csv' } as const;
    await exportHistory(database, choice, csv, job);
    const [head = '', ...lines] = [...csv.files.values()]
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('')
      .trim()
      .split('\r\n');
    const cells = lines.map((line) => line.split(','));
    const cellsOf = (name: string) =>
      cells.map((row) => Number(row[head.split(',').indexOf(name)]));
    expect(lines.length).toBeGreaterThan(0);
    expect(cellsOf('new-float32')).toEqual(cellsOf('markPrice'));
    const target = memoryTarget();
    const { DEFAULT_SETTINGS } = await import('../../../lib/settings/settings');
    await writeBackup({ database, settings: DEFAULT_SETTINGS, nowMs: toMs }, target, job);
    expect(database.damages.take()).toEqual([]);
    database.close();
    database = open(new IDBFactory());
    const file = new Blob([...target.files.values()]);
    await restoreBackup(file, { database, settings }, job);
    await check();
    database.close();
  });
});

describe('an extension that does not know them', () => {
  it('takes the database and the backup for a newer one', async () => {
    const { open, writeBackup } = await extended();
    const indexedDB = new IDBFactory();
    await restoreDump(indexedDB, 'pressure', readDump(4));
    const database = open(indexedDB);
    await database.open();
    const target = memoryTarget();
    const { DEFAULT_SETTINGS } = await import('../../../lib/settings/settings');
    await writeBackup({ database, settings: DEFAULT_SETTINGS, nowMs: 0 }, target, job);
    database.close();
    vi.doUnmock('../../../lib/storage/columns');
    vi.resetModules();
    const older = await extended();
    const opened = older.open(indexedDB);
    await expect(opened.open()).rejects.toMatchObject({ name: 'VersionError' });
    const file = new Blob([...target.files.values()]);
    await expect(older.checkBackup(file, job)).rejects.toMatchObject({ problem: 'newer' });
  });
});
