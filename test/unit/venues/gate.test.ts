import { describe, expect, it } from 'vitest';
import type { HttpClient } from '../../../lib/http/client';
import { gate } from '../../../lib/venues/gate';
import {
  signal,
  NOW_MS,
  BASE,
  http,
  contract,
  ticker,
  listingOf,
  perpsOf,
  snapshotOf,
} from './gate-bodies';

describe('the listing', () => {
  it('takes linear perpetuals that trade and nothing else', async () => {
    const { perps, droppedRows } = await listingOf([
      contract('BTC_USDT'),
      contract('龙虾_USDT'),
      contract('MBABYDOGE_USDT'),
      contract('OLD_USDT', { status: undefined, type: undefined, is_pre_market: undefined }),
      contract('BLANK_USDT', {
        status: null,
        type: null,
        is_pre_market: null,
        in_delisting: null,
        contract_type: null,
        launch_time: null,
      }),
      contract('LEAVING_USDT', { in_delisting: true }),
      contract('GONE_USDT', { status: 'delisted' }),
      contract('SOON_USDT', { status: 'prelaunch' }),
      contract('HALTED_USDT', { status: 'circuit_breaker' }),
      contract('NOVEL_USDT', { status: 'auction' }),
      contract('ENDING_USDT', { status: 'delisting' }),
      contract('UNBORN_USDT', { is_pre_market: true }),
      contract('BTC_USD', { type: 'inverse', quanto_multiplier: '0' }),
      contract('ODD_USDT', { type: 'inverse' }),
      contract('ZERO_USDT', { quanto_multiplier: '0' }),
      contract('BTC_USDT_20261009'),
      contract('_USDT'),
    ]);
    expect(perps.map(({ symbol }) => symbol)).toEqual([
      'BTC_USDT',
      '龙虾_USDT',
      'MBABYDOGE_USDT',
      'OLD_USDT',
      'BLANK_USDT',
      'HALTED_USDT',
      'NOVEL_USDT',
    ]);
    expect(droppedRows).toBe(0);
  });

  it('says what one contract is, in coins, hours and milliseconds', async () => {
    const { perps } = await listingOf([
      contract('A_USDT'),
      contract('B_USDT', { quanto_multiplier: 10_000_000, funding_interval: '3600' }),
      contract('C_USDT', { launch_time: 0, funding_interval: 0 }),
    ]);
    expect(perps).toEqual([
      {
        symbol: 'A_USDT',
        baseAsset: 'A',
        quoteAsset: 'USDT',
        assetClass: 'crypto',
        listedAtMs: 1_600_000_000_000,
        fundingPeriodHours: 4,
        coinsPerContract: 0.001,
      },
      expect.objectContaining({ coinsPerContract: 10_000_000, fundingPeriodHours: 1 }),
      expect.objectContaining({ listedAtMs: null, fundingPeriodHours: null }),
    ]);
  });

  it.each([
    ['', 'crypto'],
    [undefined, 'crypto'],
    [null, 'crypto'],
    ['stocks', 'stock'],
    ['indices', 'stock'],
    ['metals', 'commodity'],
    ['commodities', 'commodity'],
    ['forex', 'forex'],
    ['something-new', 'stock'],
  ])('marks %o as %s', async (type, assetClass) => {
    const { perps } = await listingOf([contract('A_USDT', { contract_type: type })]);
    expect(perps[0]?.assetClass).toBe(assetClass);
  });

  it.each([
    ['no multiplier', { quanto_multiplier: undefined }, 'quanto_multiplier'],
    ['an empty multiplier', { quanto_multiplier: '' }, 'quanto_multiplier'],
    ['a period in words', { funding_interval: '8h' }, 'funding_interval'],
    ['no word about delisting', { in_delisting: undefined }, 'in_delisting'],
  ])('drops a row with %s, and refuses a body of such rows', async (_name, change, field) => {
    const bad = contract('A_USDT', change);
    const some = await listingOf([bad, contract('B_USDT'), contract('C_USDT')]);
    expect([some.perps.length, some.droppedRows]).toEqual([2, 1]);
    await expect(listingOf([bad])).rejects.toThrow(`gate, GET ${BASE}contracts: [0].${field}`);
  });
});

