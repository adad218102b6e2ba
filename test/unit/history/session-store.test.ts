/** The session's storage in place of the database: what it has to look back at, and for how long. */
import { describe, expect, it, vi } from 'vitest';
import { OI_WINDOWS } from '../../../lib/domain/inputs';
import { SLOT_MS } from '../../../lib/domain/series';
import { HOUR_MS } from '../../../lib/domain/time';
import type { StorageArea } from '../../../lib/history/session-store';
import { createSessionStore } from '../../../lib/history/session-store';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { board, perpState, state } from './boards';

const VENUE = 'binance';
const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 2, 2, 6);

/** As the browsers have it: what is stored is JSON. */
function area() {
  const items = new Map<string, unknown>();
  const store: StorageArea = {
    get: (keys) =>
      Promise.resolve(Object.fromEntries([keys].flat().map((key) => [key, items.get(key)]))),
    set(given) {
      for (const [key, value] of Object.entries(given)) {
        items.set(key, JSON.parse(JSON.stringify(value)));
      }
      return Promise.resolve();
    },
    remove(keys) {
      for (const key of [keys].flat()) items.delete(key);
      return Promise.resolve();
    },
  };
  return { items, store: createSessionStore(store, VENUE_STATE) };
}
type Store = ReturnType<typeof area>['store'];

const boardAt = (atMs: number, baseQty: number | null, symbol = 'A', oiAtMs = atMs) =>
  board([perpState(symbol, baseQty, oiAtMs)], atMs);
const commit = (store: Store, atMs: number, baseQty: number | null, oiAtMs = atMs) =>
  store.commit({ state, board: boardAt(atMs, baseQty, 'A', oiAtMs) });
const found = async (store: Store, nowMs = NOW_MS, symbol = 'A') =>
  (await store.lookBack(VENUE, { openInterest: [symbol] }, nowMs)).openInterest
    .get(symbol)
    ?.map((sample) => sample?.baseQty);

