import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

describe('looking back', () => {
  it('finds the snapshot nearest to each moment, by the time of its sample', async () => {
    const { store } = open();
    for (let slots = 0; slots <= 300; slots += 1) {
      const atMs = NOW_MS - slots * SLOT_MS;
      const change = board([perpState('A', 1000 - slots, atMs - 20_000)], atMs);
      await store.commit({ state, board: change, asSnapshot: true });
    }
    const found = (await store.lookBack('binance', ['A', 'B'], NOW_MS)).get('A');
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
    const found = await store.lookBack('binance', ['A', 'B', 'C'], NOW_MS);
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
    expect((await store.lookBack('binance', ['A'], NOW_MS)).get('A')?.[0]?.baseQty).toBe(7);
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
    expect((await store.lookBack('binance', ['A'], NOW_MS)).get('A')?.[0]?.baseQty).toBe(baseQty);
  });

  it('finds its own distant sample after a gap, within the tolerance', async () => {
    const { store } = open();
    const then = NOW_MS - 24 * HOUR_MS - 4 * HOUR_MS;
    await store.commit({ state, board: board([perpState('A', 5, then)], then), asSnapshot: true });
    const found = (await store.lookBack('binance', ['A'], NOW_MS)).get('A');
    expect(found?.map((sample) => sample?.baseQty)).toEqual([undefined, undefined, 5]);
  });
});
