/**
 * Bybit linear perpetuals. Published limit: 600 requests per 5 s for an IP address over all hosts and endpoints; beyond it the
 * address is banned for 10 minutes or more. Our ceiling is a quarter, 150. A refresh is 1 request, plus 1 once an hour for the
 * listing, which is budgeted as the pages that it may grow to.
 * https://bybit-exchange.github.io/docs/v5/rate-limit
 */
import { mapBy } from '../../domain/collections';
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import { headerCount, statedByRemaining } from '../../http/headers';
import type { Venue } from '../contract';
import { readBulk, oldestFirst, notNegative, positive } from '../shared/answers';
import { paymentOrNull, periodOrNull, periodWithRate } from '../shared/funding-period';
import { fetchHistory, fetchInstruments, fetchTickers, MOST_PAGES, PAGE_MS } from './api';
import type { Instrument, Ticker } from './api';

export const bybit: Venue = {
  id: 'bybit',
  name: 'Bybit',
  // The first two block the same countries; the others are the largest regional hosts.
  apiOrigins: [
    'https://api.bybit.com',
    'https://api.bytick.com',
    'https://api.bybit.eu',
    'https://api.manepa.jp',
  ],
  onByDefault: false,
  budgets: [{ id: 'requests', ceiling: 150, windowMs: 5_000 }],
  // What remains of the endpoint's limit, which differs from the address's: the share counts.
  stated: (_, headers) =>
    statedByRemaining(
      'requests',
      headerCount(headers, 'x-bapi-limit-status'),
      headerCount(headers, 'x-bapi-limit'),
      { limit: 600, windowMs: 5_000 },
    ),
  listing: {
    cost: { requests: MOST_PAGES },
    async fetch(http, signal) {
      const { rows, dropped, lost } = await fetchInstruments(http, signal);
      return {
        perps: rows.flatMap((row) => perpOf(row) ?? []),
        // Which symbols the missing pages have is unknown: all that are on no other page stay.
        isLost: () => lost !== null,
        errors: lost ? [lost] : [],
        droppedRows: dropped,
      };
    },
  },
  snapshot: {
    cost: { requests: 1 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const { rows, dropped, atMs } = await fetchTickers(http, listed, signal);
      const { readings, openInterest, missing } = readBulk(
        rows,
        listed,
        ({ symbol }) => symbol,
        (row, perp) => ({ reading: readingOf(row, perp, atMs), baseQty: row.openInterest }),
      );
      return {
        readings,
        openInterest,
        // Not in the tickers: not traded any more. Not so when rows were lost, or most symbols are missing.
        settled: dropped === 0 && missing.size < rows.length ? [...missing] : [],
        venueTimeMs: atMs,
        errors: [],
        droppedRows: dropped,
      };
    },
  },
  openInterest: null,
  openInterestHistory: {
    cost: { requests: 1 },
    // Since the launch of the contract.
    retentionMs: Infinity,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return oldestFirst(rows.map((row) => ({ baseQty: row.openInterest, atMs: row.timestamp })));
    },
  },
};

// From Bybit's rows to our types and units; pure.

/** Statuses before trading begins and after it ends. */
const NOT_TRADED = /^(PreLaunch|Pending|Settling|Delivering|Closed|)$/;

/** Null unless it is a USDT or USDC perpetual that trades; also for trading before the coin is issued. */
function perpOf(row: Instrument): Perp | null {
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
function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
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
