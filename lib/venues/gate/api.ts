/**
 * Gate's perpetuals settled in USDT: the public endpoints that we use, and the fields that we rely on. An error is
 * `{label, message}`. Answers are not compressed, and state their time only in the `Date` header.
 * https://www.gate.com/docs/developers/apiv4/en/#futures
 */
import { quoted } from '../../domain/foreign-text';
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { headerDate } from '../../http/headers';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import {
  decimal,
  decimalIfAny,
  decimalOrNull,
  flag,
  MAX_SYMBOL_BYTES,
  parseHistory,
  parseRows,
  symbolName,
  text,
  timeMsFromSeconds,
} from '../shared/answers';
import { isAboutRegion, isConclusive } from '../shared/refusal';

/** The tickers have taken more than half a minute. */
const TIMEOUT_MS = 60_000;
/** The date of an answer that took longer is too old to set a clock by. */
const PROMPT_MS = 5_000;

function request(path: string, query = ''): HttpRequest {
  const endpoint = `/api/v4/futures/usdt/${path}`;
  return {
    venue: 'gate',
    endpoint: `GET ${endpoint}`,
    url: `https://api.gateio.ws${endpoint}${query}`,
    timeoutMs: TIMEOUT_MS,
    troubleOf: (status, body) => (isConclusive(status) ? null : troubleOf(body)),
  };
}

/**
 * Null for labels about the request, and without one.
 * https://www.gate.com/docs/developers/apiv4/en/#label-list
 */
function troubleOf(body: string): TroubleKind | null {
  if (isAboutRegion(body)) return 'region';
  const label = /"label":\s*"(\w+)/.exec(body)?.[1] ?? '';
  if (/^TOO_(MANY_REQUESTS|FAST)$/.test(label)) return 'rate-limited';
  if (label === 'SERVER_TIMEOUT') return 'timeout';
  if (/^(INTERNAL|(INTERNAL_)?SERVER_ERROR|TOO_BUSY)$/.test(label)) return 'server';
  // An API key is required, or the IP address is not allowed.
  return FORBIDDEN.test(label) ? 'forbidden' : null;
}

const FORBIDDEN =
  /^((REQUEST_)?FORBIDDEN|IP_FORBIDDEN|AUTHENTICATION_FAILED|INVALID_(CREDENTIALS|KEY|SIGNATURE)|MISSING_REQUIRED_HEADER)$/;

async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json, headers, sentAtMs, receivedAtMs } = await http(site, signal);
  const refused = Array.isArray(json) ? '' : JSON.stringify(json).slice(0, 120);
  if (refused.includes('"label"')) {
    throw new VenueError(site, troubleOf(refused) ?? 'refused', quoted(refused));
  }
  const dateMs = headerDate(headers);
  return {
    json,
    /** Of the data: without a date, when the request was sent, which is rather too old than too new. */
    atMs: dateMs ?? sentAtMs,
    venueTimeMs: receivedAtMs - sentAtMs < PROMPT_MS ? dateMs : null,
  };
}

const contract = z.object({
  name: symbolName,
  /** `direct`, or `inverse` in the list of those settled in BTC. */
  type: text,
  /** Absent in older answers. */
  status: text,
  in_delisting: z.nullable(z.boolean()),
  is_pre_market: flag,
  /** `stocks`, `indices`, `metals`, `commodities`, `forex`; empty for crypto. */
  contract_type: text,
  /** Coins per contract; "0" for inverse ones. */
  quanto_multiplier: decimal,
  /** Seconds. */
  funding_interval: decimal,
  /** Seconds since 1970. Switches to the payment after the next one up to a minute early. */
  funding_next_apply: decimalIfAny,
  /** Seconds since 1970, or 0. */
  launch_time: z.optional(decimalOrNull),
});
export type Contract = z.infer<typeof contract>;

/** All contracts of any status. Over 1 MB. */
export async function fetchContracts(http: HttpClient, signal: AbortSignal) {
  const site = request('contracts');
  const { json, atMs } = await ask(http, site, signal);
  return { ...parseRows(site, json, contract), atMs };
}

const ticker = z.object({
  contract: symbolName,
  mark_price: decimalOrNull,
  index_price: decimalOrNull,
  /** The running estimate, per period. */
  funding_rate: decimalOrNull,
  /** Open interest, contracts. */
  total_size: decimalOrNull,
  /** Coins per contract; absent in older answers. */
  quanto_multiplier: decimalIfAny,
  volume_24h_quote: decimalOrNull,
});
export type Ticker = z.infer<typeof ticker>;

/** Prices, funding, open interest and turnover of the `symbols`; the answer has all contracts. Half a MB. */
export async function fetchTickers(
  http: HttpClient,
  symbols: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
) {
  const site = request('tickers');
  const { json, ...times } = await ask(http, site, signal);
  return { ...parseRows(site, json, ticker, { symbols, field: 'contract' }), ...times };
}

const bucket = z.object({
  time: timeMsFromSeconds,
  /** Contracts. */
  open_interest: decimal,
  /** Their value, with the contract size and the mark price of that time. */
  open_interest_usd: decimalIfAny,
  mark_price: decimalIfAny,
});
export type Bucket = z.infer<typeof bucket>;

/** 15 minutes: a third of the bytes of 5-minute buckets, and within the tolerance of the 1 h window. */
export const BUCKET_MS = 900_000;

/** 500 rows; the maximum, 2,000, would be half a megabyte. */
export const PAGE_MS = 500 * BUCKET_MS;

/**
 * The last 25 h with the current bucket; or a page, with a row or two after it. Has its own rate limit. A bucket's `time` is its
 * start, its values are of its end.
 */
export async function fetchHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page
    ? `${Math.ceil((page.toMs - page.fromMs) / BUCKET_MS)}&from=${Math.ceil((page.fromMs - BUCKET_MS) / 1000)}`
    : '100';
  const query = `?contract=${encodeURIComponent(symbol)}&interval=15m&limit=${range}`;
  const site = { ...request('contract_stats', query), maxBytes: MAX_SYMBOL_BYTES };
  const { json, atMs } = await ask(http, site, signal);
  return { rows: parseHistory(site, json, bucket), atMs };
}
