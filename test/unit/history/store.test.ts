import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { Reading } from '../../../lib/domain/reading';
import { DAY_MS, startOfDay } from '../../../lib/domain/time';
import type { Database } from '../../../lib/storage/database';
import { elapsedOf, noteOf } from '../../../lib/storage/notes';
import { packBoard, unpackBoard } from '../../../lib/storage/codec';
import { inputsOf } from '../scoring/inputs-of';
import { board, HOUR_MS, NOW_MS, open, perpState, state } from './boards';
import { SLOT_MS, TRAIL_GAP, TRAIL_LENGTH } from '../../../lib/domain/series';

describe('the board record', () => {
  it('comes back as it was, to the last bit', () => {
    const value = fc.option(fc.double({ noNaN: true }), { nil: null });
    const inputs = inputsOf(value);
    fc.assert(
      fc.property(fc.array(fc.record({ inputs, baseQty: value })), (list) => {
        const before = board(
          list.map((item, index) => ({
            ...perpState(`S${index}`, item.baseQty),
            inputs: item.inputs,
          })),
        );
        expect(unpackBoard(packBoard(before))).toEqual(before);
      }),
    );
  });
});

describe('commit and load', () => {
  it('gives a new venue an empty state', async () => {
    const { store } = open();
    expect(await store.load('binance')).toEqual({ state, perps: [], board: null });
  });

  it('keeps what a commit leaves out', async () => {
    const { store } = open();
    const first = board([perpState('A', 10)]);
    await store.commit({ state, board: first, perps: [perpState('A', 10).perp] });
    await store.commit({ state: { ...state, failures: 2 } });
    const stored = await store.load('binance');
    expect(stored.board).toEqual(first);
    expect(stored.perps).toHaveLength(1);
    expect(stored.state.failures).toBe(2);
  });

  it('writes one snapshot per slot however often it is repeated', async () => {
    const { store, database } = open();
    const change = { state, board: board([perpState('A', 10)]), asSnapshot: true };
    await store.commit(change);
    await store.commit(change);
    await store.commit({ ...change, board: board([perpState('A', 11)], NOW_MS + 60_000) });
    expect(await database.log.count()).toBe(1);
  });
});

type Store = ReturnType<typeof open>['store'];

async function openInterestOf(store: Store, openInterest: readonly string[]) {
  return (await store.lookBack('binance', { openInterest }, NOW_MS)).openInterest;
}

