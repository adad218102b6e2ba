import { describe, expect, it, vi } from 'vitest';
import { cellOf } from '../../../lib/board/columns';
import { emptyStateOf, historyMinutes, noticeOf } from '../../../lib/board/board-status';
import type { BoardFacts } from '../../../lib/board/board-status';
import { connectBoard, createBoardStore, toggleWatched } from '../../../lib/board/store';
import { boardUpdatedAtMs, rowAgeMs } from '../../../lib/board/freshness';
import type { StoredBoards } from '../../../lib/domain/board';
import { BIN_COUNT, summarise } from '../../../lib/board/summary';
import { isKnownAge, isStaleAge } from '../../../lib/domain/age';
import type { Trouble, TroubleKind } from '../../../lib/domain/venue-status';
import { MODEL_IDS } from '../../../lib/domain/score';
import { MODELS } from '../../../lib/scoring/score';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { NOW_MS, PERP_STATES, board, rowsOf, perpState, status, symbols } from './rows-of';

describe('cells', () => {
  const funded = perpState('AUSDT', { fundingPct: -0.0125, funding8hPct: -0.025, basisPct: 0 });

  it('have fixed decimals, a true minus, and a dash where nothing is known', () => {
    expect(cellOf(funded, 'basis', 'quoted', 'classic')).toMatchObject({ text: '0.000', tint: 0 });
    expect(cellOf(funded, 'oi24h', 'quoted', 'classic')).toMatchObject({ text: '–', tint: 0 });
    expect(cellOf(funded, 'funding', 'quoted', 'classic').text).toBe('−0.0125');
  });

  it('show funding with its period, as quoted or per 8 h, and tint both as the model reads it', () => {
    for (const [model, tint] of [
      ['classic', -0.25],
      ['crowding', -0.5],
    ] as const) {
      expect(cellOf(funded, 'funding', 'quoted', model)).toMatchObject({ periodHours: 8, tint });
      const eight = cellOf(funded, 'funding', '8h', model);
      expect(eight).toMatchObject({ text: '−0.0250', periodHours: 8, tint });
    }
  });

  it.each(MODEL_IDS)('are tinted by the share of its weight that %s gives the input', (model) => {
    const inputs = { oi1hPct: 1, oi4hPct: -2, oi24hPct: 40, fundingPct: 0.02, basisPct: -0.1 };
    const four = perpState('FOURUSDT', { ...inputs, funding8hPct: 0.04 });
    for (const { factor, input, fullAt } of MODELS[model].factors) {
      const value = four.inputs[input] ?? Number.NaN;
      const tint = Math.max(-1, Math.min(1, value / fullAt));
      expect(cellOf(four, factor, 'quoted', model).tint).toBeCloseTo(tint, 12);
    }
  });

  it('keep to one scale per column', () => {
    expect(cellOf(perpState('A', { oi24hPct: 400 }), 'oi24h', 'quoted', 'classic').tint).toBe(1);
    expect(cellOf(perpState('A', { oi24hPct: -7.5 }), 'oi24h', 'quoted', 'classic').tint).toBe(
      -0.5,
    );
  });
});

describe('the summary', () => {
  it('counts ranked rows only', () => {
    const summary = summarise(rowsOf());
    expect(summary).toMatchObject({ listed: 5, ranked: 4, long: 2, short: 1, neutral: 1 });
    expect(summary.averageScore).toBe(34);
    expect(summary.bins).toHaveLength(BIN_COUNT);
    expect(summary.bins.reduce((sum, count) => sum + count)).toBe(4);
  });

  it('is quiet without rows', () => {
    expect(summarise([])).toMatchObject({ ranked: 0, averageScore: 0 });
  });
});

const LASTING = ['region', 'forbidden', 'permission'] as const;
/** Its history will never be whole. */
const blocked = (kind: TroubleKind) =>
  status({ trouble: { ...trouble, kind }, history: { loaded: 11, wanted: 530 } });
const trouble: Trouble = { kind: 'timeout', detail: '', sinceMs: 0, retryAtMs: null };

