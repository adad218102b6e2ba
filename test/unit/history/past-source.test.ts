/** What pages read of the recorded history, with a connection of their own. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SLOT_MS, TRAIL_LENGTH } from '../../../lib/domain/series';
import { readPast, readTrails } from '../../../lib/history/past-source';
import { createVenueStore } from '../../../lib/history/store';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { Database, DATABASE_NAME } from '../../../lib/storage/database';
import { boardOf } from './truth';

const NOW_MS = Date.UTC(2026, 2, 1, 6);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

const openDatabase = () => new Database(DATABASE_NAME, { indexedDB, IDBKeyRange });

async function recorded(venue: string, symbols: readonly string[]) {
  const database = openDatabase();
  const board = { ...boardOf(NOW_MS, symbols), venue };
  const store = createVenueStore(database, VENUE_STATE);
  await store.commit({ state: newVenueState(venue), board, asSnapshot: true });
  database.close();
}

it('a page has nothing before the first refresh', async () => {
  expect(await readTrails()).toEqual([]);
  expect(await readPast('binance', 'S1USDT', 0, NOW_MS)).toBeNull();
});

it('a page has the series of the symbol and the time that it asks for', async () => {
  await recorded('binance', ['S1USDT', 'S2USDT']);
  const series = await readPast('binance', 'S2USDT', NOW_MS - SLOT_MS, NOW_MS + 1);
  expect(series && [...series.atMs]).toEqual([NOW_MS]);
  expect(await readPast('binance', 'S2USDT', NOW_MS + 1, NOW_MS + 2)).toMatchObject({
    atMs: new Float64Array(0),
  });
});

it('a page has each venue’s scores with that venue’s symbols', async () => {
  await recorded('okx', ['S3USDT']);
  await recorded('binance', ['S1USDT', 'S2USDT']);
  const trails = await readTrails();
  expect(trails.map(({ venue, symbols, quarterMs }) => [venue, symbols, quarterMs])).toEqual([
    ['binance', ['S1USDT', 'S2USDT'], NOW_MS],
    ['okx', ['S3USDT'], NOW_MS],
  ]);
  expect(trails[0]?.classic).toHaveLength(2 * TRAIL_LENGTH);
  expect(trails[0]?.classic).not.toEqual(trails[0]?.crowding);
});

it('a page has no symbols, and so no scores, where the index is gone', async () => {
  await recorded('okx', ['S3USDT']);
  const database = openDatabase();
  await database.symbols.clear();
  database.close();
  expect((await readTrails()).map(({ venue, symbols }) => [venue, symbols])).toEqual([['okx', []]]);
});