describe('open interest to look back at', () => {
  it('moves with the boards, slot by slot', async () => {
    const { store } = area();
    await commit(store, NOW_MS - 24 * HOUR_MS, 24);
    await commit(store, NOW_MS - 4 * HOUR_MS, 4);
    await commit(store, NOW_MS - HOUR_MS, 1);
    await commit(store, NOW_MS, 100);
    expect(await found(store)).toEqual([1, 4, 24]);
    // A slot later the nearest ones are the same, an hour later they are others.
    expect(await found(store, NOW_MS + HOUR_MS)).toEqual([100, undefined, 24]);
  });

  it('has 29 hours: what is older is gone', async () => {
    const { store } = area();
    await commit(store, NOW_MS - 28 * HOUR_MS, 24);
    await commit(store, NOW_MS, 1);
    expect(await found(store)).toEqual([undefined, undefined, 24]);
    await commit(store, NOW_MS + 2 * HOUR_MS, 1);
    // Looked back at as if no time had passed: it is there no more.
    expect(await found(store)).toEqual([undefined, undefined, undefined]);
    await commit(store, NOW_MS + 90 * HOUR_MS, 1);
    expect(await found(store, NOW_MS + HOUR_MS)).toEqual([undefined, undefined, undefined]);
  });

  it('stays when the clock is set back and moves on again', async () => {
    const { store } = area();
    await commit(store, NOW_MS - HOUR_MS, 1);
    await commit(store, NOW_MS, 2);
    await commit(store, NOW_MS - HOUR_MS + SLOT_MS, 3);
    expect(await found(store)).toEqual([1, undefined, undefined]);
    await commit(store, NOW_MS, 4);
    expect(await found(store)).toEqual([1, undefined, undefined]);
    expect(await found(store, NOW_MS + HOUR_MS)).toEqual([4, undefined, undefined]);
    // Farther back than all there is: what is later is dropped.
    await commit(store, NOW_MS - 99 * HOUR_MS, 5);
    expect(await found(store)).toEqual([undefined, undefined, undefined]);
    expect(await found(store, NOW_MS - 98 * HOUR_MS)).toEqual([5, undefined, undefined]);
  });

  it('has each sample at its own time, and none of the future', async () => {
    const { store } = area();
    await commit(store, NOW_MS - HOUR_MS, 1, NOW_MS - 5 * HOUR_MS);
    await commit(store, NOW_MS - HOUR_MS, 2, NOW_MS - HOUR_MS + SLOT_MS + 1);
    expect(await found(store, NOW_MS - HOUR_MS)).toEqual([undefined, 1, undefined]);
    expect(await found(store)).toEqual([undefined, undefined, undefined]);
    await commit(store, NOW_MS - HOUR_MS, null);
    await commit(store, NOW_MS - HOUR_MS, 4, NOW_MS - HOUR_MS);
    expect(await found(store)).toEqual([4, undefined, undefined]);
  });

  it('takes the venue’s own history, without rows that lack a value', async () => {
    const { store } = area();
    const at = (hours: number, baseQty: number | null) => ({
      atMs: NOW_MS - hours * HOUR_MS,
      baseQty,
    });
    const histories = new Map([['A', [at(24, 24), at(4, null), at(1, 1)]]]);
    await commit(store, NOW_MS, 100);
    await store.commit({ state, histories });
    expect(await found(store)).toEqual([1, undefined, 24]);
    // Of before the window, and of after the newest board.
    await store.commit({ state, histories: new Map([['B', [at(40, 40), at(-1, 5), at(4, 4)]]]) });
    expect(await found(store, NOW_MS, 'B')).toEqual([undefined, 4, undefined]);
    expect(await found(store, NOW_MS + 2 * HOUR_MS, 'B')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('begins with a venue’s history where no board was there yet', async () => {
    const { store } = area();
    const samples = [{ atMs: NOW_MS, baseQty: 3 }];
    await store.commit({ state, histories: new Map([['A', samples]]) });
    expect(await found(store, NOW_MS + HOUR_MS)).toEqual([3, undefined, undefined]);
  });

  it('is each venue’s own', async () => {
    const { store } = area();
    await commit(store, NOW_MS - HOUR_MS, 1);
    expect(
      (await store.lookBack('okx', { openInterest: ['A'] }, NOW_MS)).openInterest.get('A'),
    ).toEqual([null, null, null]);
    expect(await store.peek('okx')).toBeNull();
    await store.commit({
      state: newVenueState('okx'),
      board: { ...boardAt(NOW_MS - HOUR_MS, 7), venue: 'okx' },
    });
    expect(await found(store)).toEqual([1, undefined, undefined]);
    await store.remove(VENUE);
    expect(await store.peek(VENUE)).toBeNull();
    expect(await found(store)).toEqual([undefined, undefined, undefined]);
    expect((await store.peek('okx'))?.board?.perpStates).toHaveLength(1);
  });

  it('has no earlier prices', async () => {
    const { store } = area();
    await commit(store, NOW_MS - HOUR_MS, 1);
    expect((await store.lookBack(VENUE, { price: ['A'] }, NOW_MS)).price).toEqual(new Map());
  });

  it('of many symbols comes back to each of them', async () => {
    const { store } = area();
    const symbols = Array.from({ length: 40 }, (_, row) => `S${row}`);
    const atMs = NOW_MS - HOUR_MS;
    const states = symbols.map((symbol, row) => perpState(symbol, row + 0.5, atMs));
    await store.commit({ state, board: board(states, atMs) });
    const all = (await store.lookBack(VENUE, { openInterest: symbols }, NOW_MS)).openInterest;
    expect(symbols.map((symbol) => all.get(symbol)?.[0]?.baseQty)).toEqual(
      symbols.map((_, row) => row + 0.5),
    );
  });

  it.each([
    ['half a number', { baseQty: btoa('123') }],
    ['too few numbers', { baseQty: btoa('12345678') }],
    ['no base64', { baseQty: '%' }],
    ['no symbols', { symbols: 7 }],
    ['a slot that is none', { endSlot: 1.5 }],
  ])('that was damaged (%s) is none, and does not stop the next board', async (_, part) => {
    const { store, items } = area();
    await commit(store, NOW_MS - HOUR_MS, 1);
    const key = `coins:${VENUE}`;
    items.set(key, { ...Object(items.get(key)), ...part });
    expect(await found(store)).toEqual([undefined, undefined, undefined]);
    await commit(store, NOW_MS - HOUR_MS, 2);
    expect(await found(store)).toEqual([2, undefined, undefined]);
  });
});

describe('collecting without a database', () => {
  const SKEW_MS = 7_000;
  const ready = async (...ages: readonly number[]) => {
    const { store } = area();
    for (const ageMs of ages) await commit(store, NOW_MS - ageMs, 1);
    const collecting = await store.collecting(VENUE, NOW_MS, SKEW_MS);
    expect(collecting.map(({ windowMs }) => windowMs)).toEqual(
      OI_WINDOWS.map(({ windowMs }) => windowMs),
    );
    return collecting.map(({ readyAtMs }) =>
      readyAtMs === null ? null : (readyAtMs + SKEW_MS - NOW_MS) / MINUTE_MS,
    );
  };

  it('takes four fifths of each window from the oldest sample on', async () => {
    expect(await ready()).toEqual([48, 192, 1_152]);
    expect(await ready(30 * MINUTE_MS, 5 * MINUTE_MS)).toEqual([18, 162, 1_122]);
  });

  it('is over when the oldest is old enough, and begins again after a pause', async () => {
    expect(await ready(50 * MINUTE_MS, 0)).toEqual([null, 142, 1_102]);
    expect(await ready(80 * MINUTE_MS, 10 * MINUTE_MS)).toEqual([38, 112, 1_072]);
    expect(await ready(26 * HOUR_MS, 3.5 * HOUR_MS, 55 * MINUTE_MS)).toEqual([null, null, null]);
  });

  it('counts a sample at the very edge of a window, and one that is just ready', async () => {
    // 1 h 10 min is in the first window (up to 1 h 12 min), 3 h 10 min not yet enough for the second.
    expect((await ready(70 * MINUTE_MS))[0]).toBeNull();
    expect((await ready(75 * MINUTE_MS))[0]).toBe(48);
    expect((await ready(45 * MINUTE_MS))[0]).toBe(3);
  });
});

describe('what the session does not have', () => {
  it('is answered as nothing, not as a fault', async () => {
    const { store } = area();
    const pause = () => Promise.resolve();
    expect(await store.gaps(VENUE, { fromMs: 0, toMs: NOW_MS, leastMs: 1 })).toEqual([]);
    await expect(store.addBackFilled(VENUE, 'A', [])).resolves.toBeUndefined();
    const options = { venue: VENUE, nowMs: NOW_MS, historyDays: 30, pause };
    await expect(store.maintain(options)).resolves.toBeUndefined();
  });

  it('a commit of the state alone leaves the board, and writes no open interest', async () => {
    const { store, items } = area();
    await commit(store, NOW_MS, 1);
    items.delete(`coins:${VENUE}`);
    await store.commit({ state: { ...state, failures: 2 } });
    expect(items.has(`coins:${VENUE}`)).toBe(false);
    const stored = await store.load(VENUE);
    expect(stored.state.failures).toBe(2);
    expect(stored.board).toEqual(boardAt(NOW_MS, 1));
  });

  it('a stored null is an empty start', async () => {
    const { store, items } = area();
    items.set(`live:${VENUE}`, null);
    expect(await store.load(VENUE)).toEqual({
      state: newVenueState(VENUE),
      perps: [],
      board: null,
    });
  });

  it('says once that there is no more space for it', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const full = createSessionStore(
      {
        get: () => Promise.resolve({}),
        set: (items) =>
          `coins:${VENUE}` in items ? Promise.reject(new Error('quota')) : Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      VENUE_STATE,
    );
    await commit(full, NOW_MS, 1);
    expect(warned.mock.calls.map(([text]: unknown[]) => text)).toEqual([
      'Open interest to look back at could not be stored for this session.',
    ]);
    warned.mockRestore();
  });
});
