/** OKX's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import type { Funding, Instrument, Mark, OpenInterestRow, Ticker } from './api';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodOrNull } from '../period';

const HOUR_MS = 3_600_000;

/** What the bulk answers say about one symbol; undefined where an answer was lost or does not have it. */
export interface Parts {
  mark: Mark | undefined;
  funding: Funding | undefined;
  ticker: Ticker | undefined;
  indexPrice: number | null;
}

/**
 * Null for all but linear swaps of USDT or USDC that trade by the usual rules: coin-margined ones, those in several
 * dollars at once (`BTC-USD_UM-SWAP`), announced, suspended and test contracts, and trading before the coin exists.
 */
export function perpOf(row: Instrument): Perp | null {
  const [baseAsset = '', quoteAsset = '', kind] = row.instId.split('-');
  if (row.state !== 'live' || row.ctType !== 'linear' || kind !== 'SWAP') return null;
  if (row.ctVal === null) return null;
  if (!/^USD[TC]$/.test(quoteAsset) || row.settleCcy !== quoteAsset) return null;
  if ((row.ruleType || 'normal') !== 'normal') return null;
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
