/** From Hyperliquid's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import { nextPaymentMs } from '../shared/funding-period';
import { notNegative, positive } from '../shared/parse';
import type { PricedAsset } from './api';

/** Funding is paid every full hour, UTC. */
const FUNDING_PERIOD_HOURS = 1;

/** Names are case-sensitive: kPEPE is 1,000 PEPE. The quote is the venue's own dollar collateral. */
export function perpOf(name: string, assetClass: AssetClass = 'crypto'): Perp {
  return {
    symbol: name,
    baseAsset: name,
    quoteAsset: 'USD',
    assetClass,
    listedAtMs: null,
    fundingPeriodHours: FUNDING_PERIOD_HOURS,
    coinsPerContract: 1,
    // Longs and shorts added up: twice what aggregators count, and as Binance stated in a comparison (July 2025).
    openInterestSides: 2,
  };
}

export function readingOf(row: PricedAsset, atMs: number): Reading {
  return {
    symbol: row.name,
    markPrice: positive(row.markPx),
    indexPrice: positive(row.oraclePx),
    fundingRate: row.funding,
    fundingPeriodHours: FUNDING_PERIOD_HOURS,
    nextFundingAtMs: nextPaymentMs(FUNDING_PERIOD_HOURS, atMs),
    quoteVolume24h: notNegative(row.dayNtlVlm),
    pricedAtMs: atMs,
  };
}
