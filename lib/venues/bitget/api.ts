/**
 * Bitget's USDT and USDC futures, the public endpoints we read and the parts of their answers we rely on. Every answer
 * is an envelope `{code, msg, requestTime, data}`, and a code other than "00000" is a refusal, whatever the status.
 * https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import * as z from '../../schema';
import type { ParsedRows } from '../parse';
import {
  decimal,
  decimalOrNull,
  parseBody,
  parseRows,
  symbolName,
  text,
  textOrNull,
  timeMs,
} from '../parse';
import { isAboutRegion, refusedWith, saysAll } from '../region';

/** Asked for one by one. What is margined in coins is another product, not asked for. */
export const PRODUCTS = ['USDT-FUTURES', 'USDC-FUTURES'] as const;
export type Product = (typeof PRODUCTS)[number];

export interface Answer<T> extends ParsedRows<T> {
  /** The venue's clock when it answered, ms; null when it does not say. */
  venueTimeMs: number | null;
}

/** Rows of a product; of these symbols only, where they are given. */
export type Bulk<T> = (
  http: HttpClient,
  product: Product,
  signal: AbortSignal,
  symbols?: ReadonlyMap<string, unknown>,
) => Promise<Answer<T>>;

/**
 * https://www.bitget.com/api-doc/common/faq names those that pass, https://www.bitget.com/api-doc/common/error-code all
 * of them; null for those that are about the request. Those that begin with 25 are of the newer API.
 */
function troubleOfCode(code = ''): TroubleKind | null {
  if (/^(0*429|1001|25004)$/.test(code)) return 'rate-limited';
  if (/^(40(015|200|308|604|725|808)|45001|2500[03])$/.test(code)) return 'server';
  if (/^(40(000|024|103|104)|59006)$/.test(code)) return 'region';
  // A key is asked for, or the address is not one of a key's: this host answers nobody without.
  if (/^40(00[1-69]|01[1248]|037)$/.test(code)) return 'forbidden';
  return /^(40010|40910|25001)$/.test(code) ? 'timeout' : null;
}

function troubleOf(status: number, body: string): TroubleKind | null {
  if (isAboutRegion(body)) return 'region';
  // Other statuses say less than the code does.
  return saysAll(status) ? null : troubleOfCode(/"code":\s*"?(\d+)/.exec(body)?.[1]);
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
    const { json } = await http(site, signal);
    const { code, msg, requestTime, data } = parseBody(site, json, envelope);
    if (code !== 0) throw refusedWith(site, `code ${code}`, msg, troubleOfCode(String(code)));
    const wanted = symbols && { symbols, field: 'symbol' };
    const parsed = parseRows(site, data, row, wanted, empty);
    return { ...parsed, venueTimeMs: requestTime ?? null };
  };
}

const instrument = z.object({
  symbol: symbolName,
  baseCoin: z.string(),
  quoteCoin: z.string(),
  /** `perpetual` or `delivery`. */
  type: textOrNull,
  status: textOrNull,
  /** `crypto`, `stock`, `metal`, `commodity`; currencies and some stocks are called crypto too. */
  symbolType: text,
  /** `YES` for everything with something other than a coin behind it. */
  isRwa: text,
  /** ms, also while it is still to come; -1 where none is planned. */
  offTime: z.optional(decimalOrNull),
  launchTime: z.optional(decimalOrNull),
  /** Hours. */
  fundInterval: z.optional(decimalOrNull),
});
export type Instrument = z.infer<typeof instrument>;

/**
 * Of the newer API: the older list of contracts does not say what is a stock and what a commodity.
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
  /** Open interest in coins, whatever the size of a step. */
  holdingAmount: decimalOrNull,
  /** Of the last 24 h, in quote currency. */
  quoteVolume: decimalOrNull,
  ts: timeMs,
});
export type Ticker = z.infer<typeof ticker>;

export const fetchTickers = bulk('v2/mix/market/tickers', 'productType', ticker);

const funding = z.object({
  symbol: symbolName,
  /** The estimate for the payment at `nextUpdate`. */
  fundingRate: decimalOrNull,
  /** Hours. It changes within a day where a market gets heated. */
  fundingRateInterval: decimalOrNull,
  nextUpdate: decimalOrNull,
});
export type Funding = z.infer<typeof funding>;

/** Some symbols that are in no list are among them, for the venue's own tests and before their launch. */
export const fetchFundings = bulk('v2/mix/market/current-fund-rate', 'productType', funding);
