/**
 * Binance USD-M futures: the public endpoints that we use, and the fields that we rely on.
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
  parseHistory,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../shared/answers';
import { refusalError, troubleOfResponse } from '../shared/refusal';

const ORIGIN = 'https://fapi.binance.com';

function request(path: string, query = ''): HttpRequest {
  return { venue: 'binance', endpoint: `GET ${path}`, url: ORIGIN + path + query, troubleOf };
}

function troubleOf(status: number, body: string): TroubleKind | null {
  // 418 is a ban, whatever the code.
  return troubleOfResponse(status, body, status === 418 ? () => null : troubleOfBody);
}

/**
 * From the code in `{code, msg}`; null for codes about the request.
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code
 */
function troubleOfBody(body: string): TroubleKind | null {
  switch (/"code":\s*(-\d+)/.exec(body)?.[1]) {
    case '-1003':
      return /banned/i.test(body) ? 'banned' : 'rate-limited';
    case '-1007':
      return 'timeout';
    // Disconnected, unexpected internal response, overloaded, shutting down.
    case '-1001':
    case '-1006':
    case '-1008':
    case '-1016':
      return 'server';
    // Unauthorized; not allowed from this IP address.
    case '-1002':
    case '-1011':
      return 'forbidden';
    default:
      return null;
  }
}

/** The JSON. Error bodies may come with HTTP 200. */
async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json, status } = await http(site, signal);
  const refused = refusal.safeParse(json).data;
  if (refused === undefined) return json;
  const { code, msg } = refused;
  throw refusalError(site, `code ${code}`, msg, troubleOf(status, JSON.stringify(refused)));
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

/** All contracts of any status. Weight 1, over 1 MB. */
export async function fetchInstruments(http: HttpClient, signal: AbortSignal) {
  const site = request('/fapi/v1/exchangeInfo');
  const json = await ask(http, site, signal);
  return parseRows(site, parseBody(site, json, exchangeInfo).symbols, instrument);
}

const fundingPeriod = z.object({ symbol: symbolName, fundingIntervalHours: decimal });

/**
 * Funding periods of the `wanted` symbols in hours; symbols that are left out have 8. Updated a minute or so after a payment. Has
 * its own rate limit, 500 per 5 minutes.
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
  /** "0.00000000" on settled contracts. */
  estimatedSettlePrice: z.optional(decimalOrNull),
  /** The estimate for the current period, despite its name. Empty on dated contracts. */
  lastFundingRate: decimalOrNull,
  /** 0 on dated contracts. */
  nextFundingTime: decimalOrNull,
  time: timeMs,
});
export type Premium = z.infer<typeof premium>;

/** Mark price, index price and funding of the `wanted` symbols; the answer has all contracts. Weight 10. */
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

/** 24 h turnover of the `wanted` symbols, in quote currency. Weight 40. */
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

/** Current open interest of one symbol, in coins. Weight 1; there is no bulk endpoint. */
export async function fetchOpenInterest(http: HttpClient, symbol: string, signal: AbortSignal) {
  const query = `?symbol=${encodeURIComponent(symbol)}`;
  const site = { ...request('/fapi/v1/openInterest', query), maxBytes: MAX_SYMBOL_BYTES };
  const json = await ask(http, site, signal);
  const row = parseBody(site, json, openInterest);
  mustBeOf(site, symbol, row.symbol);
  return row;
}

const openInterestSample = z.object({ symbol: text, sumOpenInterest: decimal, timestamp: timeMs });

/** 500 rows, the maximum, of 5 minutes. */
export const PAGE_MS = 500 * 300_000;

/**
 * Open interest in 5-minute steps: the last 24 h, or a page. A start more than 30 days ago is rejected. No weight, but its own
 * rate limit, 1,000 requests per 5 minutes.
 */
export async function fetchHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page ? `500&startTime=${page.fromMs}&endTime=${page.toMs - 1}` : '289';
  const query = `?symbol=${encodeURIComponent(symbol)}&period=5m&limit=${range}`;
  const site = { ...request('/futures/data/openInterestHist', query), maxBytes: MAX_SYMBOL_BYTES };
  const json = await ask(http, site, signal);
  const rows = parseHistory(site, json, openInterestSample);
  // Mirrors of this API leave the symbol out, or put something else there.
  for (const row of rows) if (row.symbol?.includes('USD')) mustBeOf(site, symbol, row.symbol);
  return rows;
}
