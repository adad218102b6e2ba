/**
 * Bybit linear contracts, the public endpoints we read and the parts of their answers we rely on. Every answer is an
 * envelope `{retCode, retMsg, result, time}`; a code other than 0 is a refusal, though it comes with HTTP 200.
 * https://bybit-exchange.github.io/docs/v5/market/tickers
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { stopsTheVenue, VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import {
  decimal,
  decimalOrNull,
  flag,
  MAX_SYMBOL_BYTES,
  mustBeOf,
  parseBody,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../parse';
import type { ParsedRows } from '../parse';
import { isAboutRegion, refusedWith, saysAll } from '../region';
import { valueOrError } from '../settle';

function request(path: string, query: string): HttpRequest {
  return {
    venue: 'bybit',
    endpoint: `GET /v5/market/${path}`,
    url: `https://api.bybit.com/v5/market/${path}?category=linear${query}`,
    // 403 is a ban of the address, where it says so, or the doorkeeper's page about where we are.
    troubleOf(status, body) {
      if (status === 403 && /frequent/i.test(body)) return 'banned';
      if (isAboutRegion(body) || (status === 403 && body.includes('<'))) return 'region';
      return saysAll(status) ? null : troubleOfCode(/"retCode":\s*"?(\d+)/.exec(body)?.[1]);
    },
  };
}

/** https://bybit-exchange.github.io/docs/v5/error; null for those that are about the request. */
function troubleOfCode(code = ''): TroubleKind | null {
  if (/^(10006|10018|20003|(10)?429)$/.test(code)) return 'rate-limited';
  // "Restricted in your region" since May 2026; before, it was a ban of the address.
  if (/^100(09|24)$/.test(code)) return 'region';
  if (/^(10000|5004|170007)$/.test(code)) return 'timeout';
  if (/^(100(16|19)|170001|170032)$/.test(code)) return 'server';
  // A key is asked for, or the address is not one of a key's: this host answers nobody without.
  return /^100(03|04|05|07|08|10|27|28)$/.test(code) ? 'forbidden' : null;
}

const envelope = z.object({ retCode: decimal, retMsg: text });

const answer = z.object({
  time: timeMs,
  result: z.object({ list: z.array(z.unknown()), nextPageCursor: text, symbol: text }),
});

/** Rows still unread, where more of them are, and the venue's clock. */
async function fetchList(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json } = await http(site, signal);
  const { retCode, retMsg } = parseBody(site, json, envelope);
  if (retCode !== 0) {
    throw refusedWith(site, `retCode ${retCode}`, retMsg, troubleOfCode(String(retCode)));
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
  /** Trading before the coin exists. */
  isPreListing: flag,
  /** `stock`, `forex` and the like; empty or a zone's name (`innovation`) for coins. Absent in older answers. */
  symbolType: text,
});
export type Instrument = z.infer<typeof instrument>;

/** A page holds a thousand, more than there are; the rest is there for when there are more. */
export const MOST_PAGES = 4;

export interface Instruments extends ParsedRows<Instrument> {
  /** Why the pages from one on are not among them; null when all are. */
  lost: VenueError | null;
}

/** Every contract that trades, dated ones too. */
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
      // A later page costs nothing of those before, unless it is about the host or the address.
      if (page === 1 || stopsTheVenue(answer.kind)) throw answer;
      lost = answer;
    } else rows.push(...answer.list);
    const next =
      answer instanceof VenueError ? null : answer.list.length > 0 && answer.nextPageCursor;
    if (!next) {
      return { ...parseRows(site, rows, instrument, undefined, 'nothing-listed'), lost };
    }
    // Half a listing would take symbols off the board.
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
  /** Coins, of both sides: what is bought and what is sold. */
  openInterest: decimalOrNull,
  /** Quote currency. */
  turnover24h: decimalOrNull,
});
export type Ticker = z.infer<typeof ticker>;

/** Everything about the `symbols`, out of every contract's, and when it was so. */
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

/** Coins of both sides, as the tickers have them; `singleOpenInterest` beside it is half of it. */
const sample = z.object({ openInterest: decimal, timestamp: timeMs });

/** 200 rows, the most there can be, of 15 minutes. */
export const PAGE_MS = 200 * 900_000;

/**
 * In steps of 15 minutes, newest first: 25 h, or a page. In steps of 5, the 200 rows would be less than a day. A start without an
 * end counts for nothing there, and both ends belong to what is asked for.
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
  // A contract in its first minutes has no history yet; that is an answer, not a fault.
  return list.length === 0 ? [] : parseRows(site, list, sample).rows;
}
