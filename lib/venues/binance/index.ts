/**
 * Binance USD-M perpetuals. Published limits: weight 2,400 a minute; /futures/data 1,000 requests per 5 minutes;
 * fundingInfo 500 per 5 minutes. Our ceilings are a quarter of each.
 */
import { mapBy, median } from '../../domain/collections';
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import { HOUR_MS } from '../../domain/time';
import { headerCount } from '../../http/headers';
import { VenueError, valueOrError } from '../../http/venue-error';
import type { Venue } from '../contract';
import { RowCollector, oldestFirst, notNegative, positive } from '../shared/answers';
import { paymentOrNull, periodEndingAt } from '../shared/funding-period';
import {
  fetchFundingPeriods,
  fetchInstruments,
  fetchOpenInterest,
  fetchHistory,
  fetchPremiums,
  fetchTickers,
  PAGE_MS,
} from './api';
import type { Instrument, Premium, Ticker } from './api';

export const binance: Venue = {
  id: 'binance',
  name: 'Binance',
  apiOrigins: ['https://fapi.binance.com'],
  onByDefault: true,
  budgets: [
    { id: 'weight', ceiling: 600, windowMs: 60_000 },
    { id: 'futures-data', ceiling: 250, windowMs: 300_000 },
    { id: 'funding-info', ceiling: 125, windowMs: 300_000 },
  ],
  // Weight used by the IP address in the current minute; -1 or absent on paths without weight.
  // https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info
  stated(_, headers) {
    const used = headerCount(headers, 'x-mbx-used-weight-1m');
    return used === null ? null : { budget: 'weight', used, limit: 2_400, windowMs: 60_000 };
  },
  listing: {
    cost: { weight: 1 },
    async fetch(http, signal) {
      const { rows, dropped } = await fetchInstruments(http, signal);
      return { perps: rows.flatMap((row) => perpOf(row) ?? []), errors: [], droppedRows: dropped };
    },
  },
  snapshot: {
    // Periods are requested together with the rates: at a cap a period shortens with the next payment.
    cost: { weight: 50, 'funding-info': 1 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const [premiums, tickers, periods] = await Promise.all([
        fetchPremiums(http, listed, signal),
        valueOrError(fetchTickers(http, listed, signal)),
        valueOrError(fetchFundingPeriods(http, listed, signal)),
      ]);
      const collector = new RowCollector();
      const volumes = mapBy(collector.rowsOf(tickers), ({ symbol }) => symbol);
      const stated = mapBy(collector.rowsOf(periods), ({ symbol }) => symbol);
      const hasAllPeriods = !(periods instanceof VenueError) && periods.dropped === 0;
      const rows = collector.rowsOf(premiums);
      const { errors, droppedRows } = collector;
      const readings = [];
      const settled = [];
      for (const row of rows) {
        const perp = listed.get(row.symbol);
        if (perp === undefined) continue;
        if (isSettledLeftover(row)) settled.push(row.symbol);
        else {
          const hours =
            stated.get(row.symbol)?.fundingIntervalHours ??
            (hasAllPeriods ? USUAL_PERIOD_HOURS : null);
          const known = perp.fundingPeriodHours;
          readings.push(readingOf(row, [hours, known], volumes.get(row.symbol)));
        }
      }
      const venueTimeMs = median(rows.map(({ time }) => time));
      return { readings, openInterest: new Map(), settled, venueTimeMs, errors, droppedRows };
    },
  },
  openInterest: {
    cost: { weight: 1 },
    async fetch(http, { symbol }, signal) {
      const row = await fetchOpenInterest(http, symbol, signal);
      return { baseQty: row.openInterest, atMs: row.time };
    },
  },
  openInterestHistory: {
    cost: { 'futures-data': 1 },
    // 30 days, less an hour for the time that a request takes.
    retentionMs: 719 * HOUR_MS,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return oldestFirst(
        rows.map((row) => ({ baseQty: row.sumOpenInterest, atMs: row.timestamp })),
      );
    },
  },
};

// From Binance's rows to our types and units; pure.

/** fundingInfo leaves out symbols with this period. */
const USUAL_PERIOD_HOURS = 8;

/** Null unless it is a perpetual that trades. */
function perpOf(instrument: Instrument): Perp | null {
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
function readingOf(
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
function isSettledLeftover(premium: Premium): boolean {
  return premium.estimatedSettlePrice === 0 && premium.lastFundingRate === 0;
}
