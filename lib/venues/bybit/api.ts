/**
 * Bybit linear contracts, the public endpoints we read and the parts of their answers we rely on. Every answer is an
 * envelope `{retCode, retMsg, result, time}`; a code other than 0 is a refusal, though it comes with HTTP 200.
 * https://bybit-exchange.github.io/docs/v5/market/tickers
 */
import { quoted } from '../../domain/foreign-text';
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import type { Page } from '../contract';
import { decimal, decimalOrNull, parseBody, parseRows, text, timeMs } from '../parse';

function request(path: string, query: string): HttpRequest {
  return {
    venue: 'bybit',
    endpoint: `GET /v5/market/${path}`,
    url: `https://api.bybit.com/v5/market/${path}?category=linear${query}`,
    // 403 is a ban of the address, where it says so, or the doorkeeper's page about where we are.
    troubleOf(status, body) {
      if (status !== 403) return null;
      if (/frequent/i.test(body)) return 'banned';
      return /<|country|region/i.test(body) ? 'region' : null;
    },
  };
}

/** https://bybit-exchange.github.io/docs/v5/error */
function troubleOfCode(code: string): TroubleKind {
  if (/^(10006|10018|(10)?429)$/.test(code)) return 'rate-limited';
  if (code === '10009') return 'banned';
  if (code === '10024') return 'region';
  return /^100(00|16|19)$/.test(code) ? 'server' : 'refused';
}

const envelope = z.object({ retCode: decimal, retMsg: text });

const answer = z.object({
  time: timeMs,
  result: z.object({ list: z.array(z.unknown()), nextPageCursor: text }),
});

/** Rows still unread, where more of them are, and the venue's clock. */
async function fetchList(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json } = await http(site, signal);
  const { retCode, retMsg } = parseBody(site, json, envelope);
  if (retCode !== 0) {
    const kind = troubleOfCode(String(retCode));
    throw new VenueError(site, kind, `retCode ${retCode} ${quoted(retMsg)}`.trim());
  }
  const { time, result } = parseBody(site, json, answer);
  return { ...result, atMs: time };
}

const instrument = z.object({
  symbol: z.string(),
  contractType: z.string(),
  status: z.string(),
  baseCoin: z.string(),
  quoteCoin: z.string(),
  launchTime: decimalOrNull,
  /** Minutes; 0 on dated contracts. */
  fundingInterval: decimalOrNull,
  /** Trading before the coin exists. */
  isPreListing: z.optional(z.nullable(z.boolean())),
  /** `stock`, `forex` and the like; empty or a zone's name (`innovation`) for coins. Absent in older answers. */
  symbolType: text,
});
export type Instrument = z.infer<typeof instrument>;

/** A page holds a thousand, more than there are; the rest is there for when there are more. */
export const MOST_PAGES = 4;

/** Every contract that trades, dated ones too. */
export async function fetchInstruments(http: HttpClient, signal: AbortSignal) {
  const rows: unknown[] = [];
  let cursor = '';
  for (let page = 1; ; page += 1) {
    const site = request('instruments-info', `&limit=1000${cursor}`);
    const { list, nextPageCursor } = await fetchList(http, site, signal);
    rows.push(...list);
    if (!nextPageCursor || list.length === 0) return parseRows(site, rows, instrument);
    // Half a listing would take symbols off the board.
    if (page === MOST_PAGES) throw new VenueError(site, 'shape', `more than ${page} pages`);
    cursor = `&cursor=${encodeURIComponent(nextPageCursor)}`;
  }
}

const ticker = z.object({
  symbol: z.string(),
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
  return { ...parseRows(site, list, ticker, { symbols, field: 'symbol' }), atMs };
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
  const site = request('open-interest', query);
  const { list } = await fetchList(http, site, signal);
  // A contract in its first minutes has no history yet; that is an answer, not a fault.
  return list.length === 0 ? [] : parseRows(site, list, sample).rows;
}
