/** Somebody else's client for this venue finds in the market what our own adapter finds there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { bitget } from '../../../lib/venues/bitget';
import type { Listing, Snapshot } from '../../../lib/venues/contract';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

type Client = InstanceType<typeof ccxt.bitget>;

let market: Market;
let exchange: Client;
/** It can also read the newer of the venue's two lists. */
let newer: Client;
let listing: Listing;
let snapshot: Snapshot;

beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS + 10_000, speed: 0 });
  exchange = await clientOf({ fetchMarkets: { types: ['swap'] } });
  newer = await clientOf({ fetchMarkets: { uta: true } });
  const http = createHttpClient({ fetch: market.fetch, now: () => market.clock.now() });
  const { signal } = new AbortController();
  listing = await bitget.listing.fetch(http, signal);
  snapshot = await bitget.snapshot.fetch(http, listing.perps, signal);
});
afterAll(() => market.close());

async function clientOf(options: object): Promise<Client> {
  const client = new ccxt.bitget({ enableRateLimit: false, options });
  const prefix = `http://127.0.0.1:${market.httpPort}/api.bitget.com`;
  const api = Object.keys(asRow(asRow(client.urls)['api'])).map((name) => [name, prefix]);
  client.urls = { ...client.urls, api: Object.fromEntries(api) as Record<string, string> };
  client.has['fetchCurrencies'] = false;
  await client.loadMarkets();
  return client;
}

/** In the client's own words. */
const symbolOf = (symbol: string): string => {
  const perp = listing.perps.find((each) => each.symbol === symbol);
  return `${perp?.baseAsset}/${perp?.quoteAsset}:${perp?.quoteAsset}`;
};

const ofQuote = (quote: string) => listing.perps.filter(({ quoteAsset }) => quoteAsset === quote);

it.each([
  ['older', () => exchange],
  ['newer', () => newer],
])('lists the same perpetuals as trading, by the %s list', (_name, client) => {
  const linear = Object.values(asRow(client().markets))
    .map(asRow)
    .filter((each) => each['swap'] === true && each['linear'] === true);
  const active = linear.filter((each) => each['active'] === true).map((each) => String(each['id']));
  const own = listing.perps.map(({ symbol }) => symbol);
  const onlyOurs = own.filter((symbol) => !active.includes(symbol));
  const onlyTheirs = active.filter((symbol) => !own.includes(symbol));
  // Closed to API trading, though not to manual trading, and closed to new positions; and listed before it can be traded.
  const found = [...onlyOurs, ...onlyTheirs].map((id) => linear.find((each) => each['id'] === id));
  expect([onlyOurs.length, onlyTheirs.length]).toEqual([2, 1]);
  const [one, other, early] = found.map((each) => asRow(asRow(each)['info']));
  const states = [one, other].flatMap((each) => [each?.['status'], each?.['symbolStatus']]);
  expect(states).toEqual(expect.arrayContaining(['restrictedAPI', 'limit_open']));
  expect(Number(early?.['launchTime'])).toBeGreaterThan(MIDNIGHT_MS);
  expect(active).toEqual(
    expect.arrayContaining(['PEPEUSDT', '1MBABYDOGEUSDT', 'BTCPERP', '龙虾USDT', 'TSLAUSDT']),
  );
});

it('knows the dated ones, which we leave out', () => {
  const dated = Object.values(asRow(exchange.markets)).map(asRow);
  expect(dated.filter((each) => each['future'] === true)).toHaveLength(2);
});

it.each(['USDT', 'USDC'])(
  'reads the same funding, mark and index of everybody in %s',
  async (quote) => {
    const perps = ofQuote(quote);
    const symbols = perps.map(({ symbol }) => symbolOf(symbol));
    const rates = asRow(await exchange.fetchFundingRates(symbols));
    const intervals = asRow(await exchange.fetchFundingIntervals(symbols));
    const listed = new Set(perps.map(({ symbol }) => symbol));
    const readings = snapshot.readings.filter(({ symbol }) => listed.has(symbol));
    expect(readings).toHaveLength(perps.length);
    for (const reading of readings) {
      const symbol = symbolOf(reading.symbol);
      expect(rates[symbol]).toMatchObject({
        fundingRate: reading.fundingRate,
        markPrice: reading.markPrice,
        indexPrice: reading.indexPrice,
        timestamp: reading.pricedAtMs,
      });
      expect(intervals[symbol]).toMatchObject({
        interval: `${reading.fundingPeriodHours}h`,
        fundingTimestamp: reading.nextFundingAtMs,
      });
    }
  },
);

it('reads the same open interest', async () => {
  expect(snapshot.openInterest.size).toBe(listing.perps.length);
  for (const id of ['BTCUSDT', 'PEPEUSDT', '1000BONKUSDT', '龙虾USDT', 'TSLAUSDT', 'ETHPERP']) {
    const now = await exchange.fetchOpenInterest(symbolOf(id));
    const own = snapshot.openInterest.get(id);
    expect(now).toMatchObject({ openInterestAmount: own?.baseQty, timestamp: own?.atMs });
  }
});

it('reads the same turnover', async () => {
  const symbols = ofQuote('USDT').map(({ symbol }) => symbolOf(symbol));
  const tickers = asRow(await exchange.fetchTickers(symbols));
  for (const id of ['BTCUSDT', 'AVAXUSDT', '1MBABYDOGEUSDT']) {
    const reading = snapshot.readings.find(({ symbol }) => symbol === id);
    expect(asRow(tickers[symbolOf(id)])['quoteVolume']).toBe(reading?.quoteVolume24h);
  }
});

it('reads the payments, of which the last was about what had been announced', async () => {
  const paid = asRows(await exchange.fetchFundingRateHistory(symbolOf('BTCUSDT')));
  const reading = snapshot.readings.find(({ symbol }) => symbol === 'BTCUSDT');
  expect(paid.at(-1)).toMatchObject({ timestamp: MIDNIGHT_MS });
  expect(Number(paid.at(-1)?.['fundingRate'])).toBeCloseTo(reading?.fundingRate ?? NaN, 5);
});

it('has no history of open interest to read', () => {
  expect(exchange.has['fetchOpenInterestHistory']).toBe(false);
  expect(bitget.openInterestHistory).toBeNull();
});

it('meets its errors as its own', async () => {
  market.faults.add({ match: 'tickers', times: 1, fault: { kind: 'status', status: 429 } });
  const symbols = ['BTC/USDT:USDT'];
  await expect(exchange.fetchFundingRates(symbols)).rejects.toThrow(ccxt.DDoSProtection);
  market.faults.add({ match: 'tickers', times: 1, fault: { kind: 'status', status: 503 } });
  await expect(exchange.fetchFundingRates(symbols)).rejects.toThrow(ccxt.ExchangeError);
});
