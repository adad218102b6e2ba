/** A row among the others, its address, and how old it is, each at its bounds. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  boardAtMs,
  detailKeyOf,
  hashOf,
  keyOfHash,
  perpetualRows,
} from '../../../lib/board/detail';
import { boardUpdatedAtMs, refreshedAtMs, rowAgeMs } from '../../../lib/board/freshness';
import { boardPercentile } from '../../../lib/board/percentile';
import { changesSince, difference, SINCE } from '../../../lib/board/since';
import { createBoardStore } from '../../../lib/board/store';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { Series } from '../../../lib/domain/series';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { HOUR_MS } from '../../../lib/domain/time';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { board, NOW_MS, PERP_STATES, perpState, rowsOf, status } from './rows-of';

afterEach(() => {
  vi.restoreAllMocks();
});

const rowOf = (symbol: string) => {
  const row = rowsOf().find(({ perp }) => perp.symbol === symbol);
  if (row === undefined) throw new Error(`no ${symbol}`);
  return row;
};

describe('the place on the board', () => {
  it('is the rank, and the share of the other ranked rows under it', () => {
    const places = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'AAAUSDT', 'NEWUSDT'].map((symbol) =>
      boardPercentile(rowsOf(), rowOf(symbol)),
    );
    expect(places).toEqual([
      { rank: 1, of: 4, abovePct: 100 },
      { rank: 2, of: 4, abovePct: 66 },
      { rank: 3, of: 4, abovePct: 33 },
      { rank: 4, of: 4, abovePct: 0 },
      null,
    ]);
  });

  it('is not above an equal one, and none where nothing else is ranked', () => {
    const twin = { ...rowOf('BTCUSDT'), key: 'binance:TWINUSDT' } as const;
    expect(boardPercentile([rowOf('BTCUSDT'), twin], twin)?.abovePct).toBe(0);
    const [btc, unranked] = [rowOf('BTCUSDT'), rowOf('NEWUSDT')];
    expect(boardPercentile([btc, unranked], btc)).toBeNull();
  });
});

describe('the perpetual with a past', () => {
  const atGate = perpState('BTC_USDT');
  const two = [
    board([...PERP_STATES]),
    board([{ ...atGate, perp: { ...atGate.perp, baseAsset: 'BTC' }, openInterest: null }], 'gate'),
  ];
  const settings = { ...DEFAULT_SETTINGS, view: 'all' } as const;

  it('is the row itself, or the largest market of an asset', async () => {
    const store = createBoardStore();
    await store.prepare('all');
    store.change({ stored: { boards: two, statuses: [] }, settings });
    const asset = store.getState().rows.find(({ perp }) => perp.symbol === 'BTC');
    if (asset === undefined) throw new Error('no asset');
    expect([asset.key, detailKeyOf(asset)]).toEqual(['all:BTC', 'binance:BTCUSDT']);
    expect(detailKeyOf(rowOf('BTCUSDT'))).toBe('binance:BTCUSDT');
    // Among markets, whatever the board shows.
    const markets = perpetualRows(store.getState()).map(({ key }) => key);
    expect(markets).toEqual([...rowsOf().map(({ key }) => key), 'gate:BTC_USDT']);
  });

  it('is among the rows as they are where the board shows markets', () => {
    const state = createBoardStore().getState();
    expect(perpetualRows(state)).toBe(state.rows);
    expect(perpetualRows({ ...state, view: 'all' })).toEqual([]);
  });

  it('is as new as its venue’s board', () => {
    const state = createBoardStore().getState();
    const row = rowOf('BTCUSDT');
    expect(boardAtMs(state, row)).toBeNull();
    const stored = { boards: [board([], 'gate'), board([])], statuses: [] };
    const [gate] = stored.boards;
    if (gate !== undefined) gate.asOfMs = 5;
    expect(boardAtMs({ ...state, stored }, row)).toBe(NOW_MS - 10_000);
    expect(boardAtMs({ ...state, stored }, { ...row, venue: 'okx' })).toBeNull();
  });

  it('is named by the end of an address', () => {
    expect(hashOf('binance:BTCUSDT')).toBe('#binance%3ABTCUSDT');
    expect(hashOf(null)).toBe('');
    expect(keyOfHash('#binance%3aBTCUSDT')).toBe('binance:BTCUSDT');
    expect(keyOfHash('x#binance:BTCUSDT')).toBeNull();
    expect(keyOfHash('#%3ABTCUSDT')).toBeNull();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(keyOfHash('#binance:%E0')).toBeNull();
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      'The address names no symbol.',
      expect.any(URIError),
    );
  });
});

describe('an age', () => {
  const row = (pricedAtMs: number | null, atMs: number | null) => {
    const plain = perpState('A');
    return {
      ...plain,
      reading: pricedAtMs === null ? null : plain.reading && { ...plain.reading, pricedAtMs },
      openInterest: atMs === null ? null : { baseQty: 1, atMs },
    };
  };

  it.each([
    ['prices alone', row(NOW_MS - 7, null), 7],
    ['open interest alone', row(null, NOW_MS - 9), 9],
    ['both: the older one', row(NOW_MS - 7, NOW_MS - 9), 9],
    ['a time slightly ahead', row(NOW_MS + 500, null), 0],
    ['a time far ahead', row(NOW_MS + 200_000, NOW_MS - 9), -200_000],
    ['nothing', row(null, null), null],
  ])('of a row follows from %s', (_, perp, ageMs) => {
    expect(rowAgeMs(perp, NOW_MS, 0)).toBe(ageMs);
  });

  it('of a venue is that of its refresh, else of its board on our clock', () => {
    expect(refreshedAtMs(status({ refreshedAtMs: 5 }), board([]))).toBe(5);
    expect(refreshedAtMs(status({ refreshedAtMs: 5 }), undefined)).toBe(5);
    expect(refreshedAtMs(undefined, undefined)).toBeNull();
    expect(refreshedAtMs(status({ refreshedAtMs: null }), undefined)).toBeNull();
    expect(refreshedAtMs(undefined, board([]))).toBe(NOW_MS - 10_000);
    const late = status({ refreshedAtMs: null, clockSkewMs: 400 });
    expect(refreshedAtMs(late, board([]))).toBe(NOW_MS - 10_400);
  });

  it('of the board needs no status', () => {
    expect(boardUpdatedAtMs([board([])], [])).toBe(NOW_MS - 10_000);
    const trouble = { kind: 'server', detail: '', sinceMs: 0, retryAtMs: null } as const;
    const other = status({ venue: 'okx', trouble, refreshedAtMs: 1 });
    expect(boardUpdatedAtMs([board([])], [other])).toBe(NOW_MS - 10_000);
  });
});

describe('a change', () => {
  it('counts what is missing at one end as nothing there, and at both as missing', () => {
    const score = (inputs: Partial<typeof NO_INPUTS>) =>
      scoreWith(MODELS.classic, { ...NO_INPUTS, ...inputs });
    const now = score({ oi1hPct: 2, fundingPct: 0.05 });
    const then = score({ oi1hPct: 1, basisPct: 0.1 });
    const { parts, total } = difference(now, then);
    const tenths = (value: number | null) => Math.round(10 * (value ?? NaN));
    const { contributions: after } = now;
    const { contributions: before } = then;
    expect(parts).toEqual({
      oi1h: tenths(after.oi1h) - tenths(before.oi1h),
      oi4h: null,
      oi24h: null,
      funding: tenths(after.funding),
      basis: -tenths(before.basis),
    });
    expect(total).toBe(Math.round(10 * now.raw) - Math.round(10 * then.raw));
  });

  it('is against the nearest sample of our own at each distance', () => {
    const ago = [24, 4, 1].map((hours) => NOW_MS - hours * HOUR_MS + SLOT_MS);
    const column = (value: number) => Float64Array.from(ago, () => value);
    const none = column(NaN);
    const series: Series = {
      ...{ atMs: Float64Array.from(ago), stepMs: column(SLOT_MS), baseQty: column(100) },
      ...{ fundingRate: column(0.0005), fundingPeriodHours: column(8), basisPct: column(0) },
      ...{ markPrice: column(50), quoteVolume24h: column(1) },
      classic: { mean: none, least: none, most: none },
      crowding: { mean: none, least: none, most: none },
      source: Uint8Array.of(SOURCE.own, SOURCE.backFilled, SOURCE.own),
    };
    const changes = changesSince(series, NOW_MS, { ...NO_INPUTS, fundingPct: 0 }, 'classic');
    expect(SINCE.map(({ windowMs }) => windowMs / HOUR_MS)).toEqual([1, 4, 24]);
    expect(changes.map((change) => change?.thenAtMs ?? null)).toEqual([ago[2], null, ago[0]]);
    expect(changes[0]?.then.raw).toBeGreaterThan(10);
    expect(changes[0]?.parts.funding).toBe(-Math.round(10 * (changes[0]?.then.raw ?? NaN)));
    expect(changes[0]?.parts.oi1h).toBeNull();
  });
});