describe('the snapshot', () => {
  it('reads prices, funding, turnover, and open interest in coins', async () => {
    const snapshot = await snapshotOf([ticker('A_USDT'), ticker('OTHER_USDT', { mark_price: {} })]);
    expect(snapshot).toEqual({
      readings: [
        {
          symbol: 'A_USDT',
          markPrice: 101,
          indexPrice: 100,
          fundingRate: 0.0001,
          fundingPeriodHours: 4,
          nextFundingAtMs: Date.UTC(2026, 2, 10, 16),
          quoteVolume24h: 1234,
          pricedAtMs: NOW_MS,
        },
      ],
      openInterest: new Map([['A_USDT', { baseQty: 5, atMs: NOW_MS }]]),
      settled: [],
      venueTimeMs: NOW_MS,
      errors: [],
      droppedRows: 0,
    });
  });

  it('counts the next funding from the hours of the day, whatever the venue says', async () => {
    const date = new Date(Date.UTC(2026, 2, 10, 15, 59, 30)).toUTCString();
    const snapshot = await snapshotOf([ticker('A_USDT')], ['A_USDT'], date);
    expect(snapshot.readings[0]?.nextFundingAtMs).toBe(Date.UTC(2026, 2, 10, 16));
  });

  it('takes empty text, null and zero prices for missing, never for 0', async () => {
    const change = { mark_price: '0', index_price: '', funding_rate: null, total_size: '' };
    const snapshot = await snapshotOf([ticker('A_USDT', { ...change, volume_24h_quote: '0' })]);
    expect(snapshot.readings[0]).toMatchObject({
      markPrice: null,
      indexPrice: null,
      fundingRate: null,
      quoteVolume24h: 0,
    });
    expect(snapshot.openInterest.size).toBe(0);
  });

  it('takes numbers for text, parts of contracts, and new fields for nothing', async () => {
    const row = ticker('A_USDT', { mark_price: 101, total_size: 5000.5, extra: { a: [1] } });
    const snapshot = await snapshotOf([row]);
    expect(snapshot.readings[0]?.markPrice).toBe(101);
    expect(snapshot.openInterest.get('A_USDT')?.baseQty).toBeCloseTo(5.0005, 10);
  });

  it('lets go who is quoted no more, unless rows were lost', async () => {
    const names = ['A_USDT', 'B_USDT', 'GONE_USDT'];
    const good = [ticker('A_USDT'), ticker('B_USDT')];
    expect((await snapshotOf(good, names)).settled).toEqual(['GONE_USDT']);
    const lossy = await snapshotOf([...good, { contract: 'GONE_USDT', mark_price: 'n/a' }], names);
    expect([lossy.settled, lossy.droppedRows]).toEqual([[], 1]);
  });

  it.each([
    ['a price in words', { mark_price: 'n/a' }, 'mark_price'],
    ['an object for a rate', { funding_rate: {} }, 'funding_rate'],
    ['a list for open interest', { total_size: [] }, 'total_size'],
  ])('refuses a body of rows with %s', async (_name, change, field) => {
    await expect(snapshotOf([ticker('A_USDT', change)])).rejects.toThrow(
      `gate, GET ${BASE}tickers: [0].${field}`,
    );
  });

  it('is no younger than the request, and states no venue time, without a date', async () => {
    const snapshot = await snapshotOf([ticker('A_USDT')], ['A_USDT'], null, NOW_MS + 777);
    expect(snapshot.venueTimeMs).toBeNull();
    expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS + 777);
  });

  it('sets no clock by the date of an answer that took long', async () => {
    const perps = await perpsOf('A_USDT');
    const slow: HttpClient = async (...asked) => ({
      ...(await http([ticker('A_USDT')])(...asked)),
      receivedAtMs: NOW_MS + 35_000,
    });
    const snapshot = await gate.snapshot.fetch(slow, perps, signal);
    expect(snapshot.venueTimeMs).toBeNull();
    expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS);
  });
});
