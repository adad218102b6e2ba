/** Bodies in OKX's format, and a client that answers with them. */
import type { Perp } from '../../../lib/domain/perp';
import type { HttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { okx } from '../../../lib/venues/okx';
import { reply } from './replies';

export const signal = new AbortController().signal;
export const NOW_MS = 1_790_000_000_000;
export const HOUR_MS = 3_600_000;

export const MARK = '/api/v5/public/mark-price';
export const FUNDING = '/api/v5/public/funding-rate';
export const OPEN_INTEREST = '/api/v5/public/open-interest';
export const TICKERS = '/api/v5/market/tickers';
export const INDEX = '/api/v5/market/index-tickers';
export const INSTRUMENTS = '/api/v5/public/instruments';
export const HISTORY = '/api/v5/rubik/stat/contracts/open-interest-history';

/**
 * Answers each path, with ` FUTURES` appended for those, with its data in the envelope; a VenueError is thrown, an
 * object is the whole body.
 */
export function http(bodies: Record<string, unknown>): HttpClient {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const quote = searchParams.get('quoteCcy');
    const kind = searchParams.get('instType') === 'FUTURES' ? ' FUTURES' : '';
    const usual = bodies[quote === null ? pathname : `${pathname} ${quote}`];
    // No futures unless given; an error concerns the whole host.
    const body =
      kind === '' ? usual : (bodies[pathname + kind] ?? (Array.isArray(usual) ? [] : usual));
    if (body instanceof VenueError) return Promise.reject(body);
    const json = Array.isArray(body) ? { code: '0', msg: '', data: body } : body;
    return Promise.resolve(reply(json));
  };
}

export function instrument(instId: string, change: Record<string, unknown> = {}) {
  const [base, quote] = instId.split('-');
  return {
    instId,
    instType: 'SWAP',
    state: 'live',
    ctType: 'linear',
    settleCcy: quote,
    ctVal: '0.01',
    ctMult: '1',
    ctValCcy: base,
    listTime: '1600000000000',
    ruleType: 'normal',
    instCategory: '1',
    ...change,
  };
}

export async function listingOf(rows: unknown) {
  return okx.listing.fetch(http({ [INSTRUMENTS]: rows }), signal);
}

export async function perpsOf(...symbols: string[]): Promise<Perp[]> {
  return (await listingOf(symbols.map((symbol) => instrument(symbol)))).perps;
}

export const funding = (instId: string, change: Record<string, unknown> = {}) => ({
  instId,
  instType: 'SWAP',
  fundingRate: '0.0001000000000000',
  fundingTime: String(NOW_MS + HOUR_MS),
  nextFundingRate: '',
  nextFundingTime: String(NOW_MS + 5 * HOUR_MS),
  ts: String(NOW_MS - 9_000),
  ...change,
});
export const mark = (instId: string, change: Record<string, unknown> = {}) => ({
  instId,
  instType: 'SWAP',
  markPx: '101',
  ts: String(NOW_MS - 200),
  ...change,
});
export const openInterest = (instId: string, change: Record<string, unknown> = {}) => ({
  instId,
  instType: 'SWAP',
  oi: '500',
  oiCcy: '5',
  oiUsd: '505',
  ts: String(NOW_MS),
  ...change,
});
export const ticker = (instId: string, change: Record<string, unknown> = {}) => ({
  instId,
  instType: 'SWAP',
  last: '100.5',
  vol24h: '100000',
  volCcy24h: '1000',
  ts: String(NOW_MS),
  ...change,
});