describe('looking back', () => {
  it('finds the snapshot nearest to each moment, by the time of its sample', async () => {
    const { store } = open();
    for (let slots = 0; slots <= 300; slots += 1) {
      const atMs = NOW_MS - slots * SLOT_MS;
      const change = board([perpState('A', 1000 - slots, atMs - 20_000)], atMs);
      await store.commit({ state, board: change, asSnapshot: true });
    }
    const found = (await openInterestOf(store, ['A', 'B'])).get('A');
    expect(found?.map((sample) => sample?.baseQty)).toEqual([988, 952, 712]);
    expect(found?.[0]?.atMs).toBeCloseTo(NOW_MS - HOUR_MS - 20_000, -1);
  });

  it('keeps the order when symbols come and go', async () => {
    const { store } = open();
    const then = NOW_MS - HOUR_MS;
    const before = [perpState('A', 1, then), perpState('B', 2, then)];
    await store.commit({ state, board: board(before, then), asSnapshot: true });
    const after = [perpState('C', 3), perpState('B', 4)];
    await store.commit({ state, board: board(after), asSnapshot: true });
    const found = await openInterestOf(store, ['A', 'B', 'C']);
    expect(found.get('A')?.[0]?.baseQty).toBe(1);
    expect(found.get('B')?.[0]?.baseQty).toBe(2);
    expect(found.get('C')).toEqual([null, null, null]);
  });

  it("takes the venue's history where it is nearer", async () => {
    const { store } = open();
    const then = NOW_MS - HOUR_MS + 9 * 60_000;
    const own = board([perpState('A', 5, then)], then);
    await store.commit({ state, board: own, asSnapshot: true });
    const samples = [{ baseQty: 7, atMs: NOW_MS - HOUR_MS - 60_000 }];
    await store.commit({ state, histories: new Map([['A', samples]]) });
    expect((await openInterestOf(store, ['A'])).get('A')?.[0]?.baseQty).toBe(7);
  });

  it.each([
    [12 * 60_000, 7],
    [12 * 60_000 + 1, undefined],
    [-12 * 60_000, 7],
    [-12 * 60_000 - 1, undefined],
  ])('accepts a sample %i ms off the hour: %s', async (offMs, baseQty) => {
    const { store } = open();
    const samples = [{ baseQty: 7, atMs: NOW_MS - HOUR_MS + offMs }];
    await store.commit({ state, histories: new Map([['A', samples]]) });
    expect((await openInterestOf(store, ['A'])).get('A')?.[0]?.baseQty).toBe(baseQty);
  });

  it('finds its own distant sample after a gap, within the tolerance', async () => {
    const { store } = open();
    const then = NOW_MS - 24 * HOUR_MS - 4 * HOUR_MS;
    await store.commit({ state, board: board([perpState('A', 5, then)], then), asSnapshot: true });
    const found = (await openInterestOf(store, ['A'])).get('A');
    expect(found?.map((sample) => sample?.baseQty)).toEqual([undefined, undefined, 5]);
  });

  it('reads each window once for open interest and prices together', async () => {
    const { store, database } = open();
    for (const hoursAgo of [24, 4, 1]) {
      const atMs = NOW_MS - hoursAgo * HOUR_MS;
      const perpStates = ['A', 'B'].map((symbol) => {
        const plain = perpState(symbol, hoursAgo, atMs);
        return { ...plain, reading: reading(symbol, 100 + hoursAgo, atMs) };
      });
      await store.commit({ state, board: board(perpStates, atMs), asSnapshot: true });
    }
    const reads = vi.spyOn(database.log, 'bulkGet');
    const symbols = { openInterest: ['A'], price: ['A', 'B'] };
    const { openInterest, price } = await store.lookBack('binance', symbols, NOW_MS);
    expect(reads).toHaveBeenCalledTimes(3);
    expect(openInterest.get('A')?.map((one) => one?.baseQty)).toEqual([1, 4, 24]);
    expect(price.get('B')?.map((one) => one?.markPrice)).toEqual([101, 104, 124]);
    expect([...openInterest.keys()]).toEqual(['A']);
  });

  it('searches on, within the tolerance, only for what is missing', async () => {
    const { store, database } = open();
    const early = NOW_MS - HOUR_MS - 10 * 60_000;
    const priced = { ...perpState('A', null), reading: reading('A', 100, early) };
    await store.commit({ state, board: board([priced], early), asSnapshot: true });
    const samples = [1, 4, 24].map((hours) => ({ baseQty: 7, atMs: NOW_MS - hours * HOUR_MS }));
    await store.commit({ state, histories: new Map([['A', samples.reverse()]]) });
    const reads = vi.spyOn(database.log, 'bulkGet');
    const symbols = { openInterest: ['A'], price: ['A'] };
    const { openInterest, price } = await store.lookBack('binance', symbols, NOW_MS);
    // Near each window, and farther for the prices' three.
    expect(reads).toHaveBeenCalledTimes(6);
    expect(openInterest.get('A')?.map((one) => one?.baseQty)).toEqual([7, 7, 7]);
    expect(price.get('A')?.map((one) => one?.markPrice ?? null)).toEqual([100, null, null]);
  });
});

function reading(symbol: string, markPrice: number, pricedAtMs: number): Reading {
  return {
    symbol,
    markPrice,
    indexPrice: null,
    fundingRate: null,
    fundingPeriodHours: null,
    nextFundingAtMs: null,
    quoteVolume24h: null,
    pricedAtMs,
  };
}

