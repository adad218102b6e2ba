import { describe, expect, it, vi } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { createHttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { gate } from '../../../lib/venues/gate';

const signal = new AbortController().signal;
const NOW_MS = Date.UTC(2026, 2, 10, 12, 34, 56);
const BASE = '/api/v4/futures/usdt/';

function http(json: unknown, date: string | null = new Date(NOW_MS).toUTCString()): HttpClient {
  const headers = new Headers(date === null ? {} : { date });
  return () => Promise.resolve({ json, status: 200, headers });
}

function contract(name: string, change: Record<string, unknown> = {}) {
  return {
    name,
    type: 'direct',
    status: 'trading',
    in_delisting: false,
    is_pre_market: false,
    contract_type: '',
    quanto_multiplier: '0.001',
    funding_interval: 14400,
    funding_next_apply: 1_773_158_400,
    launch_time: 1_600_000_000,
    position_size: 12,
    ...change,
  };
}

function ticker(name: string, change: Record<string, unknown> = {}) {
  return {
    contract: name,
    last: '100.7',
    total_size: '5000',
    mark_price: '101',
    index_price: '100',
    funding_rate: '0.0001',
    funding_rate_indicative: '0.0007',
    volume_24h_quote: '1234',
    quanto_base_rate: '',
    ...change,
  };
}

const listingOf = (rows: unknown) => gate.listing.fetch(http(rows), signal);

async function perpsOf(...names: string[]): Promise<Perp[]> {
  return (await listingOf(names.map((name) => contract(name)))).perps;
}

async function snapshotOf(rows: unknown, names = ['A_USDT'], date?: string | null) {
  return gate.snapshot.fetch(http(rows, date), await perpsOf(...names), signal);
}

async function historyOf(rows: unknown, date?: string | null) {
  const [perp] = await perpsOf('A_USDT');
  if (perp === undefined) throw new Error('no contract');
  return gate.openInterestHistory?.fetch(http(rows, date), perp, signal);
}

describe('the listing', () => {
  it('takes linear perpetuals that trade and nothing else', async () => {
    const { perps, droppedRows } = await listingOf([
      contract('BTC_USDT'),
      contract('龙虾_USDT'),
      contract('MBABYDOGE_USDT'),
      contract('OLD_USDT', { status: undefined, type: undefined, is_pre_market: undefined }),
      contract('LEAVING_USDT', { in_delisting: true }),
      contract('GONE_USDT', { status: 'delisted' }),
      contract('SOON_USDT', { status: 'prelaunch' }),
      contract('HALTED_USDT', { status: 'circuit_breaker' }),
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
      openInterest: new Map([['A_USDT', { coins: 5, atMs: NOW_MS }]]),
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
    expect(snapshot.openInterest.get('A_USDT')?.coins).toBeCloseTo(5.0005, 10);
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

  it('is no younger than the request, and tells no venue time, without a date', async () => {
    vi.useFakeTimers({ now: NOW_MS + 777, toFake: ['Date'] });
    const snapshot = await snapshotOf([ticker('A_USDT')], ['A_USDT'], null);
    vi.useRealTimers();
    expect(snapshot.venueTimeMs).toBeNull();
    expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS + 777);
  });

  it('sets no clock by the date of an answer that took long', async () => {
    vi.useFakeTimers({ now: NOW_MS, toFake: ['Date'] });
    const perps = await perpsOf('A_USDT');
    const slow: HttpClient = (...asked) => {
      vi.setSystemTime(NOW_MS + 35_000);
      return http([ticker('A_USDT')])(...asked);
    };
    const snapshot = await gate.snapshot.fetch(slow, perps, signal);
    vi.useRealTimers();
    expect(snapshot.venueTimeMs).toBeNull();
    expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS);
  });
});

describe('the history of open interest', () => {
  const S = (hour: number, minute: number) => Date.UTC(2026, 2, 10, hour, minute) / 1000;
  const bucket = (time: unknown, contracts: unknown) => ({ time, open_interest: contracts });

  it('is oldest first, in coins, at the ends of the buckets that will not change', async () => {
    // At 12:34:56 the bucket that began at 12:30 is running, the one before has been final since 12:33.
    const rows = [
      bucket(S(12, 15), 3000),
      bucket(S(11, 45), 1000),
      bucket(String(S(12, 0)), '2000'),
      bucket(S(12, 30), 4),
    ];
    expect(await historyOf(rows)).toEqual([
      { coins: 1, atMs: S(12, 0) * 1000 },
      { coins: 2, atMs: S(12, 15) * 1000 },
      { coins: 3, atMs: S(12, 30) * 1000 },
    ]);
  });

  it('leaves out a bucket that has ended and may still be written anew', async () => {
    const date = new Date(Date.UTC(2026, 2, 10, 12, 32, 59)).toUTCString();
    expect(await historyOf([bucket(S(12, 15), 3000)], date)).toEqual([]);
  });

  it('takes an empty one for a contract too young to have one', async () => {
    expect(await historyOf([])).toEqual([]);
  });

  it.each([
    ['milliseconds', S(12, 0) * 1000],
    ['no time', undefined],
    ['empty text', ''],
  ])('refuses %s for seconds', async (_name, time) => {
    await expect(historyOf([bucket(time, 1)])).rejects.toThrow(
      `gate, GET ${BASE}contract_stats: [0].time: expected seconds since 1970`,
    );
  });

  it('asks for a day and more of one contract, by its encoded name', async () => {
    const asked: HttpRequest[] = [];
    const spy: HttpClient = (request, by) => {
      asked.push(request);
      return http([])(request, by);
    };
    const [perp] = await perpsOf('龙虾_USDT');
    if (perp) await gate.openInterestHistory?.fetch(spy, perp, signal);
    expect(asked.map(({ url }) => url)).toEqual([
      `https://api.gateio.ws${BASE}contract_stats?contract=%E9%BE%99%E8%99%BE_USDT&interval=15m&limit=100`,
    ]);
  });
});

describe('a refusal', () => {
  const answering = (status: number, body: string) =>
    createHttpClient({
      fetch: () => Promise.resolve(new Response(body, { status })),
      now: () => NOW_MS,
    });

  it.each([
    [429, '{"label":"TOO_MANY_REQUESTS","message":"slow down"}', 'rate-limited'],
    [400, '{"label":"TOO_MANY_REQUESTS","message":"slow down"}', 'rate-limited'],
    [400, '{"label":"CONTRACT_NOT_FOUND"}', 'refused'],
    [400, '{"label":"SERVER_ERROR","message":"m"}', 'server'],
    [403, '<html>Access denied</html>', 'forbidden'],
    [451, '{"label":"FORBIDDEN","message":"m"}', 'region'],
    [503, '<html>down</html>', 'server'],
    [200, '{"label":"TOO_BUSY","message":"m"}', 'server'],
    [200, '{"label":"TOO_MANY_REQUESTS"}', 'rate-limited'],
    [200, '{"label":"INVALID_PARAM_VALUE","message":"m"}', 'refused'],
    [200, '{"data":[]}', 'shape'],
    [200, '[]', 'shape'],
    [200, 'null', 'shape'],
    [200, '<html>', 'not-json'],
  ])('with %i %s is of the kind %s', async (status, body, kind) => {
    for (const [path, ask] of [
      ['contracts', gate.listing.fetch(answering(status, body), signal)],
      ['tickers', gate.snapshot.fetch(answering(status, body), [], signal)],
    ] as const) {
      const error: unknown = await ask.catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(VenueError);
      expect(error).toMatchObject({ kind });
      expect(String(error)).toContain(`gate, GET ${BASE}${path}: `);
      if (body.includes('label')) expect(String(error)).toContain(body);
    }
  });
});

it('waits a minute: the venue may take half of it', async () => {
  const asked: HttpRequest[] = [];
  const spy: HttpClient = (request, by) => {
    asked.push(request);
    return http([ticker('A_USDT')])(request, by);
  };
  await gate.snapshot.fetch(spy, [], signal);
  expect(asked.map(({ url, timeoutMs }) => [url, timeoutMs])).toEqual([
    [`https://api.gateio.ws${BASE}tickers`, 60_000],
  ]);
});

it('stays at a quarter of the published limit of each endpoint, 200 per 10 s', () => {
  for (const { ceiling, windowMs } of gate.budgets) {
    expect(ceiling / windowMs).toBeLessThanOrEqual(200 / 10_000 / 4);
  }
  const costs = [gate.listing.cost, gate.snapshot.cost, gate.openInterestHistory?.cost ?? {}];
  expect(costs.flatMap((cost) => Object.keys(cost))).toEqual(gate.budgets.map(({ id }) => id));
});
