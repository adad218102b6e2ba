/** Without a database the refresh goes on in the session's memory; with one again, history begins where it was left. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeout } from '../../../lib/domain/timeout';
import { OI_WINDOWS } from '../../../lib/domain/inputs';
import { Database } from '../../../lib/storage/database';
import { markHistory, noticeLoss } from '../../../lib/history/history-marker';
import { noteOf } from '../../../lib/storage/notes';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import type { StorageArea } from '../../../lib/history/session-store';
import { createSessionStore } from '../../../lib/history/session-store';
import type { VenueStore } from '../../../lib/history/store';
import { createVenueStore } from '../../../lib/history/store';
import { createFallbackStore } from '../../../lib/history/fallback-store';
import { MIN_FREE_BYTES } from '../../../lib/history/quota';
import { boardOf, coinsOf, historyOf, SYMBOLS, VENUE } from './truth';
import type { VenueState } from '../../../lib/refresh/state';
import { SLOT_MS } from '../../../lib/domain/series';

const NOW_MS = 1_790_000_100_000;
const HOUR_MS = 3_600_000;
const FEW = SYMBOLS.slice(0, 5);

/** As the browsers have it: what goes in comes out as JSON. */
function area(room = Infinity): StorageArea & { bytes: () => number } {
  const items = new Map<string, string>();
  const bytes = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    bytes,
    get: (keys) =>
      Promise.resolve(
        Object.fromEntries(
          [keys].flat().flatMap((key) => {
            const text = items.get(key);
            return text === undefined ? [] : [[key, JSON.parse(text) as unknown]];
          }),
        ),
      ),
    set(given) {
      for (const [key, value] of Object.entries(given)) {
        const text = JSON.stringify(value);
        if (bytes() + text.length > room) return Promise.reject(new Error('quota'));
        items.set(key, text);
      }
      return Promise.resolve();
    },
    remove(keys) {
      for (const key of [keys].flat()) items.delete(key);
      return Promise.resolve();
    },
  };
}

/** A worker's life; `opens` says whether the browser opens the database, and it can change. */
function life(
  session: StorageArea,
  indexedDB: IDBFactory,
  fault: { error: Error | 'hangs' | null; room?: number },
) {
  const clock = { nowMs: NOW_MS };
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  const recorded = createVenueStore(database, VENUE_STATE);
  const store = createFallbackStore<VenueState>({
    open: () => {
      if (fault.error === 'hangs') return withTimeout(200, new Promise(() => {}));
      return fault.error === null ? database.open() : Promise.reject(fault.error);
    },
    database: {
      ...recorded,
      commit: (change) =>
        fault.error instanceof Error ? Promise.reject(fault.error) : recorded.commit(change),
    },
    memory: createSessionStore(session, VENUE_STATE),
    onOpened: () => Promise.resolve(),
    notifyPages: () => Promise.resolve(),
    freeBytes: () => Promise.resolve(fault.room ?? null),
    now: () => clock.nowMs,
  });
  return { store, database, clock };
}

const unknown = Object.assign(new Error('Internal error opening backing store'), {
  name: 'UnknownError',
});
const state = {
  ...newVenueState(VENUE),
  startedAtMs: NOW_MS,
  ledger: { weight: [{ atMs: NOW_MS, units: 580 }] },
};

