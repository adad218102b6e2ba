/** From Bybit's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Instrument, Ticker } from './api';
import { notNegative, positive } from '../shared/parse';
import { paymentOrNull, periodOrNull, periodWithRate } from '../shared/funding-period';

/** Statuses before trading begins and after it ends. */
const NOT_TRADED = /^(PreLaunch|Pending|Settling|Delivering|Closed|)$/;

/** Null unless it is a USDT or USDC perpetual that trades; also for trading before the coin is issued. */
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

/** `atMs`: when the venue answered, on its clock. */
export function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
  const nextFundingAtMs = paymentOrNull(positive(row.nextFundingTime), atMs);
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: row.fundingRate,
    fundingPeriodHours: periodWithRate(
      row.fundingIntervalHour,
      perp.fundingPeriodHours,
      nextFundingAtMs,
      atMs,
    ),
    nextFundingAtMs,
    quoteVolume24h: notNegative(row.turnover24h),
    pricedAtMs: atMs,
  };
}
