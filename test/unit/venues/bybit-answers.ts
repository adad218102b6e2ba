/** Answers in this venue's envelope, and the adapter's results for them. */
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { bybit } from '../../../lib/venues/bybit';
import { reply } from './replies';

export const signal = new AbortController().signal;
export const NOW_MS = 1_790_000_000_000;

export function envelope(result: unknown, change: Record<string, unknown> = {}) {
  return { retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: NOW_MS, ...change };
}

/** Answers with one body after the other, then always with the last. */
export function http(...bodies: unknown[]) {
  const asked: HttpRequest[] = [];
  const client: HttpClient = (request) => {
    const json = bodies[Math.min(asked.length, bodies.length - 1)];
    asked.push(request);
    return Promise.resolve(reply(json));
  };
  return { client, urls: () => asked.map(({ url }) => url.replace(/^.*\/v5\/market\//, '')) };
}

export function instrument(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    contractType: 'LinearPerpetual',
    status: 'Trading',
    baseCoin: symbol.replace(/USDT$|PERP$/, ''),
    quoteCoin: symbol.endsWith('PERP') ? 'USDC' : 'USDT',
    settleCoin: symbol.endsWith('PERP') ? 'USDC' : 'USDT',
    symbolType: '',
    launchTime: '1600000000000',
    deliveryTime: '0',
    fundingInterval: 480,
    isPreListing: false,
    ...change,
  };
}

export function ticker(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    markPrice: '101.00',
    indexPrice: '100.00',
    openInterest: '63910.5',
    singleOpenInterest: '31955.25',
    turnover24h: '1234.5000',
    fundingRate: '0.0001',
    nextFundingTime: String(NOW_MS + 3_600_000),
    fundingIntervalHour: '4',
    deliveryTime: '0',
    ...change,
  };
}

export const page = (rows: unknown[], nextPageCursor?: string | null) =>
  envelope({ category: 'linear', list: rows, nextPageCursor });
export const listingOf = (...bodies: unknown[]) =>
  bybit.listing.fetch(http(...bodies).client, signal);
export const perpsOf = async (symbols: string[]) =>
  (await listingOf(page(symbols.map((symbol) => instrument(symbol))))).perps;

export async function snapshotOf(body: unknown, symbols = ['AUSDT']) {
  return bybit.snapshot.fetch(http(body).client, await perpsOf(symbols), signal);
}

export const TICKERS = 'bybit, GET /v5/market/tickers';
