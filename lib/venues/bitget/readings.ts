/** From Bitget's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Funding, Instrument, Ticker } from './api';
import { notNegative, positive } from '../shared/parse';
import { paymentOrNull, periodOrNull, periodWithRate } from '../shared/funding-period';

/** Statuses before trading begins and after it ends; others trade, some only by hand or for closing. */
const NOT_TRADED = /^(listed|gray|offline|off|)$/;

/** Null unless it is a perpetual that trades at `nowMs`. */
export function perpOf(row: Instrument, nowMs: number): Perp | null {
  const offMs = positive(row.offTime) ?? Infinity;
  const launchMs = positive(row.launchTime);
  if (row.type !== 'perpetual' || NOT_TRADED.test(row.status ?? '')) return null;
  if (!/^USD[TC]$/.test(row.quoteCoin) || offMs <= nowMs || (launchMs ?? 0) > nowMs) return null;
  return {
    symbol: row.symbol,
    baseAsset: row.baseCoin,
    quoteAsset: row.quoteCoin,
    assetClass: assetClassOf(row),
    listedAtMs: launchMs,
    fundingPeriodHours: periodOrNull(row.fundInterval),
    coinsPerContract: 1,
  };
}

/** Neither field is enough: currencies and some stocks have the type `crypto`. */
function assetClassOf({ symbolType, isRwa, baseCoin }: Instrument): AssetClass {
  const type = symbolType || 'crypto';
  if (type === 'crypto' && isRwa !== 'YES') return 'crypto';
  if (type === 'metal' || type === 'commodity') return 'commodity';
  const isPair = type !== 'stock' && /^(USD\w{3}|\w{3}USD)$/.test(baseCoin);
  return isPair ? 'forex' : 'stock';
}

/** `funding`: undefined where only the prices came; then the last known period is used. */
export function readingOf(row: Ticker, perp: Perp, funding: Funding | undefined): Reading {
  const nextFundingAtMs = paymentOrNull(positive(funding?.nextUpdate), row.ts);
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: funding?.fundingRate ?? row.fundingRate,
    fundingPeriodHours: periodWithRate(
      funding?.fundingRateInterval,
      perp.fundingPeriodHours,
      nextFundingAtMs,
      row.ts,
    ),
    nextFundingAtMs,
    quoteVolume24h: notNegative(row.quoteVolume),
    pricedAtMs: row.ts,
  };
}
