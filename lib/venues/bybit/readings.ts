/** Bybit's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Instrument, Ticker } from './api';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodBeside, periodOrNull } from '../period';

/** Before trading begins, and from the moment it ends. */
const NOT_TRADED = /^(PreLaunch|Pending|Settling|Delivering|Closed|)$/;

/** Null for all but perpetuals of USDT or USDC that trade: dated and announced ones, and those before their coin. */
export function perpOf(row: Instrument): Perp | null {
  const { symbol, baseCoin, quoteCoin, fundingInterval } = row;
  if (row.contractType !== 'LinearPerpetual' || NOT_TRADED.test(row.status ?? '')) return null;
  if (row.isPreListing === true || !/^USD[TC]$/.test(quoteCoin)) return null;
  return {
    symbol,
    baseAsset: baseCoin,
    quoteAsset: quoteCoin,
    assetClass: assetClassOf(row.symbolType ?? ''),
    listedAtMs: positive(row.launchTime),
    fundingPeriodHours: periodOrNull((fundingInterval ?? 0) / 60),
    coinsPerContract: 1,
    // `singleOpenInterest` is half of it: https://bybit-exchange.github.io/docs/v5/market/tickers
    openInterestSides: 2,
  };
}

function assetClassOf(type: string): AssetClass {
  if (/^(innovation|adventure)?$/.test(type)) return 'crypto';
  return type === 'commodity' || type === 'forex' ? type : 'stock';
}

/** The period is the one beside the rate; the listing's, which may be an hour old, only where the time of payment agrees. */
export function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
  const nextFundingAtMs = paymentOrNull(positive(row.nextFundingTime), atMs);
  const beside = periodOrNull(row.fundingIntervalHour);
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: row.fundingRate,
    fundingPeriodHours:
      periodBeside([beside ?? perp.fundingPeriodHours], nextFundingAtMs, atMs) ?? beside,
    nextFundingAtMs,
    quoteVolume24h: notNegative(row.turnover24h),
    pricedAtMs: atMs,
  };
}
