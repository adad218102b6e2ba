import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Reading } from '../../../lib/domain/reading';
import { packBoard, unpackBoard } from '../../../lib/storage/codec';
import { inputsOf } from '../scoring/inputs-of';
import { board, HOUR_MS, NOW_MS, open, perpState, state } from './boards';
import { SLOT_MS } from '../../../lib/domain/series';

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