describe('without a database', () => {
  it.for([
    ['that fails', unknown, 'unavailable'],
    ['that never answers', 'hangs' as const, 'unavailable'],
    ['of a newer version', Object.assign(new Error(), { name: 'VersionError' }), 'newer'],
  ] as const)(
    '%s, the board and what it looks back at outlive the worker',
    async ([, error, trouble]) => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const session = area();
      const first = life(session, new IDBFactory(), { error });
      expect(await first.store.load(VENUE)).toEqual({
        state: newVenueState(VENUE),
        perps: [],
        board: null,
      });
      const histories = new Map(
        FEW.map((symbol) => [symbol, historyOf(symbol, NOW_MS - 25 * HOUR_MS, NOW_MS, SLOT_MS)]),
      );
      const board = boardOf(NOW_MS, FEW);
      const perps = board.perpStates.map(({ perp }) => perp);
      await first.store.commit({ state, perps, board });
      await first.store.commit({ state, histories });
      await first.store.commit({ state, board, asSnapshot: true });
      await first.store.maintain({
        venue: VENUE,
        nowMs: NOW_MS,
        historyDays: 30,
        pause: () => Promise.resolve(),
      });
      expect(await first.store.trouble()).toBe(trouble);

      const { store } = life(session, new IDBFactory(), { error });
      const again = await store.load(VENUE);
      expect(again).toEqual({ state, perps, board });
      const found = (await store.lookBack(VENUE, { openInterest: FEW }, NOW_MS)).openInterest.get(
        'S1USDT',
      );
      found?.forEach((sample, index) => {
        const { windowMs = 0 } = OI_WINDOWS[index] ?? {};
        expect(Math.abs((sample?.atMs ?? 0) - (NOW_MS - windowMs))).toBeLessThanOrEqual(
          SLOT_MS / 2,
        );
        expect(sample?.baseQty).toBeCloseTo(coinsOf('S1USDT', NOW_MS - windowMs), -3);
      });
      expect(found).toHaveLength(3);
      vi.restoreAllMocks();
    },
  );

  it('goes into it as soon as it opens: the board, the ledger, and a history from there on', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const session = area();
    const fault: { error: Error | null } = { error: unknown };
    const { store, database, clock } = life(session, new IDBFactory(), fault);
    await store.load(VENUE);
    const board = boardOf(NOW_MS, FEW);
    await store.commit({ state, board, perps: [], asSnapshot: true });
    fault.error = null;
    expect(await store.trouble()).toBe('unavailable');
    clock.nowMs += 30_000;
    expect(await store.load(VENUE)).toEqual({ state, perps: [], board });
    expect(await store.trouble()).toBeNull();
    expect(await database.states.get(VENUE)).toEqual(state);
    await store.commit({ state, board: boardOf(NOW_MS + SLOT_MS, FEW), asSnapshot: true });
    expect(await database.log.count()).toBe(1);
    expect(await session.get([`live:${VENUE}`, `coins:${VENUE}`])).toEqual({});
    database.close();
    vi.restoreAllMocks();
  });

  it('on a disk that is full, nothing is written into it, and the board goes on', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const fault: { error: null; room?: number } = { error: null };
    const { store, database } = life(area(), new IDBFactory(), fault);
    await store.load(VENUE);
    await store.commit({ state, board: boardOf(NOW_MS, FEW), asSnapshot: true });
    fault.room = 1_000_000;
    const next = boardOf(NOW_MS + SLOT_MS, FEW);
    await store.commit({ state, board: next, asSnapshot: true });
    expect(await store.trouble()).toBe('full');
    expect((await store.load(VENUE)).board).toEqual(next);
    expect(await database.log.count()).toBe(1);
    delete fault.room;
    expect(await store.tryAgain()).toBeNull();
    expect((await store.load(VENUE)).board).toEqual(next);
    database.close();
    vi.restoreAllMocks();
  });

  it.each<[string, (store: VenueStore<VenueState>) => Promise<unknown>]>([
    ['a state', (store) => store.commit({ state: { ...state, failures: 1 } })],
    ['what was past', (store) => store.addBackFilled(VENUE, 'A', [])],
    [
      'maintenance',
      (store) =>
        store.maintain({
          venue: VENUE,
          nowMs: NOW_MS,
          historyDays: 30,
          pause: () => Promise.resolve(),
        }),
    ],
  ])('on a disk that is full, %s is not begun either', async (_, write) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const fault: { error: null; room?: number } = { error: null };
    const { store, database } = life(area(), new IDBFactory(), fault);
    await store.load(VENUE);
    await store.commit({ state, board: boardOf(NOW_MS, FEW), asSnapshot: true });
    fault.room = 1_000_000;
    const transaction = vi.spyOn(database.backendDB(), 'transaction');
    await write(store);
    expect(transaction.mock.calls.filter(([, mode]) => mode !== 'readonly')).toEqual([]);
    expect(await store.trouble()).toBe('full');
    database.close();
    vi.restoreAllMocks();
  });

  it('that fails under a refresh: the rest of it has the listing and the board it began with', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const fault: { error: Error | null } = { error: null };
    const { store, database } = life(area(), new IDBFactory(), fault);
    const board = boardOf(NOW_MS, FEW);
    const perps = board.perpStates.map(({ perp }) => perp);
    await store.commit({ state, board, perps });
    await store.load(VENUE);
    fault.error = unknown;
    await store.commit({ state: { ...state, failures: 1 } });
    expect(await store.load(VENUE)).toEqual({ state: { ...state, failures: 1 }, board, perps });
    database.close();
    vi.restoreAllMocks();
  });
});