describe('ages', () => {
  it('of a row is that of its oldest value, on the exchange’s clock', () => {
    expect(rowAgeMs(perpState('A'), NOW_MS, 0)).toBe(20_000);
    expect(rowAgeMs(perpState('A'), NOW_MS, 5_000)).toBe(25_000);
    expect(
      rowAgeMs({ ...perpState('A'), reading: null, openInterest: null }, NOW_MS, 0),
    ).toBeNull();
  });

  it('of what is dated in the future is unknown, whatever else the row has', () => {
    const row = perpState('A');
    const reading = row.reading && { ...row.reading, pricedAtMs: NOW_MS + 3_600_000 };
    const ageMs = rowAgeMs({ ...row, reading }, NOW_MS, 0) ?? 0;
    expect(isKnownAge(ageMs)).toBe(false);
    expect(isStaleAge(ageMs, 600_000)).toBe(true);
    // Clocks that are right differ by as much.
    expect(isStaleAge(-60_000, 600_000)).toBe(false);
  });

  it('of the board is that of the healthy venue refreshed longest ago', () => {
    const boards = [board([], 'a'), board([], 'b'), board([], 'c')];
    const at = (venue: string, refreshedAtMs: number) => status({ venue, refreshedAtMs });
    const statuses = [at('a', 300), at('b', 200), { ...at('c', 100), trouble }];
    expect(boardUpdatedAtMs(boards, statuses)).toBe(200);
    expect(boardUpdatedAtMs(boards.slice(2), statuses)).toBe(100);
    expect(boardUpdatedAtMs([], statuses)).toBeNull();
  });
});

describe('what the board has to say', () => {
  const calm: BoardFacts = {
    statuses: [status()],
    readFailed: false,
    history: null,
    online: true,
    allVenuesOff: false,
    listed: 5,
    shown: 5,
    ageMs: 1_000,
    staleAfterMs: 60_000,
    historyCostOf: () => ({ data: 1 }),
  };
  const nothing = { ...calm, listed: 0, shown: 0, ageMs: null };

  it.each<[string, BoardFacts, string | null]>([
    ['rows', calm, null],
    ['a search without result', { ...calm, shown: 0 }, 'no-match'],
    ['nothing read yet', { ...nothing, statuses: null }, 'loading'],
    ['a failed read', { ...nothing, statuses: null, readFailed: true }, 'unreadable'],
    ['nothing stored', { ...nothing, statuses: [] }, 'first-run'],
    ['a board of other quotes', { ...nothing, statuses: [status()] }, 'none-chosen'],
    [
      'a first refresh under way',
      { ...nothing, statuses: [status({ refreshedAtMs: null })] },
      'first-run',
    ],
    [
      'another refresh under way',
      { ...nothing, statuses: [status({ sweep: { done: 3, wanted: 9 } })] },
      'first-run',
    ],
    ['nothing stored and no connection', { ...nothing, online: false }, 'offline'],
    ['every venue off', { ...nothing, allVenuesOff: true }, 'all-off'],
    ['trouble from the start', { ...nothing, statuses: [status({ trouble })] }, 'trouble'],
    [
      'a venue that is not for this country, while another is fetched first',
      { ...nothing, statuses: [blocked('region'), status({ venue: 'b', refreshedAtMs: null })] },
      'first-run',
    ],
  ])('with %s', (_, circumstances, kind) => {
    expect(emptyStateOf(circumstances)?.kind ?? null).toBe(kind);
  });

  const collecting = status({
    history: { loaded: 312, wanted: 530 },
    budgets: [{ id: 'data', used: 250, ceiling: 250, windowMs: 300_000 }],
  });
  it.each<[string, BoardFacts, string]>([
    ['all is well', calm, 'ready'],
    ['history is collected', { ...calm, statuses: [collecting] }, 'collecting'],
    ['the board is old', { ...calm, statuses: [collecting], ageMs: 61_000 }, 'stale'],
    ['a venue has trouble', { ...calm, statuses: [{ ...collecting, trouble }] }, 'trouble'],
    ...LASTING.map((kind): [string, BoardFacts, string] => [
      `${kind} is one venue's last word and another carries the board`,
      { ...calm, statuses: [blocked(kind), status({ venue: 'b' })] },
      'ready',
    ]),
    [
      'no other venue carries it yet',
      { ...calm, statuses: [blocked('region'), status({ venue: 'b', refreshedAtMs: null })] },
      'trouble',
    ],
    [
      'the other venue has trouble of its own',
      { ...calm, statuses: [blocked('region'), status({ venue: 'b', trouble })] },
      'trouble',
    ],
    [
      'there is no connection',
      { ...calm, statuses: [status({ trouble })], online: false },
      'offline',
    ],
  ])('the one sentence when %s', (_, circumstances, kind) => {
    expect(noticeOf(circumstances).kind).toBe(kind);
  });

  it('states the minutes left by what our own ceilings allow', () => {
    expect(historyMinutes(collecting, () => ({ data: 1 }))).toBe(5);
    expect(historyMinutes(collecting, () => null)).toBeNull();
    const free = {
      ...collecting,
      budgets: [{ id: 'data', used: 0, ceiling: 250, windowMs: 300_000 }],
    };
    expect(historyMinutes(free, () => ({ data: 1 }))).toBe(1);
    // 250 now, 250 after five minutes, and the last 30 after ten.
    const all = { ...free, history: { loaded: 0, wanted: 530 } };
    expect(historyMinutes(all, () => ({ data: 1 }))).toBe(10);
    const spent = { id: 'data', used: 250, ceiling: 250, windowMs: 300_000 };
    const frees = [
      { atMs: NOW_MS + 60_000, units: 200 },
      { atMs: NOW_MS + 240_000, units: 50 },
    ];
    const soon = { ...collecting, budgets: [{ ...spent, frees }] };
    expect(historyMinutes(soon, () => ({ data: 1 }), NOW_MS)).toBe(4);
    const few = { ...soon, history: { loaded: 330, wanted: 530 } };
    expect(historyMinutes(few, () => ({ data: 1 }), NOW_MS)).toBe(1);
    const address = { used: 2_400, limit: 2_400, heldUntilMs: NOW_MS + 120_000 };
    const held = { ...few, budgets: [{ ...spent, used: 0, frees: [], address }] };
    expect(historyMinutes(held, () => ({ data: 1 }), NOW_MS)).toBe(2);
  });
});

