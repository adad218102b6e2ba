/** An hour of everybody at once over the whole market, our ceilings on, and the venues counting for themselves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VENUES } from '../../../lib/venues/registry';
import type { MarketCore } from '../../market';
import { createMarket } from '../../market';
import { SixVenues } from './six-venues';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 2, 2) + 20_000;

/** By path: of one refresh once the day is known, and of one whose listing is an hour old too. */
const REQUESTS: Record<string, { prices: string[]; listing: string[]; pastMinutes?: number }> = {
  binance: {
    prices: ['/fapi/v1/premiumIndex', '/fapi/v1/ticker/24hr', '/fapi/v1/fundingInfo'],
    listing: ['/fapi/v1/exchangeInfo'],
    pastMinutes: 12,
  },
  bitget: {
    prices: ['current-fund-rate', 'current-fund-rate', 'tickers', 'tickers'].map(
      (path) => `/api/v2/mix/market/${path}`,
    ),
    listing: ['/api/v3/market/instruments', '/api/v3/market/instruments'],
  },
  bybit: {
    prices: ['/v5/market/tickers'],
    listing: ['/v5/market/instruments-info'],
    pastMinutes: 1,
  },
  gate: {
    prices: ['/api/v4/futures/usdt/tickers'],
    // At the full hour, and again when what it says of the payment has settled.
    listing: ['/api/v4/futures/usdt/contracts', '/api/v4/futures/usdt/contracts'],
    pastMinutes: 3,
  },
  // The list, and which markets others have there.
  hyperliquid: { prices: ['/info'], listing: ['/info', '/info'] },
  okx: {
    prices: [
      ...['USDT', 'USDC', 'USD'].map(() => 'market/index-tickers'),
      'public/funding-rate',
      ...['market/tickers', 'public/mark-price', 'public/open-interest'].flatMap((path) => [
        path,
        path,
      ]),
    ].map((path) => `/api/v5/${path}`),
    listing: ['/api/v5/public/instruments', '/api/v5/public/instruments'],
    pastMinutes: 6,
  },
};
const HISTORY = /openInterestHist|market\/open-interest$|contract_stats|open-interest-history/;

let core: MarketCore;
let six: SixVenues;

beforeAll(async () => {
  core = createMarket({ atMs: START_MS, speed: 0, latencyMs: 30 });
  six = new SixVenues(core);
  await six.live(START_MS + 66 * MINUTE_MS);
});

afterAll(() => six.close());

function requestsOf(apiOrigins: readonly string[], fromMinute: number, toMinute: number) {
  return core.requests.filter(
    ({ host, atMs }) =>
      apiOrigins.includes(`https://${host}`) &&
      atMs >= START_MS + fromMinute * MINUTE_MS &&
      atMs < START_MS + toMinute * MINUTE_MS,
  );
}

it('refuses no request, and uses at most a quarter of any limit', () => {
  const refused = core.requests.filter(({ status }) => status !== 200);
  // It is settled while its turn in the sweep comes.
  expect(refused.filter(({ query }) => !query.includes('OLDCO'))).toEqual([]);
  const usage = core.usage();
  expect(new Set(usage.map(({ venue }) => venue)).size).toBe(VENUES.length);
  expect(usage.filter(({ peakUnits, units }) => peakUnits > units / 4)).toEqual([]);
});

describe.each(VENUES)('$name', ({ id, apiOrigins, openInterest }) => {
  const { prices = [], listing = [] } = REQUESTS[id] ?? {};

  it('has a refresh of as many requests as there are answers to be had at once', async () => {
    const { perpStates } = await six.board(id);
    // Of the two after an hour, the second has a listing older than an hour, and with it one symbol more.
    const periods = [
      { from: 30, to: 35, paths: prices, sweeps: perpStates.length - 1 },
      {
        from: 60,
        to: 66,
        paths: [...listing, ...prices, ...prices],
        sweeps: 2 * perpStates.length - 1,
      },
    ];
    for (const { from, to, paths, sweeps } of periods) {
      const asked = requestsOf(apiOrigins, from, to)
        .map(({ path }) => path)
        .filter((path) => !HISTORY.test(path));
      const bulk = asked.filter((path) => path !== '/fapi/v1/openInterest');
      expect(bulk.sort()).toEqual([...paths].sort());
      expect(asked.length - bulk.length).toBe(openInterest === null ? 0 : sweeps);
    }
  });

  it('keeps everybody fresh', async () => {
    const { state, board } = await six.stored(id);
    expect(state).toMatchObject({ trouble: null, droppedRows: 0 });
    const ages = (board?.perpStates ?? []).map(
      ({ openInterest: now }) => core.clock.now() - (now?.atMs ?? 0),
    );
    expect(Math.max(...ages)).toBeLessThan(7 * MINUTE_MS);
  });
});

const REMEMBERING = VENUES.filter(({ openInterestHistory }) => openInterestHistory !== null);

describe.each(REMEMBERING)('$name', ({ id, apiOrigins }) => {
  it('has asked everybody for the past, once and in time', () => {
    const asked = core.requests.filter(
      ({ host, path }) => apiOrigins.includes(`https://${host}`) && HISTORY.test(path),
    );
    expect(asked.length).toBeGreaterThan(200);
    // After an hour comes the one that was listed since.
    const first = asked.filter(({ atMs }) => atMs < START_MS + 60 * MINUTE_MS);
    expect(asked.length - first.length).toBeLessThanOrEqual(2);
    expect(new Set(first.map(({ query }) => query)).size).toBe(first.length);
    const lastMs = first.at(-1)?.atMs ?? Infinity;
    expect(lastMs - START_MS).toBeLessThan((REQUESTS[id]?.pastMinutes ?? 0) * MINUTE_MS);
  });

  it('knows a day of everybody', async () => {
    const { perpStates } = await six.board(id);
    const unknown = perpStates.filter(({ inputs }) => inputs.oi24hPct === null);
    // One was listed five minutes after the hour began.
    expect(unknown.map(({ perp }) => perp.baseAsset)).toEqual(
      perpStates.some(({ perp }) => perp.baseAsset === 'NEWCO') ? ['NEWCO'] : [],
    );
  });
});
