/**
 * OKX perpetual swaps: the public endpoints that we use, and the fields that we rely on. Every answer is an envelope
 * `{code, msg, data}`; a code other than "0" is an error, also with HTTP 200.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import * as z from '../../schema';
import type { Page } from '../contract';
import type { ParsedRows } from '../shared/answers';
import {
  decimal,
  decimalOrNull,
  MAX_SYMBOL_BYTES,
  parseBody,
  parseHistory,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../shared/answers';
import { refusalError, troubleOfResponse } from '../shared/refusal';

/** Only rows of these symbols. */
type Wanted = ReadonlyMap<string, unknown>;

function request(path: string, query: string): HttpRequest {
  return {
    venue: 'okx',
    endpoint: `GET /api/v5/${path}`,
    url: `https://www.okx.com/api/v5/${path}?${query}`,
    troubleOf(status, body) {
      return troubleOfResponse(status, body, () =>
        troubleOfCode(Number(/"code":\s*"?(\d+)/.exec(body)?.[1])),
      );
    },
  };
}

/** Null for codes about the request. https://www.okx.com/docs-v5/en/#error-code */
function troubleOfCode(code: number): TroubleKind | null {
  switch (code) {
    // Too many requests, operations, orders.
    case 50011:
    case 50040:
    case 50061:
      return 'rate-limited';
    case 50004:
      return 'timeout';
    // Temporarily unavailable (service, endpoint, feature), busy, internal error.
    case 50001:
    case 50005:
    case 50013:
    case 50026:
    case 50046:
    case 50062:
      return 'server';
    // Local law, a regulator's requirements, an IP address that is not served.
    case 50051:
    case 50052:
    case 50059:
    case 50060:
    case 50121:
    case 51024:
    case 58011:
    case 59113:
    case 59114:
      return 'region';
    // No permission for this endpoint, or only for listed accounts.
    case 50030:
    case 50035:
    case 50041:
    case 50120:
      return 'forbidden';
    default:
      // An API key is required.
      return code >= 50100 && code < 50120 ? 'forbidden' : null;
  }
}

const envelope = z.object({ code: decimal, msg: text, data: z.optional(z.unknown()) });

/** The data of the envelope. Throws the error that its code stands for. */
async function fetchData(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json } = await http(site, signal);
  const { code, msg, data } = parseBody(site, json, envelope);
  if (code === 0) return data;
  throw refusalError(site, `code ${code}`, msg, troubleOfCode(code));
}

export type Bulk<T> = (
  http: HttpClient,
  signal: AbortSignal,
  symbols?: Wanted,
) => Promise<ParsedRows<T>>;

function bulk<T>(
  path: string,
  query: string,
  row: z.ZodMiniType<T>,
  { empty, isWanted }: { empty?: TroubleKind; isWanted?: (row: unknown) => boolean } = {},
): Bulk<T> {
  return async (http, signal, symbols) => {
    const site = request(path, query);
    const all = await fetchData(http, site, signal);
    const data = isWanted && Array.isArray(all) ? all.filter(isWanted) : all;
    const wanted = symbols && { symbols, field: 'instId' };
    return parseRows(site, data, row, wanted, empty);
  };
}

/** Instrument types, each its own request. */
export const KINDS = ['SWAP', 'FUTURES'] as const;
export type Kind = (typeof KINDS)[number];

/** The same endpoint for each kind. */
function bulkOf<T>(
  path: string,
  row: z.ZodMiniType<T>,
  more?: { empty: TroubleKind },
): Record<Kind, Bulk<T>> {
  return {
    SWAP: bulk(path, 'instType=SWAP', row, more),
    FUTURES: bulk(path, 'instType=FUTURES', row, more),
  };
}

/** Regional hosts have the same paths, and no rows of what is not traded there. */
const REGIONAL = { empty: 'nothing-listed' } as const;

/** An announced contract has only its name and its state; all else is empty text. */
const instrument = z.object({
  instId: symbolName,
  state: textOrNull,
  ctType: text,
  settleCcy: text,
  ctVal: decimalOrNull,
  ctMult: decimalOrNull,
  listTime: decimalOrNull,
  /** `normal`, `xperp` (by name a future, otherwise a perpetual); absent in older answers. */
  ruleType: text,
  /** Of the base asset: 1 crypto, 3 stocks, 4 commodities, 5 forex, 6 bonds, "" unknown. */
  instCategory: decimalOrNull,
});
export type Instrument = z.infer<typeof instrument>;

/** Of futures only X-Perps. */
export const fetchInstruments: Record<Kind, Bulk<Instrument>> = {
  SWAP: bulk('public/instruments', 'instType=SWAP', instrument, REGIONAL),
  FUTURES: bulk('public/instruments', 'instType=FUTURES', instrument, {
    ...REGIONAL,
    isWanted: isXPerpRow,
  }),
};

const named = z.object({ instId: z.string() });

function isXPerpRow(row: unknown): boolean {
  return named.safeParse(row).data?.instId.includes('_XPERP-') ?? false;
}

const mark = z.object({ instId: symbolName, markPx: decimalOrNull, ts: timeMs });
export type Mark = z.infer<typeof mark>;

export const fetchMarks = bulkOf('public/mark-price', mark, REGIONAL);

const funding = z.object({
  instId: symbolName,
  /** The estimate for the payment at `fundingTime`. */
  fundingRate: decimalOrNull,
  fundingTime: decimalOrNull,
  /** The payment before: the difference is the period of this rate. Absent in older answers. */
  prevFundingTime: z.optional(decimalOrNull),
  /** The payment after: the difference is the period of the next rate, which differs if it is about to change. */
  nextFundingTime: decimalOrNull,
  ts: timeMs,
});
export type Funding = z.infer<typeof funding>;

/** ANY: all swaps, and X-Perps. */
export const fetchFundings = bulk('public/funding-rate', 'instId=ANY', funding, REGIONAL);

const openInterest = z.object({
  instId: symbolName,
  /** Contracts. */
  oi: decimalOrNull,
  /** Coins. */
  oiCcy: decimalOrNull,
  ts: timeMs,
});
export type OpenInterestRow = z.infer<typeof openInterest>;

export const fetchOpenInterests = bulkOf('public/open-interest', openInterest);

/** `volCcy24h` counts base coins here; on spot it would be the quote currency. */
const ticker = z.object({ instId: symbolName, last: decimalOrNull, volCcy24h: decimalOrNull });
export type Ticker = z.infer<typeof ticker>;

export const fetchTickers = bulkOf('market/tickers', ticker);

/** `instId` is a pair, `BTC-USDT`, not a contract. */
const index = z.object({ instId: symbolName, idxPx: decimalOrNull });

export function fetchIndexes(http: HttpClient, quote: string, signal: AbortSignal, pairs: Wanted) {
  return bulk('market/index-tickers', `quoteCcy=${quote}`, index)(http, signal, pairs);
}

/** Rows are arrays: time, contracts, coins, USD. */
const sample = z.object({ 0: timeMs, 2: decimal });

/** 100 rows, the maximum, of 15 minutes. */
export const PAGE_MS = 100 * 900_000;

/**
 * Open interest in steps of 15 minutes, newest first: the last 25 h, or a page. In hours, the sample nearest to an hour ago could
 * be 30 minutes off. Whether the ends are inclusive is undocumented: a millisecond before them is safe either way.
 */
export async function fetchHistory(
  http: HttpClient,
  symbol: string,
  signal: AbortSignal,
  page?: Page,
) {
  const range = page ? `&begin=${page.fromMs - 1}&end=${page.toMs - 1}` : '';
  const query = `instId=${encodeURIComponent(symbol)}&period=15m&limit=100${range}`;
  const path = 'rubik/stat/contracts/open-interest-history';
  const site = { ...request(path, query), maxBytes: MAX_SYMBOL_BYTES };
  const data = await fetchData(http, site, signal);
  const rows = Array.isArray(data) ? data.map((row): unknown => Object.assign({}, row)) : data;
  return parseHistory(site, rows, sample);
}
