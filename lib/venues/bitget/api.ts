/**
 * Bitget's USDT and USDC futures: the public endpoints that we use, and the fields that we rely on. Every answer is an envelope
 * `{code, msg, requestTime, data}`; a code other than "00000" is an error, whatever the status.
 * https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import * as z from '../../schema';
import type { ParsedRows } from '../shared/answers';
import {
  decimal,
  decimalOrNull,
  parseBody,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../shared/answers';
import { refusalError, troubleOfResponse } from '../shared/refusal';

/** One request each. Coin-margined futures are another product, which we do not use. */
export const PRODUCTS = ['USDT-FUTURES', 'USDC-FUTURES'] as const;
export type Product = (typeof PRODUCTS)[number];

export interface Answer<T> extends ParsedRows<T> {
  /** When it was answered, ms: on the venue's clock, or on ours where it states no time. */
  atMs: number;
}

/** Rows of a product; only of `symbols`, if given. */
export type Bulk<T> = (
  http: HttpClient,
  product: Product,
  signal: AbortSignal,
  symbols?: ReadonlyMap<string, unknown>,
) => Promise<Answer<T>>;

/**
 * Null for codes about the request. Codes that begin with 25 are of the newer API.
 * https://www.bitget.com/api-doc/common/error-code, and for temporary ones https://www.bitget.com/api-doc/common/faq
 */
function troubleOfCode(code = ''): TroubleKind | null {
  if (/^(0*429|1001|25004)$/.test(code)) return 'rate-limited';
  if (/^(40(015|200|308|604|725|808)|45001|2500[03])$/.test(code)) return 'server';
  if (/^(40(000|024|103|104)|59006)$/.test(code)) return 'region';
  // An API key is required, or the IP address is not on a key's list.
  if (/^40(00[1-69]|01[1248]|037)$/.test(code)) return 'forbidden';
  return /^(40010|40910|25001)$/.test(code) ? 'timeout' : null;
}

function troubleOf(status: number, body: string): TroubleKind | null {
  return troubleOfResponse(status, body, () => troubleOfCode(/"code":\s*"?(\d+)/.exec(body)?.[1]));
}

const envelope = z.object({
  code: decimal,
  msg: text,
  requestTime: z.optional(decimalOrNull),
  data: z.optional(z.unknown()),
});

function bulk<T>(
  path: string,
  parameter: string,
  row: z.ZodMiniType<T>,
  empty?: TroubleKind,
): Bulk<T> {
  return async (http, product, signal, symbols) => {
    const site: HttpRequest = {
      venue: 'bitget',
      endpoint: `GET /api/${path} ${product}`,
      url: `https://api.bitget.com/api/${path}?${parameter}=${product}`,
      troubleOf,
    };
    const { json, receivedAtMs } = await http(site, signal);
    const { code, msg, requestTime, data } = parseBody(site, json, envelope);
    if (code !== 0) throw refusalError(site, `code ${code}`, msg, troubleOfCode(String(code)));
    const wanted = symbols && { symbols, field: 'symbol' };
    const parsed = parseRows(site, data, row, wanted, empty);
    return { ...parsed, atMs: requestTime ?? receivedAtMs };
  };
}

const instrument = z.object({
  symbol: symbolName,
  baseCoin: z.string(),
  quoteCoin: z.string(),
  /** `perpetual` or `delivery`. */
  type: textOrNull,
  status: textOrNull,
  /** `crypto`, `stock`, `metal`, `commodity`; currencies and some stocks are also `crypto`. */
  symbolType: text,
  /** `YES` where the underlying is no coin. */
  isRwa: text,
  /** End of trading, ms, possibly in the future; -1 for none. */
  offTime: z.optional(decimalOrNull),
  launchTime: z.optional(decimalOrNull),
  /** Hours. */
  fundInterval: z.optional(decimalOrNull),
});
export type Instrument = z.infer<typeof instrument>;

/**
 * From the newer API: the older listing does not tell stocks from commodities.
 * https://www.bitget.com/api-doc/uta/public/Instruments
 */
export const fetchInstruments = bulk(
  'v3/market/instruments',
  'category',
  instrument,
  'nothing-listed',
);

const ticker = z.object({
  symbol: symbolName,
  markPrice: decimalOrNull,
  indexPrice: decimalOrNull,
  fundingRate: decimalOrNull,
  /** Open interest in coins. */
  holdingAmount: decimalOrNull,
  /** 24 h turnover, in quote currency. */
  quoteVolume: decimalOrNull,
  ts: timeMs,
});
export type Ticker = z.infer<typeof ticker>;

export const fetchTickers = bulk('v2/mix/market/tickers', 'productType', ticker);

const funding = z.object({
  symbol: symbolName,
  /** The estimate for the payment at `nextUpdate`. */
  fundingRate: decimalOrNull,
  /** Hours. Can change within a day. */
  fundingRateInterval: decimalOrNull,
  nextUpdate: decimalOrNull,
});
export type Funding = z.infer<typeof funding>;

/** Includes unlisted symbols: test contracts, and those before their launch. */
export const fetchFundings = bulk('v2/mix/market/current-fund-rate', 'productType', funding);
