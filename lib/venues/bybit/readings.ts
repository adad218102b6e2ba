/** Bybit's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Instrument, Ticker } from './api';
import { positive } from '../parse';

/** Before trading begins, and from the moment it ends. */
const NOT_TRADED = /^(PreLaunch|Pending|Settling|Delivering|Closed|)$/;

/** Null for all but perpetuals of USDT or USDC that trade: dated and announced ones, and those before their coin. */
export function perpOf(row: Instrument): Perp | null {
  const { symbol, baseCoin, quoteCoin, fundingInterval } = row;
  if (row.contractType !== 'LinearPerpetual' || NOT_TRADED.test(row.status ?? '')) return null;
  if (row.isPreListing === true || !/^USD[TC]$/.test(quoteCoin)) return null;
  // Whole hours, at least one: anything shorter would be another unit, and is left to the tickers to say.
  const hours = (fundingInterval ?? 0) / 60;
  return {
    symbol,
    baseAsset: baseCoin,
    quoteAsset: quoteCoin,
    assetClass: assetClassOf(row.symbolType ?? ''),
    listedAtMs: positive(row.launchTime),
    fundingPeriodHours: hours >= 1 ? hours : null,
    coinsPerContract: 1,
    openInterestSides: 2,
  };
}

function assetClassOf(type: string): AssetClass {
  if (/^(innovation|adventure)?$/.test(type)) return 'crypto';
  return type === 'commodity' || type === 'forex' ? type : 'stock';
}

export function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: row.fundingRate,
    fundingPeriodHours: positive(row.fundingIntervalHour) ?? perp.fundingPeriodHours,
    nextFundingAtMs: positive(row.nextFundingTime),
    quoteVolume24h: row.turnover24h,
    pricedAtMs: atMs,
  };
}
