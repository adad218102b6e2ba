/**
 * Gate's perpetuals settled in USDT, the public endpoints we read and the parts of their answers we rely on. A refusal
 * is `{label, message}`. Nothing is packed on its way, and no answer states its time: its header does.
 * https://www.gate.com/docs/developers/apiv4/en/#futures
 */
import { quoted } from '../../domain/foreign-text';
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import { dateOf } from '../date-header';
import {
  decimal,
  decimalIfAny,
  decimalOrNull,
  flag,
  MAX_SYMBOL_BYTES,
  parseRows,
  symbolName,
  text,
  timeMsFromSeconds,
} from '../parse';
import { isAboutRegion, saysAll } from '../region';

/** More than half a minute has been seen for the tickers. */
const TIMEOUT_MS = 60_000;
/** An answer that took longer began too long ago for its date to tell what time it is. */
const PROMPT_MS = 5_000;

function request(path: string, query = ''): HttpRequest {
  const endpoint = `/api/v4/futures/usdt/${path}`;
  return {
    venue: 'gate',
    endpoint: `GET ${endpoint}`,
    url: `https://api.gateio.ws${endpoint}${query}`,
    timeoutMs: TIMEOUT_MS,
    troubleOf: (status, body) => (saysAll(status) ? null : troubleOf(body)),
  };
}

/**
 * Null for labels that are about the request, and for bodies without one.
 * https://www.gate.com/docs/developers/apiv4/en/#label-list
 */
function troubleOf(body: string): TroubleKind | null {
  if (isAboutRegion(body)) return 'region';
  const label = /"label":\s*"(\w+)/.exec(body)?.[1] ?? '';
  if (/^TOO_(MANY_REQUESTS|FAST)$/.test(label)) return 'rate-limited';
  if (label === 'SERVER_TIMEOUT') return 'timeout';
  if (/^(INTERNAL|(INTERNAL_)?SERVER_ERROR|TOO_BUSY)$/.test(label)) return 'server';
  // A key is asked for, or the address has no right to be here.
  return FORBIDDEN.test(label) ? 'forbidden' : null;
}

const FORBIDDEN =
  /^((REQUEST_)?FORBIDDEN|IP_FORBIDDEN|AUTHENTICATION_FAILED|INVALID_(CREDENTIALS|KEY|SIGNATURE)|MISSING_REQUIRED_HEADER)$/;

async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const askedAtMs = Date.now();
  const { json, headers } = await http(site, signal);
  const refusal = Array.isArray(json) ? '' : JSON.stringify(json).slice(0, 120);
  if (refusal.includes('"label"')) {
    throw new VenueError(site, troubleOf(refusal) ?? 'refused', quoted(refusal));
  }
  const dateMs = dateOf(headers);
  return {
    json,
    /** Of what is in it; without a date, not after it was asked for: rather too old than too young. */
    atMs: dateMs ?? askedAtMs,
    venueTimeMs: Date.now() - askedAtMs < PROMPT_MS ? dateMs : null,
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
  /** What it follows: `stocks`, `indices`, `metals`, `commodities`, `forex`; empty for crypto. */
  contract_type: text,
  /** Coins in one contract; "0" for inverse ones. */
  quanto_multiplier: decimal,
  /** Seconds. */
  funding_interval: decimal,
  /** Seconds since 1970: the next payment; up to a minute early, the one after. */
  funding_next_apply: decimalIfAny,
  /** Seconds since 1970, or 0. */
  launch_time: z.optional(decimalOrNull),
});
export type Contract = z.infer<typeof contract>;

/** Every contract, whatever its status. Over 1 MB. */
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
  /** Coins in one of these contracts; absent in older answers. */
  quanto_multiplier: decimalIfAny,
  volume_24h_quote: decimalOrNull,
});
export type Ticker = z.infer<typeof ticker>;

/** Prices, funding, open interest and turnover of the `symbols`, out of every contract's. Half a MB. */
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
  /** What they were worth, worked out with the contract's size and the mark price of that moment. */
  open_interest_usd: decimalIfAny,
  /** Open interest is of use without it. */
  mark_price: decimalIfAny,
});
export type Bucket = z.infer<typeof bucket>;

/** 15 minutes: a third of the bytes of 5, and near enough to an hour ago. */
export const BUCKET_MS = 900_000;

/** 2,000 rows would be allowed, and be half a megabyte. */
export const PAGE_MS = 500 * BUCKET_MS;

/**
 * The last 25 h, the running bucket too; or a page, and a row or two after it. Limited for itself, as the others are. A bucket is
 * named by its start, in seconds, and of use for its end.
 */
export async function fetchBuckets(
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
  // A contract in its first minutes has no history yet; that is an answer, not a fault.
  const isYoung = Array.isArray(json) && json.length === 0;
  return { rows: isYoung ? [] : parseRows(site, json, bucket).rows, atMs };
}
