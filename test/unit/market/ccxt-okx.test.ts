/** Somebody else's client for this venue finds in the market what our own adapter finds there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { okx } from '../../../lib/venues/okx';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { asRow, MIDNIGHT_MS } from './ask';

const SYMBOLS = ['BTC/USDT:USDT', 'PEPE/USDT:USDT', 'AVAX/USDT:USDT', 'ETH/USDC:USDC'];

let market: Market;
let exchange: InstanceType<typeof ccxt.okx>;

beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS + 10_000, speed: 0 });
  exchange = new ccxt.okx({ enableRateLimit: false });
  exchange.options = { ...exchange.options, fetchMarkets: { types: ['spot', 'future', 'swap'] } };
  exchange.urls = {
    ...exchange.urls,
    api: { rest: `http://127.0.0.1:${market.httpPort}/www.okx.com` },
  };
  await exchange.loadMarkets();
});
afterAll(() => market.close());

const signal = new AbortController().signal;
const http = () => createHttpClient({ fetch: market.fetch, now: () => market.clock.now() });
const idOf = (symbol: string): string => String(asRow(exchange.market(symbol))['id']);
const ours = async () => (await okx.listing.fetch(http(), signal)).perps;

it('lists the contracts that we list', async () => {
  const active = Object.values(asRow(exchange.markets))
    .map(asRow)
    .filter((each) => each['swap'] === true && each['linear'] === true && each['active'] === true)
    // Several dollars at once, and coins that do not exist yet: not ours.
    .filter((each) => /USD[TC]$/.test(String(each['settle'])))
    .filter((each) => asRow(each['info'])['ruleType'] === 'normal');
  // X-Perps are futures there.
  const perps = (await ours()).filter(({ symbol }) => symbol.endsWith('-SWAP'));
  expect(active.map(({ id }) => id).sort()).toEqual(perps.map(({ symbol }) => symbol).sort());
  for (const { symbol, coinsPerContract } of perps) {
    expect(active.find(({ id }) => id === symbol)?.['contractSize']).toBe(coinsPerContract);
  }
});

it('reads funding, mark and open interest as we do', async () => {
  market.clock.advance(10_000);
  const perps = await ours();
  const snapshot = await okx.snapshot.fetch(http(), perps, signal);
  const rates = asRow(await exchange.fetchFundingRates(SYMBOLS));
  const marks = asRow(await exchange.fetchMarkPrices(SYMBOLS));
  const interests = asRow(await exchange.fetchOpenInterests(SYMBOLS));
  for (const symbol of SYMBOLS) {
    const id = idOf(symbol);
    const reading = snapshot.readings.find((each) => each.symbol === id);
    expect(rates[symbol]).toMatchObject({
      fundingRate: reading?.fundingRate,
      fundingTimestamp: reading?.nextFundingAtMs,
      interval: `${reading?.fundingPeriodHours ?? 0}h`,
    });
    expect(asRow(marks[symbol])['markPrice']).toBe(reading?.markPrice);
    const sample = snapshot.openInterest.get(id);
    expect(interests[symbol]).toMatchObject({
      baseVolume: sample?.baseQty,
      timestamp: sample?.atMs,
    });
  }
});

it('reads the history as we do', async () => {
  for (const symbol of SYMBOLS) {
    market.clock.advance(10_000);
    const perp = (await ours()).find((each) => each.symbol === idOf(symbol));
    if (!perp) throw new Error(`${symbol} is not listed`);
    const samples = await okx.openInterestHistory?.fetch(http(), perp, signal);
    const answer = asRow(
      await exchange.publicGetRubikStatContractsOpenInterestHistory({
        instId: idOf(symbol),
        period: '15m',
        limit: '100',
      }),
    );
    const rows = Array.isArray(answer['data']) ? answer['data'].map(Object.values) : [];
    expect(rows).toHaveLength(100);
    expect(samples).toEqual(
      rows.map(([ts, , baseQty]) => ({ atMs: Number(ts), baseQty: Number(baseQty) })).reverse(),
    );
  }
  // Its own way to ask is by coin: all of its contracts together, in USD.
  const history = await exchange.fetchOpenInterestHistory('BTC', '5m', undefined, 10);
  expect(history).toHaveLength(10);
  const now = asRow(await exchange.fetchOpenInterest('BTC/USDT:USDT'));
  const part = Number(now['openInterestValue']) / Number(history.at(-1)?.openInterestValue);
  expect(part).toBeGreaterThan(0.5);
  expect(part).toBeLessThan(1);
});

it('meets its errors as its own', async () => {
  const busy = { kind: 'status', status: 429 } as const;
  market.faults.add({ match: 'funding-rate', times: 1, fault: busy });
  await expect(exchange.fetchFundingRates(SYMBOLS)).rejects.toThrow(ccxt.RateLimitExceeded);
  await expect(exchange.fetchOpenInterestHistory('NOPE', '5m')).rejects.toThrow(
    'okx does not have currency code NOPE',
  );
  await expect(
    exchange.publicGetPublicMarkPrice({ instType: 'SWAP', instId: 'X' }),
  ).rejects.toThrow(ccxt.BadSymbol);
});
