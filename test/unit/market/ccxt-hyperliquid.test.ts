/** Somebody else's client for this venue finds in the market what our own adapter finds there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import type { Listing, Snapshot } from '../../../lib/venues/contract';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

let market: Market;
let exchange: InstanceType<typeof ccxt.hyperliquid>;
let listing: Listing;
let snapshot: Snapshot;

beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS + 10_000, speed: 0 });
  exchange = new ccxt.hyperliquid({ enableRateLimit: false });
  const prefix = `http://127.0.0.1:${market.httpPort}/api.hyperliquid.xyz`;
  exchange.urls = { ...exchange.urls, api: { public: prefix, private: prefix } };
  await exchange.loadMarkets();
  const http = createHttpClient({ fetch: market.fetch, now: () => market.clock.now() });
  const { signal } = new AbortController();
  listing = await hyperliquid.listing.fetch(http, signal);
  snapshot = await hyperliquid.snapshot.fetch(http, listing.perps, signal);
});
afterAll(() => market.close());

/** In the client's own words: kPEPE becomes KPEPE. */
const symbolOf = (name: string): string => `${exchange.safeCurrencyCode(name)}/USDC:USDC`;

it('lists the same perpetuals as trading', () => {
  const active = Object.values(asRow(exchange.markets))
    .map(asRow)
    .filter((each) => each['swap'] === true && each['active'] === true)
    .map((each) => String(each['baseName']));
  const own = active.filter((name) => !name.includes(':'));
  expect(own.sort()).toEqual(listing.perps.map(({ symbol }) => symbol).sort());
  expect(own).toContain('kPEPE');
  // What we leave out: others' markets, and spot.
  expect(active).toContain('xyz:TSLA');
  expect(exchange.market('HYPE/USDC')).toMatchObject({ spot: true });
});

it('reads the same funding, mark and index of everybody', async () => {
  const symbols = listing.perps.map(({ symbol }) => symbolOf(symbol));
  const rates = asRow(await exchange.fetchFundingRates(symbols));
  expect(snapshot.readings).toHaveLength(listing.perps.length);
  for (const reading of snapshot.readings) {
    expect(rates[symbolOf(reading.symbol)]).toMatchObject({
      fundingRate: reading.fundingRate,
      markPrice: reading.markPrice,
      indexPrice: reading.indexPrice,
      interval: `${reading.fundingPeriodHours}h`,
    });
  }
});

it('reads the same open interest of everybody', async () => {
  const symbols = listing.perps.map(({ symbol }) => symbolOf(symbol));
  const amounts = asRow(await exchange.fetchOpenInterests(symbols));
  expect(snapshot.openInterest.size).toBe(listing.perps.length);
  for (const [name, { baseQty }] of snapshot.openInterest) {
    expect(asRow(amounts[symbolOf(name)])['openInterestAmount']).toBe(baseQty);
  }
});

it('reads the same turnover', async () => {
  const tickers = asRow(await exchange.fetchTickers(['BTC/USDC:USDC', 'AVAX/USDC:USDC']));
  for (const name of ['BTC', 'AVAX']) {
    const reading = snapshot.readings.find(({ symbol }) => symbol === name);
    expect(asRow(tickers[symbolOf(name)])['quoteVolume']).toBe(reading?.quoteVolume24h);
  }
});

it('reads the payments, of which the last was what had been announced', async () => {
  const since = MIDNIGHT_MS - 24 * 3_600_000;
  const paid = asRows(await exchange.fetchFundingRateHistory(symbolOf('kPEPE'), since));
  expect(paid).toHaveLength(25);
  const reading = snapshot.readings.find(({ symbol }) => symbol === 'kPEPE');
  expect(Number(paid.at(-1)?.['fundingRate'])).toBeCloseTo(reading?.fundingRate ?? NaN, 7);
});

it('has no history of open interest to read', () => {
  expect(exchange.has['fetchOpenInterestHistory']).toBeFalsy();
  expect(hyperliquid.openInterestHistory).toBeNull();
});

it('meets its errors as its own', async () => {
  market.faults.add({ match: '/info', times: 1, fault: { kind: 'status', status: 429 } });
  await expect(exchange.fetchFundingRates()).rejects.toThrow(ccxt.RateLimitExceeded);
});
