/** From Gate's rows to our types and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { PastOpenInterest } from '../contract';
import { notNegative, oldestFirst, positive } from '../shared/parse';
import { nextPaymentMs, paymentOrNull, periodWithRate } from '../shared/funding-period';
import type { Bucket, Contract, Ticker } from './api';
import { BUCKET_MS } from './api';

/** A bucket still changes until two and a half minutes after its end. */
const SETTLES_MS = 180_000;

/** Statuses before trading begins and after it ends. A circuit breaker's pause still counts as trading. */
const NOT_TRADED = /^(prelaunch|delisting|delisted)$/;

/** Null unless it is a linear perpetual that trades; also for trading before the coin is issued. `atMs`: when it was listed so. */
export function perpOf(row: Contract, atMs: number): Perp | null {
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

export function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
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
