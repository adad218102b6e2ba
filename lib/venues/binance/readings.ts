/** Binance's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Instrument, Premium, Ticker } from './api';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodBeside } from '../period';

/** fundingInfo leaves out symbols with the usual period. */
export const USUAL_PERIOD_HOURS = 8;

/** Perpetuals that trade. */
export function perpsOf(instruments: readonly Instrument[]): Perp[] {
  return instruments.filter(isTradingPerpetual).map((instrument) => ({
    symbol: instrument.symbol,
    baseAsset: instrument.baseAsset,
    quoteAsset: instrument.quoteAsset,
    assetClass: assetClassOf(instrument),
    listedAtMs: instrument.onboardDate ?? null,
    // Asked for with each funding rate.
    fundingPeriodHours: null,
    coinsPerContract: 1,
    // As Binance Futures itself answered when it was compared with Hyperliquid (July 2025).
    openInterestSides: 1,
  }));
}

/** Before trading begins, and from the moment it ends for good. Whatever else it is in, a listed contract is traded. */
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
    // A coin that is not out yet is a coin; a company that is not listed yet has no market that it follows.
    case 'PREMARKET':
      return isOfCoins ? 'crypto' : 'pre-market';
    default:
      return isOfCoins ? 'crypto' : 'stock';
  }
}

/** `periodHours`: as fundingInfo has it, then as it was last known. */
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
    fundingPeriodHours: periodBeside(periodHours, nextFundingAtMs, premium.time),
    nextFundingAtMs,
    quoteVolume24h: notNegative(volume?.quoteVolume),
    pricedAtMs: premium.time,
  };
}

/**
 * Contracts settled long ago linger among the prices with a fresh time, a false basis and, now and then, even a
 * listing as trading. Their sign: no estimated settle price and no funding at all.
 */
export function isSettledLeftover(premium: Premium): boolean {
  return premium.estimatedSettlePrice === 0 && premium.lastFundingRate === 0;
}
