/**
 * OKX perpetual swaps, the public endpoints we read and the parts of their answers we rely on. Every answer is an
 * envelope `{code, msg, data}`, and a code other than "0" is a refusal, also in HTTP 200.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api
 */
import { quoted } from '../../domain/foreign-text';
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import { decimal, decimalOrNull, parseBody, parseRows, text, timeMs } from '../parse';

/** Rows of these symbols only. */
type Wanted = ReadonlyMap<string, unknown>;

function request(path: string, query: string): HttpRequest {
  return {
    venue: 'okx',
    endpoint: `GET /api/v5/${path}`,
    url: `https://www.okx.com/api/v5/${path}?${query}`,
    // 429 is the limit whatever the code; other statuses say less than the code does.
    troubleOf: (status, body) =>
      status === 429 ? null : troubleOfCode(Number(/"code":\s*"?(\d+)/.exec(body)?.[1])),
  };
}

/** https://www.okx.com/docs-v5/en/#error-code; null for those that are about the request. */
function troubleOfCode(code: number): TroubleKind | null {
  if (code === 50011) return 'rate-limited';
  if ([50001, 50005, 50013, 50026].includes(code)) return 'server';
  if (code === 50060) return 'region';
  // A key is asked for: this host answers nobody who has none.
  return code === 50103 ? 'forbidden' : null;
}

const envelope = z.object({ code: decimal, msg: text, data: z.optional(z.unknown()) });

/** What the envelope holds; throws what its code means. */
async function fetchData(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json } = await http(site, signal);
  const { code, msg, data } = parseBody(site, json, envelope);
  if (code === 0) return data;
  throw new VenueError(
    site,
    troubleOfCode(code) ?? 'refused',
    `code ${code} ${quoted(msg)}`.trim(),
  );
}

function bulk<T>(path: string, query: string, row: z.ZodMiniType<T>) {
  return async (http: HttpClient, signal: AbortSignal, symbols?: Wanted) => {
    const site = request(path, query);
    const data = await fetchData(http, site, signal);
    return parseRows(site, data, row, symbols && { symbols, field: 'instId' });
  };
}

/** A contract that is only announced has its name, its state and nothing else but empty text. */
const instrument = z.object({
  instId: z.string(),
  state: z.string(),
  ctType: text,
  settleCcy: text,
  ctVal: decimalOrNull,
  ctMult: decimalOrNull,
  listTime: decimalOrNull,
  /** `normal`; absent in older answers. */
  ruleType: text,
  /** Of the base asset: 1 crypto, 3 stocks, 4 commodities, 5 forex, 6 bonds, "" unknown. */
  instCategory: decimalOrNull,
});
export type Instrument = z.infer<typeof instrument>;

export const fetchInstruments = bulk('public/instruments', 'instType=SWAP', instrument);

const mark = z.object({ instId: z.string(), markPx: decimalOrNull, ts: timeMs });
export type Mark = z.infer<typeof mark>;

export const fetchMarks = bulk('public/mark-price', 'instType=SWAP', mark);

const funding = z.object({
  instId: z.string(),
  /** The estimate for the payment at `fundingTime`. */
  fundingRate: decimalOrNull,
  fundingTime: decimalOrNull,
  /** The one after: the difference is the period. */
  nextFundingTime: decimalOrNull,
  ts: timeMs,
});
export type Funding = z.infer<typeof funding>;

/** ANY: all swaps, and dated futures that pay funding too. */
export const fetchFundings = bulk('public/funding-rate', 'instId=ANY', funding);

const openInterest = z.object({
  instId: z.string(),
  /** Contracts. */
  oi: decimalOrNull,
  /** Coins. */
  oiCcy: decimalOrNull,
  ts: timeMs,
});
export type OpenInterestRow = z.infer<typeof openInterest>;

export const fetchOpenInterests = bulk('public/open-interest', 'instType=SWAP', openInterest);

/** `volCcy24h` counts base coins here; on spot it would be the quote currency. */
const ticker = z.object({ instId: z.string(), last: decimalOrNull, volCcy24h: decimalOrNull });
export type Ticker = z.infer<typeof ticker>;

export const fetchTickers = bulk('market/tickers', 'instType=SWAP', ticker);

/** Of a pair, `BTC-USDT`, not of a contract. */
const index = z.object({ instId: z.string(), idxPx: decimalOrNull });

export function fetchIndexes(http: HttpClient, quote: string, signal: AbortSignal, pairs: Wanted) {
  return bulk('market/index-tickers', `quoteCcy=${quote}`, index)(http, signal, pairs);
}

/** Rows are lists: time, contracts, coins, USD. */
const sample = z.object({ 0: timeMs, 2: decimal });

/** 100 rows, the most there can be, of 15 minutes. */
export const PAGE_MS = 100 * 900_000;

/**
 * In steps of 15 minutes, newest first: the last 25 h, or a page. With hours, the sample nearest to an hour ago could be 30
 * minutes off. Whether the ends belong to what is asked for is not written down: a millisecond before them makes no difference.
 */
export async function fetchHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page ? `&begin=${page.fromMs - 1}&end=${page.toMs - 1}` : '';
  const site = request(
    'rubik/stat/contracts/open-interest-history',
    `instId=${encodeURIComponent(symbol)}&period=15m&limit=100${range}`,
  );
  const data = await fetchData(http, site, signal);
  // A contract in its first minutes has no history yet; that is an answer, not a fault.
  if (Array.isArray(data) && data.length === 0) return [];
  const rows = Array.isArray(data) ? data.map((row): unknown => Object.assign({}, row)) : data;
  return parseRows(site, rows, sample).rows;
}
