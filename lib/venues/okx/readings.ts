/** From OKX's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import { HOUR_MS } from '../../domain/time';
import { paymentOrNull, periodOrNull } from '../shared/funding-period';
import { notNegative, positive } from '../shared/parse';
import type { Funding, Instrument, Mark, OpenInterestRow, Ticker } from './api';

/** The rows of one symbol; undefined where an answer failed or does not have it. */
export interface Parts {
  mark: Mark | undefined;
  funding: Funding | undefined;
  ticker: Ticker | undefined;
  indexPrice: number | null;
}

/** `BTC-USDT-SWAP`, or `BTC-USD_UM_XPERP-310404`, which is quoted in several dollars at once: `USD`. */
const NAME = /^(.+)-(?:(USD[TC])-SWAP|(USD)_UM_XPERP-\d{6})$/;

/** Announced, halted, being rebased, tests, ending. `post_only` still trades. */
const NOT_TRADED = /^(preopen|suspend|rebase|test|settling|expired|)$/;

export function isXPerp({ symbol }: Perp): boolean {
  return symbol.includes('_XPERP-');
}

/**
 * Null unless it trades and is a linear USDT or USDC swap under the normal rules, or an X-Perp, which replaces swaps in the EEA: a
 * five-year future that pays funding as swaps do. So coin-margined swaps, swaps in several dollars at once (`BTC-USD_UM-SWAP`),
 * dated futures and trading before the coin is issued are left out.
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

/** The name of a perpetual's index: `BTC-USDT`. */
export function pairOf({ baseAsset, quoteAsset }: Perp): string {
  return `${baseAsset}-${quoteAsset}`;
}

/** Null without both mark price and funding. */
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
 * Hours from the previous payment to the rate's own. After a halt the previous one is too long ago; then the next period.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api-get-funding-rate
 */
function periodHours(funding: Funding | undefined): number | null {
  if (!funding?.fundingTime) return null;
  const { fundingTime, prevFundingTime, nextFundingTime } = funding;
  return (
    periodOrNull((fundingTime - (prevFundingTime ?? 0)) / HOUR_MS) ??
    periodOrNull(((nextFundingTime ?? 0) - fundingTime) / HOUR_MS)
  );
}

/** In coins: as stated, else contracts times their size. */
export function openInterestOf(row: OpenInterestRow, perp: Perp): OpenInterest | null {
  const baseQty = row.oiCcy ?? (row.oi === null ? null : row.oi * perp.coinsPerContract);
  return baseQty === null ? null : { baseQty, atMs: row.ts };
}
