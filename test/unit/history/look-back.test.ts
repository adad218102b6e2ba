/** The samples that changes are compared with: our own and the venue's, by their own times, prices as well. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { SLOT_MS } from '../../../lib/domain/series';
import { HOUR_MS } from '../../../lib/domain/time';
import { lookBack, Search } from '../../../lib/history/look-back';
import { firstWatermarks } from '../../../lib/history/maintenance';
import { packSnapshot } from '../../../lib/history/store';
import { board, NOW_MS, open, perpState } from './boards';

const VENUE = 'binance';
const MINUTE_MS = 60_000;
const SYMBOLS = ['A', 'B'];

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

interface Sample {
  symbol: string;
  baseQty?: number;
  markPrice?: number;
  /** Of its open interest at the refresh. */
  ageMs?: number;
}

const snapshot = (agoMs: number, ...samples: readonly Sample[]) => {
  const atMs = NOW_MS - agoMs;
  const perpStates = samples.map(({ symbol, baseQty = null, markPrice, ageMs = 0 }) => {
    const state = perpState(symbol, baseQty, atMs - ageMs);
    if (markPrice === undefined) return state;
    const rates = { indexPrice: null, fundingRate: null, fundingPeriodHours: null };
    const rest = { nextFundingAtMs: null, quoteVolume24h: null, pricedAtMs: atMs };
    return { ...state, reading: { symbol, markPrice, ...rates, ...rest } };
  });
  return packSnapshot(board(perpStates, atMs), SYMBOLS);
};

async function recorded(...snapshots: readonly ReturnType<typeof snapshot>[]) {
  const { database } = open();
  await database.symbols.put({
    venue: VENUE,
    symbols: SYMBOLS,
    ...firstWatermarks(NOW_MS - 48 * HOUR_MS),
  });
  await database.log.bulkPut(snapshots);
  return database;
}

describe('looking back at open interest', () => {
  it('dates our own samples by their measurement, not by the refresh', async () => {
    // A refresh of 59 minutes ago with a value of 62 is further off than one of 61.
    const database = await recorded(
      snapshot(61 * MINUTE_MS, { symbol: 'A', baseQty: 1, markPrice: 10 }),
      snapshot(59 * MINUTE_MS, { symbol: 'A', baseQty: 2, markPrice: 20, ageMs: 3 * MINUTE_MS }),
    );
    expect(
      (await lookBack(database, VENUE, { openInterest: ['A'] }, NOW_MS)).openInterest.get('A'),
    ).toEqual([{ baseQty: 1, markPrice: 10, atMs: NOW_MS - 61 * MINUTE_MS }, null, null]);
  });

  it('finds the row of each symbol, and nothing for one that was never recorded', async () => {
    const database = await recorded(
      snapshot(HOUR_MS, { symbol: 'A', baseQty: 1 }, { symbol: 'B', baseQty: 2, markPrice: 20 }),
    );
    const found = (await lookBack(database, VENUE, { openInterest: ['B', 'NEW', 'A'] }, NOW_MS))
      .openInterest;
    const atMs = NOW_MS - HOUR_MS;
    expect([...found]).toEqual([
      ['B', [{ baseQty: 2, markPrice: 20, atMs }, null, null]],
      ['NEW', [null, null, null]],
      ['A', [{ baseQty: 1, markPrice: null, atMs }, null, null]],
    ]);
  });

  it('reads the cache only of symbols that have no sample near enough', async () => {
    const near = 2.5 * MINUTE_MS;
    const windows = [HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS];
    const database = await recorded(
      ...windows.map((windowMs) =>
        snapshot(windowMs + near, { symbol: 'A', baseQty: 1 }, { symbol: 'B', baseQty: 1 }),
      ),
      snapshot(HOUR_MS - near - 1_000, { symbol: 'B', baseQty: 3 }),
    );
    const asked = vi.spyOn(database.seeds, 'bulkGet');
    await lookBack(database, VENUE, { openInterest: ['A', 'B'] }, NOW_MS);
    expect(asked.mock.calls).toEqual([[[]]]);
    asked.mockClear();
    await database.log.delete([VENUE, NOW_MS - HOUR_MS - near - ((NOW_MS - near) % SLOT_MS)]);
    await lookBack(database, VENUE, { openInterest: ['A', 'B'] }, NOW_MS);
    expect(asked.mock.calls.flat(2)).toEqual([
      [VENUE, 'A'],
      [VENUE, 'B'],
    ]);
  });

  it('of no symbols reads nothing', async () => {
    const database = await recorded();
    const read = vi.spyOn(database.symbols, 'get');
    expect((await lookBack(database, VENUE, { openInterest: [] }, NOW_MS)).openInterest.size).toBe(
      0,
    );
    expect(read).not.toHaveBeenCalled();
  });

  it('finds a sample at the very end of the tolerance, in the slot after it', async () => {
    // Refreshed 43 minutes ago, measured 48 minutes ago.
    const late = snapshot(43 * MINUTE_MS, { symbol: 'A', baseQty: 1, ageMs: 5 * MINUTE_MS });
    const found = (await lookBack(await recorded(late), VENUE, { openInterest: ['A'] }, NOW_MS))
      .openInterest;
    expect(found.get('A')?.[0]?.baseQty).toBe(1);
    const early = snapshot(72 * MINUTE_MS, { symbol: 'A', baseQty: 1 });
    const other = (await lookBack(await recorded(early), VENUE, { openInterest: ['A'] }, NOW_MS))
      .openInterest;
    expect(other.get('A')?.[0]?.atMs).toBe(NOW_MS - 72 * MINUTE_MS);
  });
});

