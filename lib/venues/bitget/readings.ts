/** Bitget's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Funding, Instrument, Ticker } from './api';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodBeside, periodOrNull } from '../period';

/** Announced, or gone. In between it is listed: be it for people only and no programs, or for closing only. */
const NOT_TRADED = /^(listed|gray|offline|off|)$/;

/** Null for all but perpetuals that trade at `nowMs`. */
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

/** Neither field says it alone: currencies and some stocks have the type of a coin. */
function assetClassOf({ symbolType, isRwa, baseCoin }: Instrument): AssetClass {
  const type = symbolType || 'crypto';
  if (type === 'crypto' && isRwa !== 'YES') return 'crypto';
  if (type === 'metal' || type === 'commodity') return 'commodity';
  const isPair = type !== 'stock' && /^(USD\w{3}|\w{3}USD)$/.test(baseCoin);
  return isPair ? 'forex' : 'stock';
}

/** The period is the one that goes with the rate; the last known one where only the prices came. */
export function readingOf(row: Ticker, perp: Perp, funding: Funding | undefined): Reading {
  const nextFundingAtMs = paymentOrNull(positive(funding?.nextUpdate), row.ts);
  const beside = periodOrNull(funding?.fundingRateInterval);
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: funding?.fundingRate ?? row.fundingRate,
    fundingPeriodHours:
      periodBeside([beside ?? perp.fundingPeriodHours], nextFundingAtMs, row.ts) ?? beside,
    nextFundingAtMs,
    quoteVolume24h: notNegative(row.quoteVolume),
    pricedAtMs: row.ts,
  };
}
