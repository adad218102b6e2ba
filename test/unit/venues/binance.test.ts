import type { Perp } from '../../../lib/domain/perp';
import { describe, expect, it } from 'vitest';
import { binance } from '../../../lib/venues/binance';
import type { HttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { reply } from './replies';

const signal = new AbortController().signal;
const NOW_MS = 1_790_000_000_000;

/** Answers each path with the body given for it; a VenueError is thrown instead. */
function http(bodies: Record<string, unknown>): HttpClient {
  return (request) => {
    const body = bodies[new URL(request.url).pathname];
    if (body instanceof VenueError) return Promise.reject(body);
    return Promise.resolve(reply(body));
  };
}

function instrument(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    status: 'TRADING',
    contractType: 'PERPETUAL',
    baseAsset: symbol.replace(/USD[TC]$/, ''),
    quoteAsset: symbol.slice(-4),
    underlyingType: 'COIN',
    onboardDate: 1_600_000_000_000,
    ...change,
  };
}

function premium(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    markPrice: '101.00000000',
    indexPrice: '100.00000000',
    estimatedSettlePrice: '100.50000000',
    lastFundingRate: '0.00010000',
    interestRate: '0.00010000',
    nextFundingTime: NOW_MS + 3_600_000,
    time: NOW_MS,
    ...change,
  };
}

async function listingOf(rows: unknown[]) {
  return binance.listing.fetch(http({ '/fapi/v1/exchangeInfo': { symbols: rows } }), signal);
}

describe('the listing', () => {
  it('takes perpetuals that trade and nothing else', async () => {
    const { perps } = await listingOf([
      instrument('BTCUSDT'),
      instrument('1000PEPEUSDT'),
      instrument('1000XUSDT'),
      instrument('龙虾USDT'),
      instrument('BTCUSDC'),
      instrument('ETHBTC', { quoteAsset: 'BTC' }),
      instrument('OLDUSDT', { status: 'SETTLING' }),
      instrument('NEXTUSDT', { status: 'PENDING_TRADING' }),
      instrument('BTCUSDT_261225', { contractType: 'CURRENT_QUARTER' }),
      instrument('ETHUSDT_261225', { contractType: 'CURRENT_QUARTER DELIVERING' }),
      instrument('ODDUSDT', { contractType: '' }),
      instrument('BLANKUSDT', { contractType: null, status: null }),
      instrument('SHUTUSDT', { status: 'PRE_SETTLE' }),
      instrument('ENDUSDT', { status: 'DELIVERING' }),
      instrument('PAUSEUSDT', { status: 'BREAK', underlyingType: null, onboardDate: null }),
    ]);
    expect(perps.map(({ symbol }) => symbol)).toEqual([
      'BTCUSDT',
      '1000PEPEUSDT',
      '1000XUSDT',
      '龙虾USDT',
      'BTCUSDC',
      'ETHBTC',
      'PAUSEUSDT',
    ]);
  });

  it.each([
    [{ underlyingType: 'COIN' }, 'crypto'],
    [{ underlyingType: 'PREMARKET' }, 'crypto'],
    [{ underlyingType: 'INDEX' }, 'index'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'EQUITY' }, 'stock'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'KR_EQUITY' }, 'stock'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'HK_EQUITY' }, 'stock'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'CN_EQUITY' }, 'stock'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'FX' }, 'forex'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'PREMARKET' }, 'pre-market'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'COMMODITY' }, 'commodity'],
    [{ contractType: 'TRADIFI_PERPETUAL', underlyingType: 'SOMETHING_NEW' }, 'stock'],
  ])('marks %o as %s', async (change, assetClass) => {
    const { perps } = await listingOf([instrument('AUSDT', change)]);
    expect(perps[0]?.assetClass).toBe(assetClass);
  });

  it('drops and counts a bad row, and refuses a bad body by the name of its field', async () => {
    const some = await listingOf([instrument('AUSDT'), instrument('BUSDT'), { symbol: 7 }]);
    expect(some.perps).toHaveLength(2);
    expect(some.droppedRows).toBe(1);

    await expect(listingOf([{ symbol: 'AUSDT' }])).rejects.toThrow(
      /binance, GET \/fapi\/v1\/exchangeInfo: \[0\]\.status/,
    );
    await expect(listingOf([])).rejects.toThrow(/empty list/);
    const wrong = http({ '/fapi/v1/exchangeInfo': [] });
    await expect(binance.listing.fetch(wrong, signal)).rejects.toBeInstanceOf(VenueError);
  });
});

const PERIODS = [{ symbol: 'AUSDT', fundingIntervalHours: 4 }];

async function snapshotOf(
  premiums: unknown,
  tickers: unknown,
  symbols = ['AUSDT'],
  { periods = PERIODS, known = null }: { periods?: unknown; known?: number | null } = {},
) {
  const { perps } = await listingOf(symbols.map((symbol) => instrument(symbol)));
  const bodies = {
    '/fapi/v1/premiumIndex': premiums,
    '/fapi/v1/ticker/24hr': tickers,
    '/fapi/v1/fundingInfo': periods,
  };
  const stored = perps.map((perp) => ({ ...perp, fundingPeriodHours: known }));
  return binance.snapshot.fetch(http(bodies), stored, signal);
}

