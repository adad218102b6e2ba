/** Somebody else's client for this venue finds in the market what it would find there. */
import ccxt from 'ccxt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const SYMBOLS = ['BTC/USDT:USDT', '1000PEPE/USDT:USDT', 'AVAX/USDT:USDT', 'ETH/USDC:USDC'];

let market: Market;
let exchange: InstanceType<typeof ccxt.binanceusdm>;

beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS + 10_000, speed: 0 });
  exchange = new ccxt.binanceusdm({ enableRateLimit: false });
  const prefix = `http://127.0.0.1:${market.httpPort}/fapi.binance.com`;
  const api = asRow(asRow(exchange.urls)['api']);
  exchange.urls = {
    ...exchange.urls,
    api: {
      ...api,
      fapiPublic: `${prefix}/fapi/v1`,
      fapiPublicV2: `${prefix}/fapi/v2`,
      fapiData: `${prefix}/futures/data`,
    },
  };
  await exchange.loadMarkets();
});
afterAll(() => market.close());

async function own(path: string): Promise<unknown> {
  return (await market.fetch(`https://fapi.binance.com${path}`)).json();
}

const idOf = (symbol: string): string => String(asRow(exchange.market(symbol))['id']);

it('lists the contracts', () => {
  const active = Object.values(asRow(exchange.markets))
    .map(asRow)
    .filter((each) => each['swap'] === true && each['active'] === true);
  expect(active.length).toBeGreaterThan(600);
  expect(exchange.market('BTC/USDT:USDT')).toMatchObject({
    id: 'BTCUSDT',
    linear: true,
    swap: true,
  });
  expect(exchange.market('BTC/USDT:USDT-260327')).toMatchObject({ future: true });
  expect(exchange.market('1000SATS/USDT:USDT')).toMatchObject({ active: true });
});

it('reads funding, mark and index', async () => {
  const rates = asRow(await exchange.fetchFundingRates(SYMBOLS));
  for (const symbol of SYMBOLS) {
    const row = asRow(await own(`/fapi/v1/premiumIndex?symbol=${idOf(symbol)}`));
    expect(rates[symbol]).toMatchObject({
      fundingRate: Number(row['lastFundingRate']),
      markPrice: Number(row['markPrice']),
      indexPrice: Number(row['indexPrice']),
      fundingTimestamp: row['nextFundingTime'],
    });
  }
});

it('reads open interest, now and in its history', async () => {
  for (const symbol of SYMBOLS) {
    const now = await exchange.fetchOpenInterest(symbol);
    const row = asRow(await own(`/fapi/v1/openInterest?symbol=${idOf(symbol)}`));
    expect(now).toMatchObject({
      openInterestAmount: Number(row['openInterest']),
      timestamp: MIDNIGHT_MS + 10_000,
    });
    const history = await exchange.fetchOpenInterestHistory(symbol, '5m', undefined, 289);
    const rows = asRows(
      await own(`/futures/data/openInterestHist?symbol=${idOf(symbol)}&period=5m&limit=289`),
    );
    expect(history).toHaveLength(289);
    expect(history.map((each) => asRow(each)['timestamp'])).toEqual(
      rows.map(({ timestamp }) => timestamp),
    );
    expect(asRow(history.at(-1))['openInterestAmount']).toBe(
      Number(rows.at(-1)?.['sumOpenInterest']),
    );
  }
});

it('meets its errors as its own', async () => {
  market.faults.add({ match: 'premiumIndex', times: 1, fault: { kind: 'status', status: 429 } });
  await expect(exchange.fetchFundingRates(SYMBOLS)).rejects.toThrow(ccxt.DDoSProtection);
});
