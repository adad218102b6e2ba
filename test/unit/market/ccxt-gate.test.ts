/** Somebody else's client for this venue finds in the market what our own adapter finds there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import type { Listing, Snapshot } from '../../../lib/venues/contract';
import { gate } from '../../../lib/venues/gate';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const NOW_MS = MIDNIGHT_MS + 600_000;
const signal = new AbortController().signal;

let market: Market;
let exchange: InstanceType<typeof ccxt.gate>;
/** The client's own words for each, by the venue's name. */
let markets: Map<string, Row>;
let listing: Listing;
let snapshot: Snapshot;

const http = () => createHttpClient({ fetch: market.fetch, now: () => market.clock.now() });

beforeAll(async () => {
  market = await startMarket({ atMs: NOW_MS, speed: 0 });
  exchange = new ccxt.gate({ enableRateLimit: false });
  exchange.options = { ...exchange.options, fetchMarkets: { types: ['swap'] } };
  exchange.has = { ...exchange.has, fetchCurrencies: false };
  const prefix = `http://127.0.0.1:${market.httpPort}/api.gateio.ws/api/v4`;
  const api = asRow(asRow(exchange.urls)['api']);
  exchange.urls = { ...exchange.urls, api: { ...api, public: { futures: prefix } } };
  await exchange.loadMarkets();
  const known = Object.values(asRow(exchange.markets)).map(asRow);
  markets = new Map(known.map((each) => [String(each['id']), each]));
  listing = await gate.listing.fetch(http(), signal);
  snapshot = await gate.snapshot.fetch(http(), listing.perps, signal);
});
afterAll(() => market.close());

it('lists the same contracts as trading, of the same sizes', () => {
  const active = [...markets.values()]
    // One in a circuit breaker is no market for that client while it lasts; for us it is the one to look at.
    .filter(
      (each) =>
        each['linear'] === true &&
        (each['active'] === true || asRow(each['info'])['status'] === 'circuit_breaker'),
    )
    // Before the coin exists: not ours.
    .filter((each) => asRow(each['info'])['is_pre_market'] === false);
  expect(active.map(({ id }) => id).sort()).toEqual(
    listing.perps.map(({ symbol }) => symbol).sort(),
  );
  const sizes = new Map(active.map(({ id, contractSize }) => [id, contractSize]));
  for (const { symbol, coinsPerContract } of listing.perps) {
    expect(sizes.get(symbol)).toBe(coinsPerContract);
  }
});

it('reads the same funding, mark and index of everybody', async () => {
  const rates = Object.values(asRow(await exchange.fetchFundingRates())).map(asRow);
  const byId = new Map(rates.map((rate) => [asRow(rate['info'])['name'], rate]));
  expect(snapshot.readings).toHaveLength(listing.perps.length);
  for (const reading of snapshot.readings) {
    expect(byId.get(reading.symbol)).toMatchObject({
      fundingRate: reading.fundingRate,
      markPrice: reading.markPrice,
      indexPrice: reading.indexPrice,
      fundingTimestamp: reading.nextFundingAtMs,
      interval: `${reading.fundingPeriodHours}h`,
    });
  }
});

it('reads the same open interest and turnover of everybody', async () => {
  const tickers = Object.values(asRow(await exchange.fetchTickers(undefined, { type: 'swap' })));
  const byId = new Map(tickers.map(asRow).map((each) => [asRow(each['info'])['contract'], each]));
  expect(snapshot.openInterest.size).toBe(listing.perps.length);
  for (const { symbol, quoteVolume24h } of snapshot.readings) {
    const ticker = byId.get(symbol) ?? {};
    const contracts = Number(asRow(ticker['info'])['total_size']);
    const baseQty = contracts * Number(markets.get(symbol)?.['contractSize']);
    expect(snapshot.openInterest.get(symbol)?.baseQty).toBe(baseQty);
    expect(ticker['quoteVolume']).toBe(quoteVolume24h);
  }
});

it('reads the same history of open interest, whose end is the present', async () => {
  for (const symbol of ['BTC_USDT', 'PEPE_USDT', 'MBABYDOGE_USDT', 'AVAX_USDT']) {
    const perp = listing.perps.find((each) => each.symbol === symbol);
    if (perp === undefined) throw new Error(symbol);
    const ours = (await gate.openInterestHistory?.fetch(http(), perp, signal)) ?? [];
    const name = String(markets.get(symbol)?.['symbol']);
    const theirs = await exchange.fetchOpenInterestHistory(name, '15m', undefined, 100);
    // Theirs has the running bucket, and names them by their start.
    const final = asRows(theirs).slice(0, -1);
    expect(ours.map(({ atMs }) => atMs - 900_000)).toEqual(final.map((row) => row['timestamp']));
    expect(ours.map(({ baseQty }) => baseQty)).toEqual(
      final.map((row) => Number(row['openInterestAmount']) * perp.coinsPerContract),
    );
    expect(ours.map(({ markPrice }) => markPrice)).toEqual(
      final.map((row) => asRow(row['info'])['mark_price']),
    );
    expect(ours).toHaveLength(99);
    expect(ours.at(-1)?.atMs).toBe(MIDNIGHT_MS);
    const now = snapshot.openInterest.get(symbol)?.baseQty ?? NaN;
    expect(Math.abs((ours.at(-1)?.baseQty ?? NaN) / now - 1)).toBeLessThan(0.02);
  }
});

it('meets its errors as its own', async () => {
  market.faults.add({ match: 'contracts', times: 1, fault: { kind: 'status', status: 429 } });
  await expect(exchange.fetchFundingRates()).rejects.toThrow(ccxt.RateLimitExceeded);
  await expect(
    exchange.publicFuturesGetSettleContractStats({ settle: 'usdt', contract: 'NOPE_USDT' }),
  ).rejects.toThrow(ccxt.BadSymbol);
});