describe('a snapshot', () => {
  const QUIET = () => vi.spyOn(console, 'warn').mockImplementation(() => {});
  afterEach(() => vi.restoreAllMocks());
  const DAY0_MS = startOfDay(NOW_MS);
  /** Enough of them to rank. */
  const inputs = { ...NO_INPUTS, oi1hPct: 1, oi4hPct: 1, oi24hPct: 2, fundingPct: 0.05 };
  const snapshot = (atMs: number, ...symbols: readonly string[]) => ({
    state,
    board: board(
      symbols.map((symbol) => ({ ...perpState(symbol, 1, atMs), inputs })),
      atMs,
    ),
    asSnapshot: true,
  });
  const indexOf = async (database: Database) => database.symbols.get('binance');

  it('is not recorded of a commit without a board', async () => {
    const { store, database } = open();
    await store.commit({ state, asSnapshot: true });
    expect(await database.log.count()).toBe(0);
    expect(await indexOf(database)).toBeUndefined();
  });

  it('begins the index with the symbols of the board, of today', async () => {
    const { store, database } = open();
    await store.commit(snapshot(NOW_MS, 'B', 'A'));
    expect(await indexOf(database)).toEqual({
      venue: 'binance',
      symbols: ['B', 'A'],
      compactedMs: DAY0_MS,
      rolledMs: DAY0_MS,
      thinnedMs: DAY0_MS - 7 * DAY_MS,
    });
  });

  it('rewrites the index for new symbols, and for a refresh before its watermarks, alone', async () => {
    const { store, database } = open();
    await store.commit(snapshot(DAY0_MS + SLOT_MS, 'A'));
    const marks = { compactedMs: DAY0_MS, thinnedMs: DAY0_MS - 7 * DAY_MS };
    const rolledMs = DAY0_MS + HOUR_MS;
    await database.symbols.put({ venue: 'binance', symbols: ['A'], ...marks, rolledMs });
    const written = vi.spyOn(database.symbols, 'put');
    await store.commit(snapshot(rolledMs, 'A'));
    expect(written).not.toHaveBeenCalled();
    await store.commit(snapshot(rolledMs + SLOT_MS, 'B'));
    expect(await indexOf(database)).toMatchObject({ symbols: ['A', 'B'], rolledMs });
    await store.commit(snapshot(rolledMs - 1, 'A'));
    expect(await indexOf(database)).toMatchObject({ rolledMs: rolledMs - SLOT_MS });
    await database.symbols.put({
      venue: 'binance',
      symbols: ['A', 'B'],
      ...marks,
      compactedMs: DAY0_MS + DAY_MS,
      rolledMs: DAY0_MS,
    });
    await store.commit(snapshot(DAY0_MS + HOUR_MS, 'A'));
    expect(await indexOf(database)).toMatchObject({ compactedMs: DAY0_MS, rolledMs: DAY0_MS });
  });

  it('of an index that lost its last names begins a new one, without the rows of the old', async () => {
    const { store, database } = open();
    await store.commit(snapshot(NOW_MS - HOUR_MS, 'A', 'B', 'C'));
    const index = await indexOf(database);
    await database.symbols.put({
      ...(index ?? { venue: 'binance', ...NO_MARKS }),
      symbols: ['A', 'B'],
    });
    await store.commit(snapshot(NOW_MS, 'D', 'A'));
    expect((await indexOf(database))?.symbols).toEqual(['D', 'A']);
    expect((await database.log.toArray()).map(({ atMs }) => atMs)).toEqual([NOW_MS]);
    const trail = await database.trails.get('binance');
    expect(trail?.classic).toHaveLength(2 * TRAIL_LENGTH);
    // Nothing of an hour ago is another symbol's now.
    expect([...(trail?.classic ?? [])].filter((points) => points !== TRAIL_GAP)).toHaveLength(2);
  });

  it('of a venue whose index is gone takes nothing from its trail', async () => {
    const { store, database } = open();
    await store.commit(snapshot(NOW_MS - HOUR_MS, 'A'));
    await database.symbols.clear();
    await store.commit(snapshot(NOW_MS, 'B'));
    const trail = await database.trails.get('binance');
    expect([...(trail?.classic ?? [])].filter((points) => points !== TRAIL_GAP)).toHaveLength(1);
  });

  describe('where no elapsed time was stored yet', () => {
    const MONTH_MS = 30 * DAY_MS;

    it('begins with its own', async () => {
      const { store, database } = open();
      await store.commit(snapshot(NOW_MS, 'A'));
      expect((await elapsedOf(database, 'binance'))?.untilMs).toBe(NOW_MS);
    });

    it.each([
      ['one refresh', [0], 0],
      ['two', [0, 1], 0],
      ['three, of which one is of another month', [0, 1, 700], 1],
    ])('begins with the middle one of the log (%s)', async (_, hours, middle) => {
      const { store, database } = open();
      for (const hour of hours) await store.commit(snapshot(DAY0_MS + hour * HOUR_MS, 'A'));
      await database.trimmed.clear();
      await store.commit(snapshot(DAY0_MS + 3 * MONTH_MS, 'A'));
      expect((await elapsedOf(database, 'binance'))?.untilMs).toBe(DAY0_MS + middle * HOUR_MS);
    });

    it('begins with the newest day where the log is empty, of this venue and not of the future', async () => {
      const { store, database } = open();
      const samples = [0, 1, 99].map((day) => ({ atMs: DAY0_MS + day * DAY_MS, baseQty: 1 }));
      await store.addBackFilled('binance', 'A', samples);
      await store.addBackFilled('okx', 'A', [{ atMs: DAY0_MS + 5 * DAY_MS, baseQty: 1 }]);
      await store.commit(snapshot(DAY0_MS + MONTH_MS, 'A'));
      expect((await elapsedOf(database, 'binance'))?.untilMs).toBe(DAY0_MS + DAY_MS);
    });

    it('goes on from what is stored, whatever the log has', async () => {
      const { store, database } = open();
      for (const hour of [0, 1, 2]) await store.commit(snapshot(NOW_MS + hour * HOUR_MS, 'A'));
      expect((await elapsedOf(database, 'binance'))?.untilMs).toBe(NOW_MS + 2 * HOUR_MS);
    });
  });

  it('gives up a day for a backfill, too, when the disk is full', async () => {
    const { store, database } = open();
    await store.commit(snapshot(NOW_MS - 2 * DAY_MS, 'A'));
    let refusals = 1;
    database.seeds.hook('creating', () => {
      refusals -= 1;
      if (refusals >= 0) throw new DOMException('full', 'QuotaExceededError');
    });
    await store.addBackFilled('binance', 'A', [{ atMs: NOW_MS, baseQty: 1 }]);
    expect(await database.seeds.count()).toBe(1);
    expect(await database.log.count()).toBe(0);
  });

  it('answers for its gaps and for what it still collects', async () => {
    const { store } = open();
    await store.commit(snapshot(NOW_MS, 'A'));
    const stretch = { fromMs: NOW_MS - SLOT_MS, toMs: NOW_MS, leastMs: 1 };
    expect(await store.gaps('binance', stretch)).toEqual([
      { fromMs: stretch.fromMs, toMs: NOW_MS },
    ]);
    const [first] = await store.collecting('binance', NOW_MS, 1_000);
    expect(first?.readyAtMs).toBe(NOW_MS + 0.8 * HOUR_MS - 1_000);
  });

  it('a damaged state is replaced with the next load, and counted', async () => {
    const warned = QUIET();
    const { store, database } = open();
    await store.commit({ state });
    await store.load('binance');
    expect(warned).not.toHaveBeenCalled();
    await database.states.put({ ...state, failures: 'many' } as never);
    expect((await store.load('binance')).state).toEqual(state);
    await store.load('binance');
    expect(await database.states.get('binance')).toEqual(state);
    expect(await noteOf(database, 'damaged')).toMatchObject({ records: 1 });
  });
});

const NO_MARKS = { compactedMs: 0, rolledMs: 0, thinnedMs: 0 };
