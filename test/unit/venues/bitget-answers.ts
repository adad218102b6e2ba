/** Bodies in Bitget's format, and a client that answers with them. */
import type { HttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { bitget } from '../../../lib/venues/bitget';
import { reply } from './replies';

export const signal = new AbortController().signal;
export const NOW_MS = 1_790_000_000_000;

export const INSTRUMENTS = '/api/v3/market/instruments';
export const TICKERS = '/api/v2/mix/market/tickers';
export const FUNDING = '/api/v2/mix/market/current-fund-rate';

export const envelope = (data: unknown, change: Record<string, unknown> = {}) => ({
  code: '00000',
  msg: 'success',
  requestTime: NOW_MS,
  data,
  ...change,
});

/** The default: one perpetual of the other product. */
const OTHER: Record<string, unknown[]> = {
  [INSTRUMENTS]: [instrument('ZPERP', { baseCoin: 'Z', quoteCoin: 'USDC' })],
  [TICKERS]: [ticker('ZPERP')],
  [FUNDING]: [funding('ZPERP')],
};

/**
 * Answers each path, with `USDC` appended or not, with its rows in the envelope; a VenueError is thrown, an object is
 * the whole body.
 */
export function http(bodies: Record<string, unknown>): HttpClient {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const product = searchParams.get('productType') ?? searchParams.get('category');
    const isOther = product === 'USDC-FUTURES';
    const given = bodies[isOther ? `${pathname} USDC` : pathname];
    const usual = bodies[pathname] ?? [];
    // An error concerns the whole host, so it is the same for both products.
    const other = Array.isArray(usual) ? OTHER[pathname] : usual;
    const body = given ?? (isOther ? other : []);
    if (body instanceof VenueError) return Promise.reject(body);
    const json = Array.isArray(body) ? envelope(body) : body;
    return Promise.resolve(reply(json));
  };
}

export function instrument(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    category: 'USDT-FUTURES',
    baseCoin: symbol.replace(/USDT$/, ''),
    quoteCoin: 'USDT',
    type: 'perpetual',
    status: 'online',
    symbolType: 'crypto',
    isRwa: 'NO',
    offTime: '-1',
    launchTime: '',
    deliveryTime: '',
    fundInterval: '8',
    ...change,
  };
}

export function ticker(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    lastPr: '101.1',
    ts: String(NOW_MS),
    markPrice: '101',
    indexPrice: '100',
    fundingRate: '0.0001',
    holdingAmount: '35194.2193999999167',
    baseVolume: '20',
    quoteVolume: '2020.5',
    usdtVolume: '2020.5',
    deliveryTime: null,
    ...change,
  };
}

export function funding(symbol: string, change: Record<string, unknown> = {}) {
  return {
    symbol,
    fundingRate: '0.000074',
    fundingRateInterval: '4',
    nextUpdate: String(NOW_MS + 3_600_000),
    minFundingRate: '-0.003',
    maxFundingRate: '0.003',
    ...change,
  };
}

export function listingOf(bodies: Record<string, unknown>) {
  return bitget.listing.fetch(http(bodies), signal);
}

/** With these symbols listed; `ZPERP` is always one of them. */
export async function snapshotOf(bodies: Record<string, unknown>, symbols = ['AUSDT']) {
  const { perps } = await listingOf({
    [INSTRUMENTS]: symbols.map((symbol) => instrument(symbol)),
  });
  return bitget.snapshot.fetch(http(bodies), perps, signal);
}
