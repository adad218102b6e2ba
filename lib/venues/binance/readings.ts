/** From Binance's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Instrument, Premium, Ticker } from './api';
import { notNegative, positive } from '../shared/parse';
import { paymentOrNull, periodEndingAt } from '../shared/funding-period';

/** fundingInfo leaves out symbols with this period. */
export const USUAL_PERIOD_HOURS = 8;

/** Null unless it is a perpetual that trades. */
export function perpOf(instrument: Instrument): Perp | null {
  if (!isTradingPerpetual(instrument)) return null;
  return {
    symbol: instrument.symbol,
    baseAsset: instrument.baseAsset,
    quoteAsset: instrument.quoteAsset,
    assetClass: assetClassOf(instrument),
    listedAtMs: instrument.onboardDate ?? null,
    // Comes with each funding rate.
    fundingPeriodHours: null,
    coinsPerContract: 1,
    // As Binance stated when its open interest was compared with Hyperliquid's (July 2025).
    openInterestSides: 1,
  };
}

/** Statuses before trading begins and after it ends; all others trade. */
const NOT_TRADED =
  /^(PENDING_TRADING|PRE_SETTLE|SETTLING|PRE_DELIVERING|DELIVERING|DELIVERED|CLOSED?|)$/;

function isTradingPerpetual({ status, contractType }: Instrument): boolean {
  return (
    !NOT_TRADED.test(status ?? '') &&
    (contractType === 'PERPETUAL' || contractType === 'TRADIFI_PERPETUAL')
  );
}

function assetClassOf({ contractType, underlyingType }: Instrument): AssetClass {
  const isOfCoins = contractType === 'PERPETUAL';
  // Of several countries: `EQUITY`, `KR_EQUITY`, `HK_EQUITY`, `CN_EQUITY`.
  if (underlyingType?.endsWith('EQUITY')) return 'stock';
  switch (underlyingType) {
    case 'COMMODITY':
      return 'commodity';
    case 'FX':
      return 'forex';
    case 'INDEX':
      return isOfCoins ? 'index' : 'stock';
    // An unreleased coin is still crypto; an unlisted company is pre-market.
    case 'PREMARKET':
      return isOfCoins ? 'crypto' : 'pre-market';
    default:
      return isOfCoins ? 'crypto' : 'stock';
  }
}

/** `periodHours`: from fundingInfo, then the last known one. */
export function readingOf(
  premium: Premium,
  periodHours: readonly (number | null)[],
  volume: Ticker | undefined,
): Reading {
  const nextFundingAtMs = paymentOrNull(positive(premium.nextFundingTime), premium.time);
  return {
    symbol: premium.symbol,
    markPrice: positive(premium.markPrice),
    indexPrice: positive(premium.indexPrice),
    fundingRate: premium.lastFundingRate,
    fundingPeriodHours: periodEndingAt(periodHours, nextFundingAtMs, premium.time),
    nextFundingAtMs,
    quoteVolume24h: notNegative(volume?.quoteVolume),
    pricedAtMs: premium.time,
  };
}

/**
 * Contracts that were settled long ago stay in the prices with a current time and a wrong basis, and sometimes in the listing as
 * trading. They have neither an estimated settle price nor funding.
 */
export function isSettledLeftover(premium: Premium): boolean {
  return premium.estimatedSettlePrice === 0 && premium.lastFundingRate === 0;
}
