/**
 * Gate's USDT perpetuals. Published limit: 200 requests per 10 s for an IP address and endpoint. Our ceilings are a quarter, 50
 * per 10 s, counted as 25 per 5 s: so the first day of 560 contracts loads in 2½ minutes without waiting for an alarm.
 * https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule
 */
import { mapBy } from '../../domain/collections';
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import { DAY_MS } from '../../domain/time';
import { headerCount, statedByRemaining } from '../../http/headers';
import type { Venue, PastOpenInterest } from '../contract';
import { readBulk, positive, notNegative, oldestFirst } from '../shared/answers';
import { nextPaymentMs, paymentOrNull, periodWithRate } from '../shared/funding-period';
import { fetchHistory, fetchContracts, fetchTickers, PAGE_MS, BUCKET_MS } from './api';
import type { Bucket, Contract, Ticker } from './api';

const budget = (id: string) => ({ id, ceiling: 25, windowMs: 5_000 });

function budgetOf(endpoint: string): string {
  const path = endpoint.slice(endpoint.lastIndexOf('/') + 1);
  return path === 'contract_stats' ? 'history' : path;
}

export const gate: Venue = {
  id: 'gate',
  name: 'Gate',
  apiOrigins: ['https://api.gateio.ws', 'https://fx-api.gateio.ws'],
  onByDefault: false,
  budgets: [budget('contracts'), budget('tickers'), budget('history')],
  // The reset time that Gate states is the time of the answer, so it is of no use.
  stated: ({ endpoint }, headers) =>
    statedByRemaining(
      budgetOf(endpoint),
      headerCount(headers, 'x-gate-ratelimit-requests-remain'),
      headerCount(headers, 'x-gate-ratelimit-limit'),
      { limit: 200, windowMs: 10_000 },
    ),
  listing: {
    cost: { contracts: 1 },
    // The tickers have no funding period, and some have no contract size.
    states: { fundingPeriods: true, contractSizes: true },
    async fetch(http, signal) {
      const { rows, dropped, atMs } = await fetchContracts(http, signal);
      const perps = rows.flatMap((row) => perpOf(row, atMs) ?? []);
      return { perps, errors: [], droppedRows: dropped };
    },
  },
  snapshot: {
    cost: { tickers: 1 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const { rows, dropped, atMs, venueTimeMs } = await fetchTickers(http, listed, signal);
      const { readings, openInterest, missing } = readBulk(
        rows,
        listed,
        ({ contract }) => contract,
        (row, perp) => {
          const size = positive(row.quanto_multiplier) ?? perp.coinsPerContract;
          const baseQty = row.total_size === null ? null : row.total_size * size;
          return { reading: readingOf(row, perp, atMs), baseQty };
        },
      );
      return {
        readings,
        openInterest,
        // Not in a complete answer: delisted since the listing was read.
        settled: dropped === 0 ? [...missing] : [],
        venueTimeMs,
        errors: [],
        droppedRows: dropped,
      };
    },
  },
  openInterest: null,
  openInterestHistory: {
    cost: { history: 1 },
    retentionMs: 180 * DAY_MS,
    pageMs: PAGE_MS,
    async fetch(http, perp, signal, page) {
      const { rows, atMs } = await fetchHistory(http, perp.symbol, signal, page);
      return historyOf(rows, perp, atMs);
    },
  },
};

// From Gate's rows to our types and units; pure.

/** A bucket still changes until two and a half minutes after its end. */
const SETTLES_MS = 180_000;

/** Statuses before trading begins and after it ends. A circuit breaker's pause still counts as trading. */
const NOT_TRADED = /^(prelaunch|delisting|delisted)$/;

/** Null unless it is a linear perpetual that trades; also for trading before the coin is issued. `atMs`: when it was listed so. */
function perpOf(row: Contract, atMs: number): Perp | null {
  const { name, quanto_multiplier: coinsPerContract } = row;
  const [, baseAsset, quoteAsset] = /^(.+)_(USD[TC])$/.exec(name) ?? [];
  if (!baseAsset || !quoteAsset || coinsPerContract <= 0) return null;
  if (row.in_delisting || row.is_pre_market || NOT_TRADED.test(row.status ?? '')) return null;
  if ((row.type ?? 'direct') !== 'direct') return null;
  const launchedS = row.launch_time ?? 0;
  const nextFundingAtMs = paymentOrNull((row.funding_next_apply ?? 0) * 1000, atMs);
  return {
    symbol: name,
    baseAsset,
    quoteAsset,
    assetClass: assetClassOf(row.contract_type),
    listedAtMs: launchedS > 0 ? launchedS * 1000 : null,
    fundingPeriodHours: periodWithRate(row.funding_interval / 3600, null, nextFundingAtMs, atMs),
    coinsPerContract,
  };
}

/** Gate's `indices` are of stock markets. */
function assetClassOf(type: Contract['contract_type']): AssetClass {
  if (!type) return 'crypto';
  if (type === 'metals' || type === 'commodities') return 'commodity';
  return type === 'forex' ? 'forex' : 'stock';
}

function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
  const { fundingPeriodHours } = perp;
  return {
    symbol: row.contract,
    markPrice: positive(row.mark_price),
    indexPrice: positive(row.index_price),
    fundingRate: row.funding_rate,
    fundingPeriodHours,
    // Gate's own field switches to the payment after the next one up to a minute early.
    nextFundingAtMs: nextPaymentMs(fundingPeriodHours, atMs),
    quoteVolume24h: notNegative(row.volume_24h_quote),
    pricedAtMs: atMs,
  };
}

/**
 * Final buckets as samples, oldest first. Contracts are counted in the size that they had then, so coins follow from the value in
 * USD and the mark price, whatever the size is now.
 */
export function historyOf(rows: readonly Bucket[], perp: Perp, nowMs: number): PastOpenInterest[] {
  const samples = rows
    .map((row) => ({
      ...coinsOf(row, perp),
      atMs: row.time + BUCKET_MS,
      markPrice: positive(row.mark_price),
    }))
    .filter(({ atMs }) => atMs + SETTLES_MS <= nowMs);
  // Where the size has changed, a bucket without a value could be of either size.
  const hasChanged = samples.some(({ size }) => size === 'former');
  return oldestFirst(samples).flatMap(({ baseQty, atMs, markPrice, size }) =>
    hasChanged && size === 'unknown' ? [] : [{ baseQty, atMs, markPrice }],
  );
}

/** Relative: covers rounding, and a price that moves between the two fields. */
const SIZE_TOLERANCE = 0.02;

function coinsOf(row: Bucket, { coinsPerContract }: Perp) {
  const baseQty = row.open_interest * coinsPerContract;
  const worth = positive(row.open_interest_usd);
  const price = positive(row.mark_price);
  if (worth === null || price === null) return { baseQty, size: 'unknown' } as const;
  const isSame = Math.abs(worth / price - baseQty) <= SIZE_TOLERANCE * baseQty;
  return isSame
    ? ({ baseQty, size: 'current' } as const)
    : ({ baseQty: worth / price, size: 'former' } as const);
}