describe('a database that comes and goes', () => {
  beforeEach(() => {
    warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());
  let warned = vi.spyOn(console, 'warn');

  const stored = (venue = VENUE, failures = 0, startedAtMs: number | null = NOW_MS) => ({
    state: { ...newVenueState(venue), failures, startedAtMs },
    perps: [],
    board: null,
  });

  /** Both stores answer by hand; `fault` is what opening or using the database fails with. */
  function parts() {
    const fault: { open: Error | null; use: Error | null; leftBytes: number | null } = {
      open: null,
      use: null,
      leftBytes: null,
    };
    const clock = { nowMs: NOW_MS };
    const answer = <T>(value: T) => Promise.resolve(value);
    const storeOf = (name: string, isDown: () => Error | null) => {
      const used = (value: unknown) => {
        const error = isDown();
        return error === null ? answer(value) : Promise.reject(error);
      };
      return {
        load: vi.fn((venue: string) => used(stored(venue))),
        commit: vi.fn(() => used(undefined)),
        lookBack: vi.fn(() => used(name)),
        collecting: vi.fn(() => used(name)),
        gaps: vi.fn(() => used(name)),
        addBackFilled: vi.fn(() => used(name)),
        maintain: vi.fn(() => used(name)),
      };
    };
    const database = storeOf('database', () => fault.use);
    const memory = {
      ...storeOf('session', () => null),
      peek: vi.fn((_: string) => answer<ReturnType<typeof stored> | null>(null)),
      remove: vi.fn(() => answer(undefined)),
    };
    const open = vi.fn(() =>
      fault.open === null ? answer(undefined) : Promise.reject(fault.open),
    );
    const onOpened = vi.fn(() => answer(undefined));
    const notifyPages = vi.fn((_: unknown) => answer(undefined));
    const freeBytes = vi.fn(() => answer(fault.leftBytes));
    const store = createFallbackStore<VenueState>({
      open,
      database: database as never,
      memory: memory as never,
      onOpened,
      notifyPages,
      freeBytes,
      now: () => clock.nowMs,
    });
    return { store, fault, clock, database, memory, open, onOpened, notifyPages, freeBytes };
  }

  it('is opened once, and pages are told that it is there', async () => {
    const { store, open, onOpened, notifyPages } = parts();
    await Promise.all([store.load('a'), store.load('b')]);
    await store.trouble();
    expect(open).toHaveBeenCalledTimes(1);
    expect(onOpened).toHaveBeenCalledTimes(1);
    expect(notifyPages.mock.calls).toEqual([[null]]);
  });

  it('is tried again after 20 seconds, not before, and at once when the clock was set back', async () => {
    const { store, fault, clock, open, notifyPages } = parts();
    fault.open = unknown;
    expect(await store.trouble()).toBe('unavailable');
    clock.nowMs += 19_999;
    await store.trouble();
    expect(open).toHaveBeenCalledTimes(1);
    clock.nowMs += 1;
    await store.trouble();
    expect(open).toHaveBeenCalledTimes(2);
    clock.nowMs -= 1;
    fault.open = null;
    expect(await store.trouble()).toBeNull();
    expect(open).toHaveBeenCalledTimes(3);
    expect(notifyPages.mock.calls.flat()).toEqual(['unavailable', 'unavailable', null]);
    expect(warned.mock.calls.map(([text]: unknown[]) => text)).toEqual([
      'There is no history for now: the database failed.',
      'There is no history for now: the database failed.',
    ]);
  });

  it('is tried again at once when the user asks', async () => {
    const { store, fault, open } = parts();
    fault.open = unknown;
    await store.trouble();
    fault.open = null;
    expect(await store.tryAgain()).toBeNull();
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is opened again after the browser closed it, but not because of that before its time', async () => {
    const { store, fault, open } = parts();
    store.markClosed();
    await store.trouble();
    expect(open).toHaveBeenCalledTimes(1);
    await store.trouble();
    expect(open).toHaveBeenCalledTimes(1);
    store.markClosed();
    fault.open = unknown;
    expect(await store.trouble()).toBe('unavailable');
    expect(open).toHaveBeenCalledTimes(2);
    store.markClosed();
    expect(await store.trouble()).toBe('unavailable');
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is not written to, nor prepared, with less than 8 MB left: exactly that is enough', async () => {
    const { store, fault, onOpened, database } = parts();
    fault.leftBytes = MIN_FREE_BYTES - 1;
    expect(await store.trouble()).toBe('full');
    expect(onOpened).not.toHaveBeenCalled();
    await store.maintain({ venue: VENUE } as never);
    expect(database.maintain).not.toHaveBeenCalled();
    fault.leftBytes = MIN_FREE_BYTES;
    expect(await store.tryAgain()).toBeNull();
    expect(onOpened).toHaveBeenCalledTimes(1);
    await store.maintain({ venue: VENUE } as never);
    expect(database.maintain).toHaveBeenCalledTimes(1);
  });

  it('is not even opened again on a full disk', async () => {
    const { store, fault, clock, open } = parts();
    fault.open = unknown;
    await store.trouble();
    fault.leftBytes = 7;
    clock.nowMs += 20_000;
    expect(await store.trouble()).toBe('full');
    expect(open).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls.at(-1)?.[1]).toMatchObject({
      message: 'only 7 bytes are left on the disk',
    });
  });

  it('asks for the free space once for each opening', async () => {
    const { store, fault, clock, freeBytes } = parts();
    fault.open = unknown;
    await store.trouble();
    expect(freeBytes).toHaveBeenCalledTimes(0);
    fault.open = null;
    clock.nowMs += 20_000;
    expect(await store.trouble()).toBeNull();
    expect(freeBytes).toHaveBeenCalledTimes(1);
    const first = parts();
    await first.store.trouble();
    expect(first.freeBytes).toHaveBeenCalledTimes(1);
  });

  it('is in trouble when what follows its opening fails', async () => {
    const { store, onOpened, notifyPages } = parts();
    onOpened.mockImplementation(() => Promise.reject(new DOMException('', 'AbortError')));
    expect(await store.trouble()).toBe('full');
    expect(notifyPages.mock.calls).toEqual([['full']]);
  });

  it('goes on without pages that can not be told', async () => {
    const { store, notifyPages } = parts();
    notifyPages.mockImplementation(() => Promise.reject(new Error('no page')));
    expect(await store.trouble()).toBeNull();
    await Promise.resolve();
    expect(warned.mock.calls.map(([text]: unknown[]) => text)).toEqual([
      'Pages could not be told of the history.',
    ]);
  });

  it('answers everything, and the session does where it fails', async () => {
    const { store, fault, database, memory } = parts();
    const stretch = { fromMs: 1, toMs: 2, leastMs: 3 };
    const asked = () =>
      Promise.all<unknown>([
        store.lookBack(VENUE, { price: ['A'] }, 7),
        store.collecting(VENUE, 7, 8),
        store.gaps(VENUE, stretch),
        store.addBackFilled(VENUE, 'A', []),
        store.maintain({ venue: VENUE } as never),
      ]);
    expect(await asked()).toEqual(Array.from({ length: 5 }, () => 'database'));
    expect(database.lookBack).toHaveBeenCalledWith(VENUE, { price: ['A'] }, 7);
    expect(database.collecting).toHaveBeenCalledWith(VENUE, 7, 8);
    expect(database.gaps).toHaveBeenCalledWith(VENUE, stretch);
    expect(database.addBackFilled).toHaveBeenCalledWith(VENUE, 'A', []);
    fault.use = unknown;
    expect(await store.gaps(VENUE, stretch)).toBe('session');
    // After the first fault the database is left alone.
    vi.clearAllMocks();
    expect(await asked()).toEqual(Array.from({ length: 5 }, () => 'session'));
    expect(memory.collecting).toHaveBeenCalledWith(VENUE, 7, 8);
    expect(database.collecting).not.toHaveBeenCalled();
  });

  it('when it fails, the session gets what was read of each venue, but not over what it has', async () => {
    const { store, fault, memory } = parts();
    await store.load('a');
    await store.load('b');
    memory.peek.mockImplementation((venue) =>
      Promise.resolve(venue === 'a' ? stored('a', 9) : null),
    );
    fault.use = unknown;
    await store.collecting('a', 0, 0);
    expect(memory.commit.mock.calls).toEqual([[{ state: stored('b').state, perps: [] }]]);
  });

  it('when it fails after a commit, the session has what the commit left out, from the one before', async () => {
    const { store, fault, memory } = parts();
    const board = boardOf(NOW_MS, FEW);
    const perps = board.perpStates.map(({ perp }) => perp);
    await store.commit({ state: { ...state, failures: 1 } });
    await store.commit({ state: { ...state, failures: 2 }, perps });
    await store.commit({ state: { ...state, failures: 3 }, board });
    await store.commit({ state: { ...state, failures: 4 } });
    const other = { ...newVenueState('okx'), failures: 5 };
    await store.commit({ state: other });
    fault.use = unknown;
    await store.gaps(VENUE, { fromMs: 0, toMs: 1, leastMs: 1 });
    expect(memory.commit.mock.calls).toEqual([
      [{ state: { ...state, failures: 4 }, perps, board }],
      [{ state: other, perps: [] }],
    ]);
  });

  it.each([
    ['a newer one', NOW_MS + 1, NOW_MS, true],
    ['one of the same time', NOW_MS, NOW_MS, true],
    ['an older one', NOW_MS - 1, NOW_MS, false],
    ['one that never refreshed', null, NOW_MS, false],
    ['one, where the database has none', NOW_MS, null, true],
  ] as const)(
    'of the session’s states takes %s: %s, %s',
    async (_, ofSession, recorded, isTaken) => {
      const { store, database, memory } = parts();
      memory.peek.mockImplementation(() => Promise.resolve(stored(VENUE, 7, ofSession)));
      database.load.mockImplementation(() => Promise.resolve(stored(VENUE, 1, recorded)));
      const loaded = await store.load(VENUE);
      expect(database.commit.mock.calls).toEqual(
        isTaken ? [[{ state: stored(VENUE, 7, ofSession).state, perps: [] }]] : [],
      );
      expect(loaded).toEqual(stored(VENUE, 1, recorded));
      expect(database.load).toHaveBeenCalledTimes(isTaken ? 2 : 1);
      expect(memory.remove.mock.calls).toEqual([[VENUE]]);
    },
  );
});

