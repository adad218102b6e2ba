/** Databases that earlier versions made are read by this one. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { readdirSync } from 'node:fs';
import { beforeAll, expect, it, vi } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { LEGACY_WIDTH } from '../../../lib/storage/legacy/history';
import { readSeries } from '../../../lib/history/series';
import { createVenueStore } from '../../../lib/history/store';
import { readDump, restoreDump } from './databases/dump';
import { boardOf } from '../history/truth';
import { checkLegacyWorld, LEGACY_END_MS, LEGACY_SYMBOLS } from './legacy-world';
import { VENUE_STATE } from '../../../lib/refresh/state';

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

/** Versions that users may have, with a database each. Version 2 was never stored: 3 only dropped what 2 moved. */
const VERSIONS = [1, 3, 4];

it('has a database of every version', () => {
  const files = readdirSync(new URL('./databases', import.meta.url)).filter((name) =>
    name.startsWith('v'),
  );
  expect(files.map((name) => name.split('.')[0]).sort()).toEqual(
    VERSIONS.map((version) => `v${version}`),
  );
});

it('keeps the board, the state and each sample of version 1', async () => {
  const dump = readDump(1);
  const records = (name: string) => dump.stores.find((store) => store.name === name)?.records ?? [];
  const old = records('snapshots') as { slotMs: number; values: { f32: number[] } }[];
  const [{ symbols }] = records('symbols') as [{ symbols: string[] }];
  const indexedDB = new IDBFactory();
  await restoreDump(indexedDB, 'pressure', dump);

  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  const stored = await createVenueStore(database, VENUE_STATE).load('binance');
  expect(stored.board?.perpStates).toHaveLength(symbols.length);
  expect(stored.state).toMatchObject({ origin: null, collecting: null });
  expect(stored.state.refreshedAtMs).toBeGreaterThan(0);
  expect(database.tables.map(({ name }) => name)).not.toContain('snapshots');

  for (const [row, symbol] of symbols.entries()) {
    const from = old[0]?.slotMs ?? 0;
    const series = await readSeries(database, 'binance', symbol, from, from + 3 * 86_400_000);
    const baseQty = old.map(({ values }) => values.f32[row * LEGACY_WIDTH]);
    expect([...series.baseQty].slice(-old.length)).toEqual(baseQty);
  }
  database.close();
});

it('keeps every sample of version 3, and goes on with them', async () => {
  const indexedDB = new IDBFactory();
  await restoreDump(indexedDB, 'pressure', readDump(3));
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  await database.open();
  expect(database.tables.map(({ name }) => name)).not.toContain('slots');
  expect([...database.backendDB().objectStoreNames]).toEqual(
    database.tables.map(({ name }) => name).sort(),
  );
  await checkLegacyWorld(database);
  const store = createVenueStore(database, VENUE_STATE);
  const pause = () => Promise.resolve();
  for (const venue of ['binance', 'bybit']) {
    await store.maintain({ venue, nowMs: LEGACY_END_MS, historyDays: 30, pause });
  }
  await checkLegacyWorld(database);
  for (const venue of ['binance', 'bybit']) {
    const nowMs = LEGACY_END_MS + 18 * 3_600_000;
    await store.maintain({ venue, nowMs, historyDays: 30, pause });
  }
  await checkLegacyWorld(database, false);
  database.close();
});

it('reads version 4 as it is', async () => {
  const indexedDB = new IDBFactory();
  await restoreDump(indexedDB, 'pressure', readDump(4));
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  await checkLegacyWorld(database);
  const { board } = await createVenueStore(database, VENUE_STATE).load('binance');
  expect(board).toEqual(boardOf(LEGACY_END_MS, LEGACY_SYMBOLS));
  expect(database.damages.take()).toEqual([]);
  database.close();
});
