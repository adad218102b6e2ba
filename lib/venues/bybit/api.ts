/**
 * Bybit linear contracts: the public endpoints that we use, and the fields that we rely on. Every answer is an envelope
 * `{retCode, retMsg, result, time}`; a code other than 0 is an error, though it comes with HTTP 200.
 * https://bybit-exchange.github.io/docs/v5/market/tickers
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { stopsTheVenue, VenueError, valueOrError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import {
  decimal,
  decimalOrNull,
  flag,
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
import type { ParsedRows } from '../shared/answers';
import { refusalError, troubleOfResponse } from '../shared/refusal';

function request(path: string, query: string): HttpRequest {
  return {
    venue: 'bybit',
    endpoint: `GET /v5/market/${path}`,
    url: `https://api.bybit.com/v5/market/${path}?category=linear${query}`,
    troubleOf(status, body) {
      // 403 is either a ban of the IP address, or the CDN's HTML page for blocked regions.
      if (status === 403 && /frequent/i.test(body)) return 'banned';
      if (status === 403 && body.includes('<')) return 'region';
      return troubleOfResponse(status, body, () =>
        troubleOfCode(/"retCode":\s*"?(\d+)/.exec(body)?.[1]),
      );
    },
  };
}

/** Null for codes about the request. https://bybit-exchange.github.io/docs/v5/error */
function troubleOfCode(code = ''): TroubleKind | null {
  if (/^(10006|10018|20003|(10)?429)$/.test(code)) return 'rate-limited';
  // 10009 is "restricted in your region" since May 2026; before, it was a ban of the IP address.
  if (/^100(09|24)$/.test(code)) return 'region';
  if (/^(10000|5004|170007)$/.test(code)) return 'timeout';
  if (/^(100(16|19)|170001|170032)$/.test(code)) return 'server';
  // An API key is required, or the IP address is not on a key's list.
  return /^100(03|04|05|07|08|10|27|28)$/.test(code) ? 'forbidden' : null;
}

const envelope = z.object({ retCode: decimal, retMsg: text });

const answer = z.object({
  time: timeMs,
  result: z.object({ list: z.array(z.unknown()), nextPageCursor: text, symbol: text }),
});

/** Unvalidated rows, the cursor of the next page, and the venue's clock in ms. */
async function fetchList(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json } = await http(site, signal);
  const { retCode, retMsg } = parseBody(site, json, envelope);
  if (retCode !== 0) {
    throw refusalError(site, `retCode ${retCode}`, retMsg, troubleOfCode(String(retCode)));
  }
  const { time, result } = parseBody(site, json, answer);
  return { ...result, atMs: time };
}

const instrument = z.object({
  symbol: symbolName,
  contractType: textOrNull,
  status: textOrNull,
  baseCoin: z.string(),
  quoteCoin: z.string(),
  launchTime: decimalOrNull,
  /** Minutes; 0 on dated contracts. */
  fundingInterval: decimalOrNull,
  /** Trading before the coin is issued. */
  isPreListing: flag,
  /** `stock`, `forex` and so on; for coins empty or a zone (`innovation`). Absent in older answers. */
  symbolType: text,
});
export type Instrument = z.infer<typeof instrument>;

/** One page has 1,000 rows, more than there are contracts today. */
export const MOST_PAGES = 4;

export interface Instruments extends ParsedRows<Instrument> {
  /** Why later pages are missing; null when all came. */
  lost: VenueError | null;
}

/** All contracts that trade, dated ones too. */
export async function fetchInstruments(
  http: HttpClient,
  signal: AbortSignal,
): Promise<Instruments> {
  const rows: unknown[] = [];
  let lost: VenueError | null = null;
  let cursor = '';
  for (let page = 1; ; page += 1) {
    const site = request('instruments-info', `&limit=1000${cursor}`);
    const answer = await valueOrError(fetchList(http, site, signal));
    if (answer instanceof VenueError) {
      // A later page that fails costs the first ones nothing, unless the failure is of the host or the IP address.
      if (page === 1 || stopsTheVenue(answer.kind)) throw answer;
      lost = answer;
    } else rows.push(...answer.list);
    const next =
      answer instanceof VenueError ? null : answer.list.length > 0 && answer.nextPageCursor;
    if (!next) {
      return { ...parseRows(site, rows, instrument, undefined, 'nothing-listed'), lost };
    }
    // A truncated listing would remove symbols from the board.
    if (page === MOST_PAGES) throw new VenueError(site, 'shape', `more than ${page} pages`);
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

const ticker = z.object({
  symbol: symbolName,
  markPrice: decimalOrNull,
  indexPrice: decimalOrNull,
  /** The running estimate. */
  fundingRate: decimalOrNull,
  nextFundingTime: decimalOrNull,
  fundingIntervalHour: decimalOrNull,
  /** Coins, long and short positions added up. */
  openInterest: decimalOrNull,
  /** Quote currency. */
  turnover24h: decimalOrNull,
});
export type Ticker = z.infer<typeof ticker>;

/** Tickers of the `symbols` (the answer has all contracts), and the venue's clock in ms. */
export async function fetchTickers(
  http: HttpClient,
  symbols: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
) {
  const site = request('tickers', '');
  const { list, atMs } = await fetchList(http, site, signal);
  const wanted = { symbols, field: 'symbol' };
  return { ...parseRows(site, list, ticker, wanted, 'nothing-listed'), atMs };
}

/** Coins of both sides, as in the tickers; `singleOpenInterest` is half of it. */
const sample = z.object({ openInterest: decimal, timestamp: timeMs });

/** 200 rows, the maximum, of 15 minutes. */
export const PAGE_MS = 200 * 900_000;

/**
 * Open interest in steps of 15 minutes, newest first: the last 25 h, or a page. In steps of 5 minutes, 200 rows would be less than
 * a day. A start without an end is ignored, and both ends are inclusive.
 */
export async function fetchHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page ? `200&startTime=${page.fromMs}&endTime=${page.toMs - 1}` : '100';
  const query = `&symbol=${encodeURIComponent(symbol)}&intervalTime=15min&limit=${range}`;
  const site = { ...request('open-interest', query), maxBytes: MAX_SYMBOL_BYTES };
  const { list, ...answered } = await fetchList(http, site, signal);
  mustBeOf(site, symbol, answered.symbol);
  return parseHistory(site, list, sample);
}
