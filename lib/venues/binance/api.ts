/**
 * Binance USD-M futures, the public endpoints we read and the parts of their answers we rely on.
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import * as z from '../../schema';
import type { Page } from '../contract';
import {
  decimal,
  decimalOrNull,
  MAX_SYMBOL_BYTES,
  mustBeOf,
  parseBody,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../parse';
import { isAboutRegion, refusedWith, saysAll } from '../region';

const ORIGIN = 'https://fapi.binance.com';

function request(path: string, query = ''): HttpRequest {
  return { venue: 'binance', endpoint: `GET ${path}`, url: ORIGIN + path + query, troubleOf };
}

/**
 * Of `{code, msg}`, whatever its status; null where that says more (403, 418, 451), and for codes about the request.
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code
 */
function troubleOf(status: number, body: string): TroubleKind | null {
  if (isAboutRegion(body)) return 'region';
  if (status === 418 || saysAll(status)) return null;
  switch (/"code":\s*(-\d+)/.exec(body)?.[1]) {
    case '-1003':
      return /banned/i.test(body) ? 'banned' : 'rate-limited';
    case '-1007':
      return 'timeout';
    // Disconnected, an answer from within that nobody expected, overloaded, shutting down.
    case '-1001':
    case '-1006':
    case '-1008':
    case '-1016':
      return 'server';
    // No right to be here, and the path is not for this address.
    case '-1002':
    case '-1011':
      return 'forbidden';
    default:
      return null;
  }
}

/** Its JSON, unless that is a refusal, which may come with HTTP 200. */
async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json, status } = await http(site, signal);
  const refused = refusal.safeParse(json).data;
  if (refused === undefined) return json;
  const { code, msg } = refused;
  throw refusedWith(site, `code ${code}`, msg, troubleOf(status, JSON.stringify(refused)));
}

const refusal = z.object({ code: z.number(), msg: z.string() });

const exchangeInfo = z.object({ symbols: z.array(z.unknown()) });

const instrument = z.object({
  symbol: symbolName,
  status: textOrNull,
  contractType: textOrNull,
  baseAsset: z.string(),
  quoteAsset: z.string(),
  underlyingType: text,
  onboardDate: z.optional(decimalOrNull),
});
export type Instrument = z.infer<typeof instrument>;

/** Every contract the venue knows, whatever its status. Weight 1, over 1 MB. */
export async function fetchInstruments(http: HttpClient, signal: AbortSignal) {
  const site = request('/fapi/v1/exchangeInfo');
  const json = await ask(http, site, signal);
  return parseRows(site, parseBody(site, json, exchangeInfo).symbols, instrument);
}

const fundingPeriod = z.object({ symbol: symbolName, fundingIntervalHours: decimal });

/**
 * Funding periods of the `wanted` symbols, h; one that is not in it has 8. It follows a payment by a minute or so. Counts against
 * its own limit of 500 per 5 minutes.
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Get-Funding-Rate-Info
 */
export async function fetchFundingPeriods(
  http: HttpClient,
  wanted: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
) {
  const site = request('/fapi/v1/fundingInfo');
  const json = await ask(http, site, signal);
  return parseRows(site, json, fundingPeriod, { symbols: wanted, field: 'symbol' });
}

const premium = z.object({
  symbol: symbolName,
  markPrice: decimalOrNull,
  indexPrice: decimalOrNull,
  /** "0.00000000" on contracts that have been settled. */
  estimatedSettlePrice: z.optional(decimalOrNull),
  /** The estimate for the running period, despite its name. Empty on dated contracts. */
  lastFundingRate: decimalOrNull,
  /** 0 on dated contracts. */
  nextFundingTime: decimalOrNull,
  time: timeMs,
});
export type Premium = z.infer<typeof premium>;

/** Mark, index and funding of the `wanted` symbols, out of every contract's. Weight 10. */
export async function fetchPremiums(
  http: HttpClient,
  wanted: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
) {
  const site = request('/fapi/v1/premiumIndex');
  const json = await ask(http, site, signal);
  return parseRows(site, json, premium, { symbols: wanted, field: 'symbol' });
}

const ticker = z.object({ symbol: symbolName, quoteVolume: decimal });
export type Ticker = z.infer<typeof ticker>;

/** Turnover of the last 24 h of the `wanted` symbols, in quote currency. Weight 40. */
export async function fetchTickers(
  http: HttpClient,
  wanted: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
) {
  const site = request('/fapi/v1/ticker/24hr');
  const json = await ask(http, site, signal);
  return parseRows(site, json, ticker, { symbols: wanted, field: 'symbol' });
}

const openInterest = z.object({ symbol: text, openInterest: decimal, time: timeMs });

/** Open interest of one symbol now, in coins. Weight 1; there is no bulk form. */
export async function fetchOpenInterest(http: HttpClient, symbol: string, signal: AbortSignal) {
  const query = `?symbol=${encodeURIComponent(symbol)}`;
  const site = { ...request('/fapi/v1/openInterest', query), maxBytes: MAX_SYMBOL_BYTES };
  const json = await ask(http, site, signal);
  const row = parseBody(site, json, openInterest);
  mustBeOf(site, symbol, row.symbol);
  return row;
}

const openInterestSample = z.object({ symbol: text, sumOpenInterest: decimal, timestamp: timeMs });

/** 500 rows, the most there can be, of 5 minutes. */
export const PAGE_MS = 500 * 300_000;

/**
 * In 5-minute steps: 24 h and the newest one, or a page. A start more than 30 days ago is refused. No weight, but a limit of its
 * own: 1,000 requests per 5 minutes.
 */
export async function fetchOpenInterestHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page ? `500&startTime=${page.fromMs}&endTime=${page.toMs - 1}` : '289';
  const query = `?symbol=${encodeURIComponent(symbol)}&period=5m&limit=${range}`;
  const site = { ...request('/futures/data/openInterestHist', query), maxBytes: MAX_SYMBOL_BYTES };
  const json = await ask(http, site, signal);
  // A contract in its first minutes has no history yet; that is an answer, not a fault.
  if (Array.isArray(json) && json.length === 0) return [];
  const { rows } = parseRows(site, json, openInterestSample);
  // Some that serve it again leave the name out, or write another thing there.
  for (const row of rows) if (row.symbol?.includes('USD')) mustBeOf(site, symbol, row.symbol);
  return rows;
}
