/** OKX's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import type { Funding, Instrument, Mark, OpenInterestRow, Ticker } from './api';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodOrNull } from '../period';
import { HOUR_MS } from '../../domain/time';

/** What the bulk answers say about one symbol; undefined where an answer was lost or does not have it. */
export interface Parts {
  mark: Mark | undefined;
  funding: Funding | undefined;
  ticker: Ticker | undefined;
  indexPrice: number | null;
}

/** `BTC-USDT-SWAP`; and `BTC-USD_UM_XPERP-310404`, in dollars of several kinds, of which none is chosen: `USD`. */
const NAME = /^(.+)-(?:(USD[TC])-SWAP|(USD)_UM_XPERP-\d{6})$/;

/** Announced, halted, in a change of its contract, for tests. Who may only offer prices (`post_only`) still trades. */
const NOT_TRADED = /^(preopen|suspend|rebase|test|settling|expired|)$/;

/** Of X-Perps, which their name tells. */
export function isXPerp({ symbol }: Perp): boolean {
  return symbol.includes('_XPERP-');
}

/**
 * Null for all but linear swaps of USDT or USDC that trade by the usual rules, and X-Perps, which people in the EEA have
 * in their place: five-year futures that pay funding as swaps do. Left out are coin-margined ones, swaps in several
 * dollars at once (`BTC-USD_UM-SWAP`), dated futures, and trading before the coin exists.
 */
export function perpOf(row: Instrument): Perp | null {
  const [, baseAsset, swapQuote, xQuote] = NAME.exec(row.instId) ?? [];
  if (!baseAsset || NOT_TRADED.test(row.state ?? '') || row.ctType !== 'linear') return null;
  if (row.ctVal === null) return null;
  const quoteAsset = swapQuote ?? xQuote ?? '';
  if (swapQuote !== undefined && row.settleCcy !== swapQuote) return null;
  if ((row.ruleType || 'normal') !== (swapQuote === undefined ? 'xperp' : 'normal')) return null;
  return {
    symbol: row.instId,
    baseAsset,
    quoteAsset,
    assetClass: assetClassOf(row.instCategory),
    listedAtMs: positive(row.listTime),
    // Comes with each funding rate.
    fundingPeriodHours: null,
    coinsPerContract: row.ctVal * (row.ctMult ?? 1),
  };
}

function assetClassOf(category: number | null): AssetClass {
  if (category === null || category === 1) return 'crypto';
  if (category === 4) return 'commodity';
  return category === 5 ? 'forex' : 'stock';
}

/** `pairOf('BTC-USDT-SWAP')` is the name of its index. */
export function pairOf({ baseAsset, quoteAsset }: Perp): string {
  return `${baseAsset}-${quoteAsset}`;
}

/** Null where neither prices nor funding are known. */
export function readingOf({ symbol }: Perp, parts: Parts): Reading | null {
  const { mark, funding, ticker, indexPrice } = parts;
  const pricedAtMs = mark?.ts ?? funding?.ts;
  if (pricedAtMs === undefined) return null;
  const { volCcy24h = null, last = null } = ticker ?? {};
  return {
    symbol,
    markPrice: positive(mark?.markPx),
    indexPrice: positive(indexPrice),
    fundingRate: funding?.fundingRate ?? null,
    fundingPeriodHours: periodHours(funding),
    nextFundingAtMs: paymentOrNull(positive(funding?.fundingTime), funding?.ts ?? pricedAtMs),
    quoteVolume24h: notNegative(volCcy24h === null || last === null ? null : volCcy24h * last),
    pricedAtMs,
  };
}

/**
 * From the payment before to the one the rate is for. After a halt the one before is too long ago; then the coming period has to
 * do. https://www.okx.com/docs-v5/en/#public-data-rest-api-get-funding-rate
 */
function periodHours(funding: Funding | undefined): number | null {
  if (!funding?.fundingTime) return null;
  const { fundingTime, prevFundingTime, nextFundingTime } = funding;
  return (
    periodOrNull((fundingTime - (prevFundingTime ?? 0)) / HOUR_MS) ??
    periodOrNull(((nextFundingTime ?? 0) - fundingTime) / HOUR_MS)
  );
}

/** In coins; contracts times their size where the venue has not worked it out. */
export function openInterestOf(row: OpenInterestRow, perp: Perp): OpenInterest | null {
  const coins = row.oiCcy ?? (row.oi === null ? null : row.oi * perp.coinsPerContract);
  return coins === null ? null : { coins, atMs: row.ts };
}
