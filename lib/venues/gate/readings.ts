/** Gate's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Bucket, Contract, Ticker } from './api';
import { BUCKET_MS } from './api';
import type { PastOpenInterest } from '../contract';
import { notNegative, positive } from '../parse';
import { paymentOrNull, periodBeside, periodOrNull } from '../period';
import { HOUR_MS } from '../../domain/time';

/** A bucket is written anew until two and a half minutes after its end. */
const SETTLES_MS = 180_000;

/** A contract whose circuit breaker has stopped it for a while is listed, and never of more interest. */
const NOT_TRADED = /^(prelaunch|delisting|delisted)$/;

/**
 * Null for all but linear perpetuals that trade: announced, halted and departing ones, and trading before the coin. `atMs`: when
 * it was so.
 */
export function perpOf(row: Contract, atMs: number): Perp | null {
  const { name, quanto_multiplier: coinsPerContract } = row;
  const [, baseAsset, quoteAsset] = /^(.+)_(USD[TC])$/.exec(name) ?? [];
  if (!baseAsset || !quoteAsset || coinsPerContract <= 0) return null;
  if (row.in_delisting || row.is_pre_market || NOT_TRADED.test(row.status ?? '')) return null;
  if ((row.type ?? 'direct') !== 'direct') return null;
  const launchedS = row.launch_time ?? 0;
  const beside = periodOrNull(row.funding_interval / 3600);
  const nextFundingAtMs = paymentOrNull((row.funding_next_apply ?? 0) * 1000, atMs);
  return {
    symbol: name,
    baseAsset,
    quoteAsset,
    assetClass: assetClassOf(row.contract_type),
    listedAtMs: launchedS > 0 ? launchedS * 1000 : null,
    fundingPeriodHours: periodBeside([beside], nextFundingAtMs, atMs) ?? beside,
    coinsPerContract,
  };
}

/** Their indices are of stock markets. */
function assetClassOf(type: Contract['contract_type']): AssetClass {
  if (!type) return 'crypto';
  if (type === 'metals' || type === 'commodities') return 'commodity';
  return type === 'forex' ? 'forex' : 'stock';
}

export function readingOf(row: Ticker, perp: Perp, atMs: number): Reading {
  const { fundingPeriodHours } = perp;
  const periodMs = (fundingPeriodHours ?? 0) * HOUR_MS;
  return {
    symbol: row.contract,
    markPrice: positive(row.mark_price),
    indexPrice: positive(row.index_price),
    fundingRate: row.funding_rate,
    fundingPeriodHours,
    // The venue's own field jumps to the payment after the next one up to a minute early.
    nextFundingAtMs: periodMs > 0 ? (Math.floor(atMs / periodMs) + 1) * periodMs : null,
    quoteVolume24h: notNegative(row.volume_24h_quote),
    pricedAtMs: atMs,
  };
}

/**
 * Oldest first. A bucket is named by its start and holds what was open at its end; those not final are left out. Its contracts
 * are of the size they had then: what they were worth tells how many coins that was, whatever the size is now.
 */
export function historyOf(rows: readonly Bucket[], perp: Perp, nowMs: number): PastOpenInterest[] {
  const samples = rows
    .map((row) => ({
      ...coinsOf(row, perp),
      atMs: row.time + BUCKET_MS,
      markPrice: positive(row.mark_price),
    }))
    .filter(({ atMs }) => atMs + SETTLES_MS <= nowMs)
    .sort((a, b) => a.atMs - b.atMs);
  // Where the size has changed, one that does not say its worth could be of either.
  const hasChanged = samples.some(({ size }) => size === 'another');
  return samples.flatMap(({ coins, atMs, markPrice, size }) =>
    hasChanged && size === 'unsaid' ? [] : [{ coins, atMs, markPrice }],
  );
}

/** Rounding of the worth and of the price, and a price that moves while both are read. */
const SAME_SIZE = 0.02;

function coinsOf(row: Bucket, { coinsPerContract }: Perp) {
  const coins = row.open_interest * coinsPerContract;
  const worth = positive(row.open_interest_usd);
  const price = positive(row.mark_price);
  if (worth === null || price === null) return { coins, size: 'unsaid' } as const;
  const isSame = Math.abs(worth / price - coins) <= SAME_SIZE * coins;
  return isSame
    ? ({ coins, size: 'todays' } as const)
    : ({ coins: worth / price, size: 'another' } as const);
}