describe('looking back at prices', () => {
  it('dates them by the refresh, and takes those without open interest', async () => {
    const database = await recorded(
      snapshot(61 * MINUTE_MS, { symbol: 'A', markPrice: 10 }),
      snapshot(58 * MINUTE_MS, { symbol: 'A', baseQty: 2, markPrice: 20, ageMs: 2 * MINUTE_MS }),
    );
    expect((await lookBack(database, VENUE, { price: ['A'] }, NOW_MS)).price.get('A')?.[0]).toEqual(
      {
        baseQty: null,
        markPrice: 10,
        atMs: NOW_MS - 61 * MINUTE_MS,
      },
    );
  });

  it('takes no sample without a price, and none of the venue’s open-interest history', async () => {
    const database = await recorded(snapshot(HOUR_MS, { symbol: 'A', baseQty: 1 }));
    const cache = { atMs: Float64Array.of(NOW_MS - HOUR_MS), coins: Float64Array.of(5) };
    await database.seeds.put({ venue: VENUE, symbol: 'A', ...cache });
    const found = (await lookBack(database, VENUE, { price: ['A'] }, NOW_MS)).price;
    expect(found.get('A')).toEqual([null, null, null]);
  });
});

describe('a search', () => {
  it('ignores samples of other symbols and those without a value', () => {
    const search = new Search(['A'], SYMBOLS, NOW_MS);
    const atMs = NOW_MS - HOUR_MS;
    search.offer('B', [{ baseQty: 1, atMs }]);
    search.offer('A', [
      { baseQty: Number.NaN, atMs },
      { baseQty: 3, atMs: atMs - MINUTE_MS },
    ]);
    expect([...search.found]).toEqual([
      ['A', [{ baseQty: 3, markPrice: null, atMs: atMs - MINUTE_MS }, null, null]],
    ]);
  });

  it('goes on for windows that any symbol lacks, and for those alone', () => {
    const search = new Search(SYMBOLS, SYMBOLS, NOW_MS);
    const at = (...hours: readonly number[]) =>
      hours.map((hour) => ({ baseQty: 1, atMs: NOW_MS - hour * HOUR_MS }));
    search.offer('A', at(1, 4));
    search.offer('B', at(1, 24));
    expect(search.windowsWithout().map(({ windowMs }) => windowMs)).toEqual([
      4 * HOUR_MS,
      24 * HOUR_MS,
    ]);
    expect(search.symbolsBeyond(0)).toEqual(SYMBOLS);
    search.offer('A', at(24));
    expect(search.symbolsBeyond(0)).toEqual(['B']);
  });
});