describe('the store', () => {
  const stored: StoredBoards = { boards: [board([...PERP_STATES])], statuses: [status()] };

  it('makes anew only what a choice touches', () => {
    const store = createBoardStore();
    store.change({ stored });
    const before = store.getState();
    store.change({ query: 'btc' });
    const searched = store.getState();
    expect(searched.rows).toBe(before.rows);
    expect(symbols(searched.shown)).toEqual(['BTC']);
    store.change({ selected: 'binance:BTCUSDT' });
    expect(store.getState().shown).toBe(searched.shown);
  });

  it('keeps selection and open row when new data comes', () => {
    const store = createBoardStore();
    store.change({ stored, selected: 'binance:ETHUSDT', open: 'binance:ETHUSDT' });
    store.change({ stored: { ...stored } });
    expect(store.getState()).toMatchObject({
      selected: 'binance:ETHUSDT',
      open: 'binance:ETHUSDT',
    });
  });

  it('toggles the watchlist', () => {
    const once = toggleWatched(DEFAULT_SETTINGS, 'binance:A');
    expect(once.watchlist).toEqual(['binance:A']);
    expect(toggleWatched(once, 'binance:A').watchlist).toEqual([]);
  });

  it('reads again after every change, and once more when one comes during a read', async () => {
    const listeners: (() => void)[] = [];
    const read = vi.fn(() => Promise.resolve(stored));
    const store = createBoardStore();
    const leaving = new AbortController();
    await connectBoard(
      store,
      {
        board: { read, onChange: (listener) => listeners.push(listener) },
        settings: { read: () => Promise.resolve(DEFAULT_SETTINGS), watch: () => {} },
      },
      leaving.signal,
    );
    expect(store.getState().shown).toHaveLength(5);
    for (let n = 0; n < 5; n++) listeners[0]?.();
    await expect.poll(() => read.mock.calls.length).toBe(3);
    leaving.abort();
  });

  it('keeps the last board when a read fails, and says so', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const store = createBoardStore();
    store.change({ stored });
    await connectBoard(
      store,
      {
        board: { read: () => Promise.reject(new Error('no disk')), onChange: () => {} },
        settings: { read: () => Promise.reject(new Error('no storage')), watch: () => {} },
      },
      new AbortController().signal,
    );
    expect(store.getState()).toMatchObject({ readFailed: true, stored });
  });
});
