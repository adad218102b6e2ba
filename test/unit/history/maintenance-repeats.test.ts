/** What is done again, and what is given up. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { readNotes } from '../../../lib/storage/notes';
import { startOfDay } from '../../../lib/domain/time';
import { isQuotaError, withQuotaEviction } from '../../../lib/history/quota';
import { readSeries } from '../../../lib/history/series';
import { createVenueStore } from '../../../lib/history/store';
import { board, HOUR_MS, NOW_MS, open, perpState, state } from './boards';
import { VENUE_STATE } from '../../../lib/refresh/state';
import { SLOT_MS } from '../../../lib/domain/series';

describe('a refresh of an hour that was regrouped', () => {
  it('counts, in today and in a day that is finished', async () => {
    const indexedDB = new IDBFactory();
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    const database = new Database('test', { indexedDB, IDBKeyRange });
    const store = createVenueStore(database, VENUE_STATE);
    const refresh = (atMs: number, baseQty: number) =>
      store.commit({
        state,
        board: board([perpState('A', baseQty, atMs)], atMs),
        asSnapshot: true,
      });
    const pause = () => Promise.resolve();
    const maintenance = () =>
      store.maintain({ venue: 'binance', nowMs: NOW_MS, historyDays: 30, pause });
    const read = async () => {
      const series = await readSeries(database, 'binance', 'A', 0, NOW_MS);
      return new Map([...series.baseQty].map((baseQty, at) => [series.atMs[at], baseQty]));
    };
    const midnightMs = startOfDay(NOW_MS);
    const expected = new Map<number, number>();
    for (let atMs = midnightMs - 3 * HOUR_MS; atMs < midnightMs + 3 * HOUR_MS; atMs += SLOT_MS) {
      const baseQty = Math.fround(atMs % 1_000_003);
      expected.set(atMs, baseQty);
      await refresh(atMs, baseQty);
    }
    await maintenance();
    expect(await database.blocks.count()).toBe(1);
    expect(await database.pastDays.count()).toBe(1);
    expect(await read()).toEqual(expected);
    // The exchange's clock was set back, by half an hour and over midnight.
    for (const slotMs of [midnightMs + 2.5 * HOUR_MS, midnightMs - HOUR_MS]) {
      expected.set(slotMs, 5);
      await refresh(slotMs + 60_000, 5);
      expect(await read()).toEqual(expected);
      await maintenance();
      expect(await read()).toEqual(expected);
      await database.log
        .where('[venue+slotMs]')
        .between(['binance', 0], ['binance', midnightMs])
        .delete();
      expect(await read()).toEqual(expected);
    }
    database.close();
  });
});

const readTrimmed = async () => (await readNotes()).trimmed;

describe('forgetting', () => {
  it('gives up the oldest day when the disk is full, and never the board', async () => {
    const { store, database } = open();
    for (const ageH of [1, 25, 49]) {
      const atMs = NOW_MS - ageH * HOUR_MS;
      const change = board([perpState('A', 1, atMs)], atMs);
      await store.commit({ state, board: change, asSnapshot: true });
    }
    let refusals = 2;
    database.log.hook('creating', () => {
      if (refusals > 0) {
        refusals -= 1;
        throw new DOMException('full', 'QuotaExceededError');
      }
    });
    const next = board([perpState('A', 2)]);
    await store.commit({ state, board: next, asSnapshot: true });
    expect((await store.load('binance')).board).toEqual(next);
    expect((await database.log.toArray()).map(({ atMs }) => atMs)).toEqual([
      NOW_MS - HOUR_MS,
      NOW_MS,
    ]);
  });

  it('says what it gave up, counted together within a week', async () => {
    const indexedDB = new IDBFactory();
    vi.stubGlobal('indexedDB', indexedDB);
    expect(await readTrimmed()).toBeNull();
    const database = new Database('pressure', { indexedDB, IDBKeyRange });
    const store = createVenueStore(database, VENUE_STATE);
    for (let ageH = 72; ageH > 0; ageH -= 6) {
      const atMs = NOW_MS - ageH * HOUR_MS;
      const change = board([perpState('A', 1, atMs)], atMs);
      await store.commit({ state, board: change, asSnapshot: true });
    }
    const pause = () => Promise.resolve();
    await store.maintain({ venue: 'binance', nowMs: NOW_MS, historyDays: 30, pause });
    expect(await readTrimmed()).toBeNull();
    const days = async () =>
      (await database.pastDays.toCollection().primaryKeys()).map(([, dayMs]) => dayMs);
    const before = await days();
    expect(before).toHaveLength(3);

    const full = (times: number, atMs: number) => {
      let refusals = times;
      return withQuotaEviction(
        database,
        () => {
          refusals -= 1;
          if (refusals >= 0) throw new DOMException('full', 'QuotaExceededError');
          return Promise.resolve(refusals);
        },
        () => atMs,
      );
    };
    await full(1, NOW_MS);
    expect(await readTrimmed()).toEqual({ atMs: NOW_MS, dayMs: before[0], days: 1 });
    await full(1, NOW_MS + 6 * 24 * HOUR_MS);
    const second = { atMs: NOW_MS + 6 * 24 * HOUR_MS, dayMs: before[1], days: 2 };
    expect(await readTrimmed()).toEqual(second);
    expect(await days()).toEqual(before.slice(2));
    // Nothing is full, nothing is written.
    await full(0, NOW_MS + 6 * 24 * HOUR_MS);
    expect(await readTrimmed()).toEqual(second);
    await full(1, NOW_MS + 20 * 24 * HOUR_MS);
    expect(await readTrimmed()).toMatchObject({ dayMs: before[2], days: 1 });
    database.close();
    vi.unstubAllGlobals();
  });

  it('takes an abort for a full disk only when it comes again and there is no room', async () => {
    const attempt = async (aborts: number, left: number | null) => {
      const { store, database } = open();
      for (const ageH of [1, 25, 49]) {
        const atMs = NOW_MS - ageH * HOUR_MS;
        const change = board([perpState('A', 1, atMs)], atMs);
        await store.commit({ state, board: change, asSnapshot: true });
      }
      let calls = 0;
      const work = () => {
        calls += 1;
        if (calls <= aborts) return Promise.reject(new DOMException('', 'AbortError'));
        return Promise.resolve('done');
      };
      const room = () => Promise.resolve(left);
      const outcome = await withQuotaEviction(database, work, () => NOW_MS, room).catch(String);
      return [outcome, await database.log.count()];
    };
    expect(await attempt(1, 0)).toEqual(['done', 3]);
    expect(await attempt(2, 1_000)).toEqual(['done', 2]);
    expect(await attempt(2, null)).toEqual(['done', 2]);
    expect(await attempt(2, 1e9)).toEqual(['AbortError', 3]);
  });

  it('passes on other errors, and a full disk with nothing left to give', async () => {
    const { store, database } = open();
    database.states.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.commit({ state })).rejects.toSatisfy(isQuotaError);
    expect(isQuotaError(new Error('other'))).toBe(false);
  });
});