describe("the session's memory", () => {
  it('has room for six venues, and drops what it looks back at before the board', async () => {
    const board = boardOf(NOW_MS, SYMBOLS);
    const session = area(40_000);
    const store = createSessionStore(session, VENUE_STATE);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await store.commit({ state, board });
    expect((await store.load(VENUE)).board).toEqual(board);
    expect(warned).toHaveBeenCalled();
    const roomy = area();
    await createSessionStore(roomy, VENUE_STATE).commit({ state, board });
    // 2,800 symbols of six venues under the 10 MB of the browsers.
    expect((roomy.bytes() / SYMBOLS.length) * 2_800).toBeLessThan(8_000_000);
    vi.restoreAllMocks();
  });

  it('is taken for nothing where it was damaged', async () => {
    const session = area();
    await session.set({
      [`live:${VENUE}`]: { state: 7, perps: {}, board: { perpStates: 1 } },
      [`coins:${VENUE}`]: { endSlot: 1, symbols: ['A'], baseQty: '%' },
    });
    const store = createSessionStore(session, VENUE_STATE);
    expect(await store.load(VENUE)).toEqual({
      state: newVenueState(VENUE),
      perps: [],
      board: null,
    });
    expect(
      (await store.lookBack(VENUE, { openInterest: ['A'] }, NOW_MS)).openInterest.get('A'),
    ).toEqual([null, null, null]);
  });
});

