/** Somebody else's client for this venue finds in the market what our own adapter finds there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { bybit } from '../../../lib/venues/bybit';
import type { Listing, Snapshot } from '../../../lib/venues/contract';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

/** Its own form of a symbol, and ours. */
const SYMBOLS = {
  'BTC/USDT:USDT': 'BTCUSDT',
  'SHIB1000/USDT:USDT': 'SHIB1000USDT',
  'AVAX/USDT:USDT': 'AVAXUSDT',
  'ETH/USDC:USDC': 'ETHPERP',
};

let market: Market;
let exchange: InstanceType<typeof ccxt.bybit>;
let listing: Listing;
let snapshot: Snapshot;
const { signal } = new AbortController();

const ownClient = () => createHttpClient({ fetch: market.fetch, now: () => market.clock.now() });

beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS + 10_000, speed: 0 });
  exchange = new ccxt.bybit({
    enableRateLimit: false,
    options: { fetchMarkets: { types: ['linear', 'inverse'] } },
  });
  const prefix = `http://127.0.0.1:${market.httpPort}/api.bybit.com`;
  exchange.urls = { ...exchange.urls, api: { public: prefix, private: prefix } };
  await exchange.loadMarkets();
  listing = await bybit.listing.fetch(ownClient(), signal);
  snapshot = await bybit.snapshot.fetch(ownClient(), listing.perps, signal);
});
afterAll(() => market.close());

it('lists the same perpetuals as trading', () => {
  const all = Object.values(asRow(exchange.markets)).map(asRow);
  const perpetuals = all.filter(
    (each) => each['swap'] === true && each['linear'] === true && each['active'] === true,
  );
  expect(perpetuals.map(({ id }) => String(id)).sort()).toEqual(
    listing.perps.map(({ symbol }) => symbol).sort(),
  );
  // What we leave out.
  expect(exchange.market('BTC/USDT:USDT-260327')).toMatchObject({ future: true });
  expect(exchange.market('BTC/USD:BTC')).toMatchObject({ inverse: true });
  expect(exchange.market('NEWCO/USDT:USDT')).toMatchObject({ active: false });
});

it('reads the same funding, mark, index and turnover of everybody', async () => {
  const rates = asRow(await exchange.fetchFundingRates());
  const tickers = asRow(await exchange.fetchTickers(undefined, { category: 'linear' }));
  expect(snapshot.readings).toHaveLength(listing.perps.length);
  for (const reading of snapshot.readings) {
    const { symbol } = exchange.safeMarket(reading.symbol, undefined, undefined, 'swap');
    expect(rates[symbol]).toMatchObject({
      fundingRate: reading.fundingRate,
      markPrice: reading.markPrice,
      indexPrice: reading.indexPrice,
      fundingTimestamp: reading.nextFundingAtMs,
      interval: `${reading.fundingPeriodHours}h`,
      timestamp: reading.pricedAtMs,
    });
    expect(asRow(tickers[symbol])['quoteVolume']).toBe(reading.quoteVolume24h);
  }
});

it('reads the same open interest in its history, the newest first', async () => {
  for (const [theirs, ours] of Object.entries(SYMBOLS)) {
    const perp = listing.perps.find(({ symbol }) => symbol === ours);
    if (perp === undefined) throw new Error(`${ours} is not listed`);
    const samples = (await bybit.openInterestHistory?.fetch(ownClient(), perp, signal)) ?? [];
    const history = asRows(
      await exchange.fetchOpenInterestHistory(theirs, '15m', undefined, 100),
    ).map((row) => ({ baseQty: row['openInterestAmount'], atMs: row['timestamp'] }));
    expect(history).toEqual(samples);
    expect(samples).toHaveLength(100);
    expect((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)).toBe(99 * 900_000);
    const latest = asRow(await exchange.fetchOpenInterest(theirs, { interval: '5m' }));
    expect(latest['openInterestAmount']).toBe(samples.at(-1)?.baseQty);
    // Ten seconds on, the current one is all but the same: also in unit.
    const now = snapshot.openInterest.get(ours)?.baseQty ?? NaN;
    expect(now / (samples.at(-1)?.baseQty ?? NaN)).toBeCloseTo(1, 3);
  }
});

it('reads the payments', async () => {
  const paid = asRows(await exchange.fetchFundingRateHistory('AVAX/USDT:USDT', undefined, 3));
  expect(paid).toHaveLength(3);
  expect(paid.at(-1)?.['timestamp']).toBe(MIDNIGHT_MS);
});

it('meets its errors as its own', async () => {
  market.faults.add({
    match: 'tickers',
    times: 1,
    fault: { kind: 'status', status: 200, body: '{"retCode":10006,"retMsg":"Too many visits!"}' },
  });
  await expect(exchange.fetchFundingRates()).rejects.toThrow(ccxt.RateLimitExceeded);
  // It takes every 403 for haste; we tell the two apart by their bodies.
  market.faults.add({ match: 'tickers', times: 1, fault: { kind: 'status', status: 403 } });
  await expect(exchange.fetchFundingRates()).rejects.toThrow(ccxt.RateLimitExceeded);
  market.faults.add({ match: 'tickers', times: 1, fault: { kind: 'status', status: 403 } });
  const ours = bybit.snapshot.fetch(ownClient(), listing.perps, signal);
  await expect(ours).rejects.toMatchObject({ kind: 'region' });
});