describe('the snapshot', () => {
  it('reads prices, funding, period and turnover', async () => {
    const snapshot = await snapshotOf(
      [premium('AUSDT'), premium('UNLISTEDUSDT')],
      [{ symbol: 'AUSDT', quoteVolume: '1234.5' }],
    );
    expect(snapshot.readings).toEqual([
      {
        symbol: 'AUSDT',
        markPrice: 101,
        indexPrice: 100,
        fundingRate: 0.0001,
        fundingPeriodHours: 4,
        nextFundingAtMs: NOW_MS + 3_600_000,
        quoteVolume24h: 1234.5,
        pricedAtMs: NOW_MS,
      },
    ]);
    expect(snapshot.venueTimeMs).toBe(NOW_MS);
  });

  it('takes 8 h where fundingInfo names no period, and the last known one where it is lost', async () => {
    const symbols = ['AUSDT', 'BUSDT'];
    const rows = symbols.map((symbol) => premium(symbol));
    const hoursOf = async (periods: unknown, known: number | null) => {
      const { readings, errors } = await snapshotOf(rows, [], symbols, { periods, known });
      const lost = errors.filter(({ endpoint }) => endpoint.endsWith('fundingInfo'));
      return [...readings.map(({ fundingPeriodHours }) => fundingPeriodHours), lost.length];
    };
    expect(await hoursOf(PERIODS, null)).toEqual([4, 8, 0]);
    expect(await hoursOf({ not: 'a list' }, 4)).toEqual([4, 4, 1]);
    expect(await hoursOf({ not: 'a list' }, null)).toEqual([null, null, 1]);
    // A row that could not be read may have been that symbol's.
    const lossy = [...PERIODS, PERIODS[0], { symbol: 'BUSDT' }];
    expect(await hoursOf(lossy, 1)).toEqual([4, 1, 0]);
  });

  it('takes empty text and zero prices for missing, never for 0', async () => {
    const row = premium('AUSDT', { lastFundingRate: '', indexPrice: '0.00000000' });
    const [reading] = (await snapshotOf([row], [])).readings;
    expect(reading).toMatchObject({ fundingRate: null, indexPrice: null });
  });

  it('distinguishes a settled leftover from a symbol whose funding happens to be nil', async () => {
    const leftover = premium('AUSDT', {
      estimatedSettlePrice: '0.00000000',
      lastFundingRate: '0.00000000',
    });
    const calm = premium('BUSDT', { lastFundingRate: '0.00000000' });
    const snapshot = await snapshotOf([leftover, calm], [], ['AUSDT', 'BUSDT']);
    expect(snapshot.settled).toEqual(['AUSDT']);
    expect(snapshot.readings.map(({ symbol }) => symbol)).toEqual(['BUSDT']);
  });

  it('does without turnover when only that is lost', async () => {
    const snapshot = await snapshotOf([premium('AUSDT')], { code: -1 });
    expect(snapshot.readings[0]?.quoteVolume24h).toBeNull();
    expect(snapshot.errors[0]?.endpoint).toBe('GET /fapi/v1/ticker/24hr');
  });

  it.each([
    ['a null price', { markPrice: {} }, 'markPrice'],
    ['seconds for ms', { time: 1_790_000_000 }, 'time'],
    ['words for numbers', { lastFundingRate: 'n/a' }, 'lastFundingRate'],
  ])('drops a row with %s', async (_name, change, field) => {
    const good = [premium('BUSDT'), premium('CUSDT')];
    const rows = await snapshotOf([premium('AUSDT', change), ...good], [], ['AUSDT', 'BUSDT']);
    expect(rows.droppedRows).toBeGreaterThanOrEqual(1);
    expect(rows.readings.map(({ symbol }) => symbol)).toEqual(['BUSDT']);
    await expect(snapshotOf([premium('AUSDT', change)], [])).rejects.toThrow(
      `binance, GET /fapi/v1/premiumIndex: [0].${field}`,
    );
  });
});

function perpOf(symbol: string): Perp {
  return {
    symbol,
    baseAsset: symbol.slice(0, -4),
    quoteAsset: 'USDT',
    assetClass: 'crypto',
    listedAtMs: null,
    fundingPeriodHours: 8,
    coinsPerContract: 1,
  };
}

describe('open interest', () => {
  it('reads the current one', async () => {
    const body = { symbol: 'AUSDT', openInterest: '10.5', time: NOW_MS };
    const answer = http({ '/fapi/v1/openInterest': body });
    expect(await binance.openInterest?.fetch(answer, perpOf('AUSDT'), signal)).toEqual({
      baseQty: 10.5,
      atMs: NOW_MS,
    });
  });

  it('asks for non-ASCII symbols in their encoded form', async () => {
    let url = '';
    const spy: HttpClient = (request) => {
      url = request.url;
      return Promise.resolve(reply({ openInterest: '1', time: NOW_MS }));
    };
    await binance.openInterest?.fetch(spy, perpOf('龙虾USDT'), signal);
    expect(url).toBe('https://fapi.binance.com/fapi/v1/openInterest?symbol=%E9%BE%99%E8%99%BEUSDT');
  });

  it('reads the history oldest first, with times as numbers or as text', async () => {
    const rows = [
      { sumOpenInterest: '2', timestamp: NOW_MS },
      { sumOpenInterest: '1', timestamp: String(NOW_MS - 300_000) },
    ];
    const answer = http({ '/futures/data/openInterestHist': rows });
    expect(await binance.openInterestHistory?.fetch(answer, perpOf('AUSDT'), signal)).toEqual([
      { baseQty: 1, atMs: NOW_MS - 300_000 },
      { baseQty: 2, atMs: NOW_MS },
    ]);
  });

  it('takes an empty history for a contract too young to have one', async () => {
    const answer = http({ '/futures/data/openInterestHist': [] });
    expect(await binance.openInterestHistory?.fetch(answer, perpOf('AUSDT'), signal)).toEqual([]);
  });
});

it('stays at a quarter of the published limits', () => {
  const published = { weight: 2400, 'futures-data': 1000, 'funding-info': 500 };
  for (const { id, ceiling } of binance.budgets) {
    expect(ceiling * 4).toBe(new Map(Object.entries(published)).get(id));
  }
});