describe('the marker of a history', () => {
  it('is written once a day, and keeps the day it began', async () => {
    const local = area();
    const set = vi.spyOn(local, 'set');
    const dayMs = 24 * HOUR_MS;
    const midnightMs = Math.floor(NOW_MS / dayMs) * dayMs;
    await markHistory(local, midnightMs);
    await markHistory(local, midnightMs + dayMs - 1);
    expect(set).toHaveBeenCalledTimes(1);
    await markHistory(local, midnightMs + dayMs);
    expect(set.mock.calls.at(-1)).toEqual([
      { history: { fromMs: midnightMs, toMs: midnightMs + dayMs } },
    ]);
    expect(set).toHaveBeenCalledTimes(2);
  });
});

describe('a history that is gone without a word', () => {
  it('is noticed by the mark outside, once', async () => {
    const local = area();
    const open = () => new Database('pressure', { indexedDB: new IDBFactory(), IDBKeyRange });
    expect(await noticeLoss(open(), local, NOW_MS)).toBe(false);
    await markHistory(local, NOW_MS - 9 * 24 * HOUR_MS);
    await markHistory(local, NOW_MS);
    const kept = open();
    await createVenueStore(kept, VENUE_STATE).commit({
      state,
      board: boardOf(NOW_MS, FEW),
      asSnapshot: true,
    });
    expect(await noticeLoss(kept, local, NOW_MS)).toBe(false);
    const emptied = open();
    expect(await noticeLoss(emptied, local, NOW_MS + 1)).toBe(true);
    expect(await noteOf(emptied, 'lost')).toEqual({
      atMs: NOW_MS + 1,
      fromMs: NOW_MS - 9 * 24 * HOUR_MS,
      toMs: NOW_MS,
    });
    expect(await noticeLoss(emptied, local, NOW_MS + 2)).toBe(false);
  });
});
