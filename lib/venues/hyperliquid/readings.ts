/** Hyperliquid's answer in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { PricedAsset } from './api';
import { notNegative, positive } from '../parse';
import { HOUR_MS } from '../../domain/time';

/** Funding is paid every full hour, UTC. */
const FUNDING_PERIOD_HOURS = 1;

/** Names are case-sensitive: kPEPE is a thousand PEPE. Collateral is the venue's own, a dollar. */
export function perpOf(name: string, assetClass: AssetClass = 'crypto'): Perp {
  return {
    symbol: name,
    baseAsset: name,
    quoteAsset: 'USD',
    assetClass,
    listedAtMs: null,
    fundingPeriodHours: FUNDING_PERIOD_HOURS,
    coinsPerContract: 1,
    // Longs and shorts are added up: twice what aggregators count, and what Binance Futures said of the two (July 2025).
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
    nextFundingAtMs: (Math.floor(atMs / HOUR_MS) + 1) * HOUR_MS,
    quoteVolume24h: notNegative(row.dayNtlVlm),
    pricedAtMs: atMs,
  };
}
