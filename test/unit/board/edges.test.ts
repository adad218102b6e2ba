/** The board's rules at their edges, each by one case worked out by hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { namesOf, perpetualOf } from '../../../lib/board/assets';
import { assetRows } from '../../../lib/board/asset-rows';
import { emptyStateOf, historyMinutes, latestOf, noticeOf } from '../../../lib/board/board-status';
import type { BoardFacts } from '../../../lib/board/board-status';
import { boardWorker, HISTORY_TROUBLE } from '../../../lib/board/board-worker';
import { fundingUnitOf, measuredAtMs, readValue, shownValue } from '../../../lib/board/columns';
import { combine } from '../../../lib/board/combine';
import { FIRST_VIEW, firstView, isFirstView } from '../../../lib/board/first-view';
import { commandOf, moveTo, nextVenue } from '../../../lib/board/keyboard';
import { nextSort, sortRows } from '../../../lib/board/sorting';
import { connectBoard } from '../../../lib/board/store';
import { createBoardStore, isWhole, toggleWatched } from '../../../lib/board/store';
import { summarise } from '../../../lib/board/summary';
import { createTrends } from '../../../lib/board/trends';
import { scrollToShow, sliceOf } from '../../../lib/board/virtual-list';
import { levelOf } from '../../../lib/domain/headline';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { StoredBoards } from '../../../lib/domain/board';
import { TRAIL_GAP, TRAIL_LENGTH } from '../../../lib/domain/series';
import type { Trouble } from '../../../lib/domain/venue-status';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';
import { board, NOW_MS, PERP_STATES, perpState, rowsOf, status, symbols } from './rows-of';

beforeEach(() => {
  fakeBrowser.reset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const [FIRST] = rowsOf();
if (FIRST === undefined) throw new Error('no rows');

describe('keys', () => {
  it.each([
    ['ArrowDown', { do: 'move', by: 1 }],
    ['ArrowUp', { do: 'move', by: -1 }],
    ['PageDown', { do: 'move', by: 'page-down' }],
    ['Home', { do: 'move', by: 'first' }],
    ['ArrowRight', { do: 'open-why' }],
    ['S', { do: 'star' }],
    ['v', { do: 'next-venue' }],
    ['V', { do: 'next-venue' }],
    ['1', { do: 'side', side: 'all' }],
    ['3', { do: 'side', side: 'short' }],
    ['x', null],
  ])('%s on the rows is %j', (key, command) => {
    expect(commandOf(key, 'rows', false)).toEqual(command);
  });

  it('of everywhere work on a control, and Enter leaves the search', () => {
    expect(commandOf('s', 'control', false)).toEqual({ do: 'star' });
    expect(commandOf('x', 'control', false)).toBeNull();
    expect(commandOf('Enter', 'search', false)).toEqual({ do: 'leave-search' });
    expect(commandOf('Escape', 'rows', true)).toBeNull();
  });

  it('go through the venues, and to all after the last', () => {
    expect(nextVenue(null, ['a', 'b'])).toBe('a');
    expect(nextVenue('a', ['a', 'b'])).toBe('b');
    expect(nextVenue('b', ['a', 'b'])).toBeNull();
    expect(nextVenue('gone', ['a', 'b'])).toBe('a');
    expect(nextVenue(null, ['a'])).toBeNull();
  });

  it.each([
    [-1, 'page-up', 9],
    [-1, 'page-down', 0],
    [-1, 'first', 0],
    [-1, 'last', 9],
    [0, 1, 1],
    [9, 'page-up', 5],
  ] as const)('from %i by %s to %i of ten', (from, by, to) => {
    expect(moveTo(from, by, 10, 4)).toBe(to);
  });

  it('go nowhere among no rows', () => {
    expect([moveTo(0, 1, 0, 4), moveTo(-1, 'page-up', 0, 4)]).toEqual([-1, -1]);
  });
});

describe('the drawn rows', () => {
  const layout = { count: 100, rowHeight: 10, openIndex: -1, panelHeight: 50 };

  it.each([
    [-1, 0, 0, 28],
    [-1, 300, 24, 60],
    [-1, 900, 84, 100],
    // An open row moves the ones under it by its panel.
    [0, 300, 16, 52],
    [35, 300, 24, 52],
    [29, 300, 20, 52],
    [29, 320, 20, 56],
  ])('with row %i open at %i px are %i to %i', (openIndex, top, first, end) => {
    expect(sliceOf({ ...layout, openIndex }, top, 200)).toEqual({ first, end });
  });

  it('scroll no further than needed at either edge', () => {
    expect(scrollToShow(100, 130, 100, 50)).toBe(100);
    expect(scrollToShow(100, 150, 100, 50)).toBe(100);
    expect(scrollToShow(100, 150, 90, 50)).toBe(100);
    expect(scrollToShow(120, 151, 100, 50)).toBe(101);
    expect(scrollToShow(120, 171, 100, 50)).toBe(120);
  });
});

it('candidates for a perpetual are the symbol with each prefix, and with a thousand behind it', () => {
  const pair = { venue: 'v', symbol: 'XUSDT' } as const;
  expect(namesOf({ ...pair, market: 'perpetual' })).toEqual(['XUSDT']);
  expect(namesOf({ ...pair, market: 'spot' })).toEqual([
    ...['XUSDT', '1000XUSDT', '10000XUSDT', '1000000XUSDT', '1MXUSDT', 'MXUSDT', 'kXUSDT'],
    'X1000USDT',
  ]);
  const [, , , , , , , behind] = namesOf({ venue: 'v', symbol: 'USDXUSDC', market: 'spot' });
  expect(behind).toBe('USDX1000USDC');
  const { perp } = perpState('BTCUSDT');
  expect(perpetualOf({ ...pair, symbol: 'ETHUSDT', market: 'spot' }, [perp])).toBeNull();
});

describe('the first view', () => {
  const view = () =>
    firstView(rowsOf(), { settings: DEFAULT_SETTINGS, boards: [board([])], statuses: [status()] });

  it('is one as it was made', () => {
    expect(isFirstView(view())).toBe(true);
    expect(FIRST_VIEW).toBe('firstView');
  });

  const settings: object = DEFAULT_SETTINGS;
  it.each<[string, object]>([
    ['settings', { settings: null }],
    ['venues', { settings: { ...settings, venues: 7 } }],
    ['thresholds', { settings: { ...settings, thresholds: null } }],
    ['universe', { settings: { ...settings, universe: undefined } }],
    ['badge', { settings: { ...settings, badge: 'x' } }],
    ['a watchlist', { settings: { ...settings, watchlist: {} } }],
    ['a summary', { summary: null }],
    ['bins', { summary: {} }],
    ['rows', { rows: {} }],
    ['rows that are records', { rows: [null] }],
    ['keys of rows', { rows: [{ ...FIRST, key: 7 }] }],
    ['perpetuals of rows', { rows: [{ ...FIRST, perp: null }] }],
    ['scores of rows', { rows: [{ ...FIRST, score: 7 }] }],
    ['inputs of every row', { rows: [FIRST, { ...FIRST, inputs: null }] }],
    ['boards', { boards: null }],
    ['venues of boards', { boards: [{ perpStates: [] }] }],
    ['perpetuals of boards', { boards: [{ venue: 'okx' }] }],
    ['statuses', { statuses: 7 }],
    ['venues of statuses', { statuses: [{ ...status(), venue: 7 }] }],
    ['histories of statuses', { statuses: [{ ...status(), history: null }] }],
    ['budgets of statuses', { statuses: [{ ...status(), budgets: {} }] }],
  ])('is none without %s', (_, part) => {
    expect(isFirstView({ ...view(), ...part })).toBe(false);
  });
});

describe('sorting', () => {
  it('by venue takes words from A, and of assets the most venues first', () => {
    const by = { key: 'score', descending: true } as const;
    expect(nextSort(by, 'venue')).toEqual({ key: 'venue', descending: false });
    expect(nextSort(by, 'venue', 'all')).toEqual({ key: 'venue', descending: true });
    expect(nextSort(by, 'symbol', 'all').descending).toBe(false);
    expect(nextSort({ key: 'venue', descending: false }, 'venue').descending).toBe(true);
  });

  it('by change has rows without one last', () => {
    const changes = new Map([
      ['BTCUSDT', 1],
      ['ETHUSDT', 5],
    ]);
    const trendOf = ({ perp }: typeof FIRST) => ({
      picture: () => ({ before: '', since: '', zeroY: 0 }),
      ...{ quarters: 0, isWhole: true, change: changes.get(perp.symbol) ?? null },
    });
    const order = (descending: boolean) =>
      symbols(sortRows(rowsOf(), { key: 'change', descending }, new Set(), trendOf));
    expect(order(true)).toEqual(['ETH', 'BTC', 'SOL', 'AAA', 'NEW']);
    expect(order(false)).toEqual(['BTC', 'ETH', 'SOL', 'AAA', 'NEW']);
  });

  it('by regime has what is stressed first, then squeeze risks and what is crowded', () => {
    const regimes = [
      ...(['NEUTRAL', 'NET_SHORT', 'NET_LONG', 'UNWINDING'] as const),
      ...(['SHORT_RAMP', 'LONG_CROWDED', 'SHORT_SQUEEZE_RISK', 'LONG_SQUEEZE_RISK'] as const),
      ...(['NEUTRAL', 'NET_SHORT', 'NET_LONG', 'UNWINDING'] as const),
    ];
    const rows = regimes.map((regime, index) => {
      const band = index < 8 ? ('stretched' as const) : ('stressed' as const);
      return { ...FIRST, band, level: levelOf(band, regime), score: { ...FIRST.score, regime } };
    });
    const sorted = sortRows(rows, { key: 'regime', descending: true }, new Set());
    expect(sorted.map(({ score }) => score.regime)).toEqual([...regimes].reverse());
  });
});

describe('the summary', () => {
  it('has a bin for each four points', () => {
    const at = (raw: number) =>
      summarise([{ ...FIRST, score: { ...FIRST.score, raw } }]).bins.indexOf(1);
    expect([-100, -98.1, -98, 0, 1.9, 2, 100, 140, -140].map(at)).toEqual([
      ...[0, 0, 1, 25, 25, 26, 50, 50, 0],
    ]);
  });
});

describe('what a row shows', () => {
  const row = perpState('AUSDT', { fundingPct: 0.02, funding8hPct: 0.04, oi1hPct: 3 });

  it('is funding as quoted, else its equivalent', () => {
    const reading = row.reading && {
      ...row.reading,
      fundingRate: 0.0003,
      fundingPeriodHours: null,
    };
    expect(shownValue({ ...row, reading }, 'funding', 'quoted')).toEqual({
      value: 0.03,
      periodHours: 8,
    });
    const perp = { ...row.perp, fundingPeriodHours: 4 };
    expect(shownValue({ ...row, reading, perp }, 'funding', 'quoted').periodHours).toBe(4);
    const none = { value: 0.04, periodHours: 8 };
    expect(shownValue({ ...row, reading: null }, 'funding', 'quoted')).toEqual(none);
    expect(shownValue({ ...row, reading }, 'funding', '8h')).toEqual(none);
    expect(shownValue(row, 'oi1h', '8h')).toEqual({ value: 3, periodHours: null });
  });

  it('is dated by its prices or its open interest', () => {
    expect(measuredAtMs(row, 'funding')).toBe(NOW_MS - 10_000);
    expect(measuredAtMs(row, 'oi1h')).toBe(NOW_MS - 20_000);
    const bare = { ...row, reading: null, openInterest: null };
    expect([measuredAtMs(bare, 'basis'), measuredAtMs(bare, 'oi4h')]).toEqual([null, null]);
  });

  it('is read as the model does, and per 8 h where venues are combined', () => {
    expect(readValue(row, 'funding', 'classic')).toBe(0.02);
    expect(readValue(row, 'funding', 'crowding')).toBe(0.04);
    expect(fundingUnitOf(FIRST, 'quoted')).toBe('quoted');
    const [asset] = combine([board([row])]);
    expect(fundingUnitOf({ ...FIRST, combined: asset?.combined ?? null }, 'quoted')).toBe('8h');
  });
});

describe('an asset', () => {
  const priced = (markPrice: number | null, baseQty: number | null, pricedAtMs = 5) => {
    const one = perpState('BTCUSDT', { oi1hPct: -100 });
    return {
      ...one,
      reading: one.reading && { ...one.reading, markPrice, indexPrice: 100, pricedAtMs },
      openInterest: baseQty === null ? null : { baseQty, atMs: pricedAtMs + 1 },
      inputs: { ...one.inputs, oiTurnover: baseQty === null ? null : 2, funding8hPct: null },
    };
  };

  it('is as old as its oldest part, and has the sums of what is known', () => {
    const [asset, ...others] = combine([
      board([priced(100, 4, 9)], 'a'),
      board([priced(110, 6, 7)], 'b'),
      board([priced(null, null, 8)], 'c'),
    ]);
    expect(others).toEqual([]);
    expect(asset?.openInterest).toEqual({ baseQty: 10, atMs: 8 });
    expect(asset?.reading).toMatchObject({
      ...{ markPrice: 110, indexPrice: 100, pricedAtMs: 7, quoteVolume24h: 7_500_000 },
      ...{ symbol: 'BTC', nextFundingAtMs: null },
    });
    expect(asset?.combined).toMatchObject({
      ...{ venueCount: 3, openInterestUsd: 1_060, fundingSpreadPct: null },
    });
    expect(asset?.combined.parts.map(({ venue }) => venue)).toEqual(['b', 'a', 'c']);
    // All coins gone is no base to count from.
    expect(asset?.inputs.oi1hPct).toBeNull();
    expect(asset?.inputs.oiTurnover).toBe(2);
  });

  it('is two where prices differ by more than a tenth of the lower one', () => {
    const count = (price: number) =>
      combine([board([priced(100, 4)], 'a'), board([priced(price, 1)], 'b')]).length;
    expect([count(110), count(110.1), count(91), count(90)]).toEqual([1, 2, 1, 2]);
  });

  it('is of one kind', () => {
    const stock = priced(100, 1);
    const perp = { ...stock.perp, assetClass: 'stock' } as const;
    expect(combine([board([priced(100, 4)]), board([{ ...stock, perp }], 'b')])).toHaveLength(2);
  });

  it('has a key of its own where another has its name', () => {
    const keys = assetRows([board([priced(100, 4)], 'a'), board([priced(200, 1)], 'b')]);
    expect(keys.map(({ key }) => key)).toEqual(['all:BTC', 'all:BTC b:BTCUSDT']);
  });
});

describe('the notice', () => {
  const trouble: Trouble = { kind: 'server', detail: '', sinceMs: 0, retryAtMs: null };
  const calm: BoardFacts = {
    ...{ statuses: [status()], readFailed: false, history: null, online: true },
    ...{ allVenuesOff: false, listed: 5, shown: 5, ageMs: 1_000, staleAfterMs: 60_000 },
    ...{ historyCostOf: () => ({ data: 1 }), nowMs: NOW_MS },
  };
  const budget = { id: 'data', used: 0, ceiling: 100, windowMs: 60_000 };
  const loading = (loaded: number, wanted: number) =>
    status({ history: { loaded, wanted }, budgets: [budget] });

  it('is what is wrong, the gravest first', () => {
    const old = { ...calm, ageMs: 60_001 };
    expect(noticeOf({ ...old, readFailed: true })).toEqual({ kind: 'unreadable' });
    expect(noticeOf(old)).toEqual({ kind: 'stale', ageMs: 60_001 });
    expect(noticeOf({ ...calm, ageMs: 60_000 })).toEqual({ kind: 'ready' });
    expect(noticeOf({ ...calm, ageMs: null })).toEqual({ kind: 'ready' });
    expect(noticeOf({ ...calm, history: 'full' })).toEqual({ kind: 'no-history', trouble: 'full' });
    expect(noticeOf({ ...calm, statuses: null })).toEqual({ kind: 'ready' });
    const two = [status({ venue: 'a' }), status({ venue: 'b', trouble })];
    expect(noticeOf({ ...calm, statuses: two })).toEqual({ kind: 'trouble', venue: 'b', trouble });
  });

  it('is how much history is loaded, over all venues that have one', () => {
    const sampling = status({ venue: 'c', collecting: [], history: { loaded: 0, wanted: 90 } });
    const statuses = [loading(10, 150), loading(20, 20), sampling];
    expect(noticeOf({ ...calm, statuses })).toEqual({
      ...{ kind: 'collecting', loaded: 30, wanted: 170, minutesLeft: 1 },
    });
    const unknown = { ...calm, statuses, historyCostOf: () => null };
    expect(noticeOf(unknown)).toMatchObject({ minutesLeft: null });
    expect(noticeOf({ ...calm, statuses: [loading(20, 20), sampling] })).toEqual({ kind: 'ready' });
  });

  it('is which windows fill from our own samples, when the last of them is ready', () => {
    const collecting = (readyAtMs: number | null) => [{ windowMs: 1, readyAtMs }];
    const statuses = [
      status({ venue: 'a', collecting: collecting(5) }),
      status({ venue: 'b', collecting: collecting(null) }),
      status({ venue: 'c', collecting: collecting(7) }),
    ];
    expect(noticeOf({ ...calm, statuses })).toEqual({
      ...{ kind: 'sampling', venues: ['a', 'c'], collecting: collecting(7) },
    });
    expect(latestOf([])).toEqual([]);
  });

  it('on no rows is the first venue’s trouble', () => {
    const nothing = { ...calm, listed: 0, shown: 0, ageMs: null };
    const statuses = [status({ venue: 'b', trouble })];
    expect(emptyStateOf({ ...nothing, statuses })).toEqual({
      kind: 'trouble',
      venue: 'b',
      trouble,
    });
    expect(emptyStateOf({ ...nothing, shown: 1 })).toBeNull();
  });

  it.each([
    ['nothing is left', 150, 150, {}, 0],
    ['all fit into what is free', 50, 150, {}, 1],
    ['one is over', 49, 150, {}, 1],
    ['nothing is free', 50, 150, { used: 100 }, 1],
    ['a window more is needed', 0, 201, { used: 100 }, 3],
    [
      'the address is held',
      140,
      150,
      { address: { used: 1, limit: 1, heldUntilMs: NOW_MS + 150_000 } },
      3,
    ],
    ['the address is free', 140, 150, { address: { used: 1, limit: 1, heldUntilMs: null } }, 1],
    ['it costs another budget', 0, 950, { id: 'other' }, 1],
    ['one call is more than the ceiling', 0, 950, { ceiling: 0.5 }, 1],
  ])('takes so long where %s', (_, loaded, wanted, part, minutes) => {
    const one = status({ history: { loaded, wanted }, budgets: [{ ...budget, ...part }] });
    expect(historyMinutes(one, () => ({ data: 1 }), NOW_MS)).toBe(minutes);
  });
});

describe('the store', () => {
  const stored: StoredBoards = {
    boards: [board([...PERP_STATES]), board([perpState('XUSDT', { fundingPct: 0.01 })], 'okx')],
    statuses: [status()],
  };

  it('begins with nothing, by rank, over a day', () => {
    expect(createBoardStore().getState()).toMatchObject({
      ...{ stored: null, first: null, readAtMs: null, readFailed: false, side: 'all', query: '' },
      ...{ venue: null, selected: null, open: null, detail: null, range: 'day', asked: null },
      ...{ trendOf: null, rows: [], view: 'venues', venues: [], shown: [], shownCount: 0 },
      ...{ known: null, sort: { key: 'score', descending: true }, settings: DEFAULT_SETTINGS },
    });
  });

  it('shows the venues that are on, and one of them where it is chosen', () => {
    const store = createBoardStore();
    store.change({ stored, venue: 'okx' });
    expect(store.getState()).toMatchObject({ venues: ['binance', 'okx'], venue: 'okx' });
    expect(symbols(store.getState().shown)).toEqual(['X']);
    store.change({ settings: { ...DEFAULT_SETTINGS, venues: { okx: false } } });
    expect(store.getState()).toMatchObject({ venues: ['binance'], venue: null, shownCount: 5 });
  });

  it.each<[string, Partial<Settings>]>([
    ['model', { model: 'crowding' }],
    ['thresholds', { thresholds: { lean: 1, stretched: 2, stressed: 3 } }],
    ['universe', { universe: { quoteAssets: ['USDC'], tokenised: false } }],
    ['venues', { venues: { binance: false } }],
  ])('makes rows and summary anew with another %s', (_, part) => {
    const store = createBoardStore();
    store.change({ stored });
    const { rows, summary } = store.getState();
    store.change({ settings: { ...DEFAULT_SETTINGS, ...part } });
    expect(store.getState().rows).not.toBe(rows);
    expect(store.getState().summary).not.toBe(summary);
  });

  it('shows anew what a choice changes, and nothing else', () => {
    const store = createBoardStore();
    store.change({ stored });
    const shownAfter = (choice: Parameters<typeof store.change>[0]) => {
      const before = store.getState();
      store.change(choice);
      expect(store.getState().rows).toBe(before.rows);
      return store.getState().shown === before.shown ? 'same' : symbols(store.getState().shown);
    };
    const trendOf = () => null;
    expect(shownAfter({ side: 'short' })).toEqual(['ETH']);
    expect(shownAfter({ side: 'all' })).toHaveLength(6);
    expect(shownAfter({ trendOf })).toBe('same');
    expect(shownAfter({ sort: { key: 'change', descending: true } })).toHaveLength(6);
    expect(shownAfter({ trendOf: () => null })).toHaveLength(6);
    const watched = toggleWatched(DEFAULT_SETTINGS, 'okx:XUSDT');
    expect(shownAfter({ settings: watched })).toEqual(expect.arrayContaining(['X']));
    expect(symbols(store.getState().shown)[0]).toBe('X');
    expect([...store.getState().watched]).toEqual(['okx:XUSDT']);
    expect(shownAfter({ settings: { ...watched, theme: 'dark' } })).toBe('same');
  });

  it('has a row per asset once that is loaded, where there are two venues', async () => {
    const store = createBoardStore();
    const settings = { ...DEFAULT_SETTINGS, view: 'all' } as const;
    await store.prepare('venues');
    store.change({ stored, settings });
    await store.prepare('all');
    expect(store.getState()).toMatchObject({ view: 'all' });
    expect(store.getState().rows.every(({ venue }) => venue === 'all')).toBe(true);
    store.change({ settings: { ...settings, venues: { okx: false } } });
    expect(store.getState()).toMatchObject({ view: 'venues' });
  });

  it('loads what combines venues when that view is chosen', async () => {
    const store = createBoardStore();
    store.change({ stored, settings: { ...DEFAULT_SETTINGS, view: 'all' } });
    await expect.poll(() => store.getState().view).toBe('all');
  });

  it('is whole once the boards are read, or can’t be', () => {
    const state = createBoardStore().getState();
    const first = firstView([], { settings: DEFAULT_SETTINGS, boards: [], statuses: [] });
    expect(isWhole(state)).toBe(true);
    expect(isWhole({ ...state, first })).toBe(false);
    expect(isWhole({ ...state, first, stored })).toBe(true);
    expect(isWhole({ ...state, first, readFailed: true })).toBe(true);
  });

  it('adds to the watchlist at its end, and takes out one alone', () => {
    const two = toggleWatched(toggleWatched(DEFAULT_SETTINGS, 'a:A'), 'b:B');
    expect(two.watchlist).toEqual(['a:A', 'b:B']);
    expect(toggleWatched(two, 'a:A').watchlist).toEqual(['b:B']);
  });

  it('follows the settings until it is left', async () => {
    const store = createBoardStore();
    const leaving = new AbortController();
    const watched: ((settings: Settings) => void)[] = [];
    await connectBoard(
      store,
      {
        board: { read: () => Promise.resolve(stored), onChange: () => undefined },
        settings: {
          read: () => Promise.resolve({ ...DEFAULT_SETTINGS, theme: 'dark' }),
          watch: (listener) => watched.push(listener),
        },
      },
      leaving.signal,
    );
    expect(store.getState()).toMatchObject({ stored, readFailed: false });
    expect(store.getState().readAtMs).toBeGreaterThan(0);
    expect(store.getState().settings.theme).toBe('dark');
    watched[0]?.({ ...DEFAULT_SETTINGS, theme: 'light' });
    expect(store.getState().settings.theme).toBe('light');
    leaving.abort();
    watched[0]?.(DEFAULT_SETTINGS);
    expect(store.getState().settings.theme).toBe('light');
  });

  it('warns of what can’t be read, but not once it is left', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const sources = {
      board: { read: () => Promise.reject(new Error('no disk')), onChange: () => undefined },
      settings: { read: () => Promise.reject(new Error('no room')), watch: () => undefined },
    };
    await connectBoard(createBoardStore(), sources, new AbortController().signal);
    expect(warn.mock.calls.map(([words]) => String(words))).toEqual([
      'The stored boards could not be read.',
      'The settings could not be read: the defaults are used.',
    ]);
    warn.mockClear();
    await connectBoard(createBoardStore(), sources, AbortSignal.abort());
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe('boards from the worker', () => {
  it('are asked for while it goes on without the database', async () => {
    expect(await boardWorker.isAhead()).toBe(false);
    await fakeBrowser.storage.session.set({ [HISTORY_TROUBLE]: 'full' });
    expect(await boardWorker.isAhead()).toBe(true);
    expect(HISTORY_TROUBLE).toBe('historyTrouble');
  });

  it('change with the first view, until nobody listens', async () => {
    const listener = vi.fn();
    const leaving = new AbortController();
    boardWorker.onChange(listener, leaving.signal);
    await fakeBrowser.storage.session.set({ other: 1 });
    expect(listener).not.toHaveBeenCalled();
    await fakeBrowser.storage.session.set({ [FIRST_VIEW]: 1 });
    expect(listener).toHaveBeenCalledTimes(1);
    leaving.abort();
    await fakeBrowser.storage.session.set({ [FIRST_VIEW]: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a trend', () => {
  const trendOf = (pointAt: (ago: number) => number, refreshMs = 300_000) => {
    const points = Int8Array.from({ length: TRAIL_LENGTH }, (_, at) =>
      pointAt(TRAIL_LENGTH - 1 - at),
    );
    const symbols = ['OTHERUSDT', 'BTCUSDT'];
    const both = new Int8Array(2 * TRAIL_LENGTH).fill(5);
    both.set(points, TRAIL_LENGTH);
    const trail = { venue: 'binance', quarterMs: 0, symbols, classic: both, crowding: both };
    const trends = createTrends([trail], DEFAULT_THRESHOLDS, refreshMs);
    expect(trends(FIRST)).toBe(trends(FIRST));
    return trends(FIRST);
  };

  it('is drawn from its highest to its lowest point, and broken where a stretch is missing', () => {
    const picture = trendOf((ago) =>
      ago === 0 ? 100 : ago === 1 ? 80 : ago === 3 ? 60 : ago === 10 ? -60 : TRAIL_GAP,
    )?.picture();
    expect(picture).toEqual({
      before: 'M85 18h0M92 6h0',
      since: 'M92 6h0L94 4L95 2',
      zeroY: 12,
    });
  });

  it('has room for five points on either side of zero', () => {
    expect(trendOf((ago) => (ago === 0 ? 3 : TRAIL_GAP))?.picture()).toMatchObject({ zeroY: 10 });
  });

  it('bridges as many quarters as lie between two refreshes', () => {
    const hole = (width: number) => (ago: number) =>
      ago >= 2 && ago < 2 + width ? TRAIL_GAP : ago < 30 ? 70 : 40;
    expect(trendOf(hole(1))).toMatchObject({ quarters: 29, isWhole: true });
    expect(trendOf(hole(2))).toMatchObject({ quarters: 1, isWhole: false });
    expect(trendOf(hole(2), 1_800_000)).toMatchObject({ quarters: 29, isWhole: true });
    expect(trendOf(hole(3), 1_800_000)).toMatchObject({ quarters: 1, isWhole: false });
  });

  it('that began with the trail is not known whole', () => {
    expect(trendOf((ago) => (ago === 95 ? 40 : 70))).toMatchObject({ quarters: 94, isWhole: true });
    expect(trendOf(() => 70)).toMatchObject({ quarters: 95, isWhole: false });
  });
});
