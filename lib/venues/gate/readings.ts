/** Gate's answers in our words and units. Pure. */
import type { AssetClass, Perp } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { Bucket, Contract, Ticker } from './api';
import { BUCKET_MS } from './api';
import type { PastOpenInterest } from '../contract';
import { positive } from '../parse';

const HOUR_MS = 3_600_000;
/** A bucket is written anew until two and a half minutes after its end. */
const SETTLES_MS = 180_000;

/** A contract whose circuit breaker has stopped it for a while is listed, and never of more interest. */
const NOT_TRADED = /^(prelaunch|delisting|delisted)$/;

/** Null for all but linear perpetuals that trade: announced, halted and departing ones, and trading before the coin. */
export function perpOf(row: Contract): Perp | null {
  const { name, quanto_multiplier: coinsPerContract } = row;
  const [, baseAsset, quoteAsset] = /^(.+)_(USD[TC])$/.exec(name) ?? [];
  if (!baseAsset || !quoteAsset || coinsPerContract <= 0) return null;
  if (row.in_delisting || row.is_pre_market || NOT_TRADED.test(row.status ?? '')) return null;
  if ((row.type ?? 'direct') !== 'direct') return null;
  const launchedS = row.launch_time ?? 0;
  return {
    symbol: name,
    baseAsset,
    quoteAsset,
    assetClass: assetClassOf(row.contract_type),
    listedAtMs: launchedS > 0 ? launchedS * 1000 : null,
    fundingPeriodHours: row.funding_interval > 0 ? row.funding_interval / 3600 : null,
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
    quoteVolume24h: row.volume_24h_quote,
    pricedAtMs: atMs,
  };
}

/** Oldest first. A bucket is named by its start and holds what was open at its end; those not final are left out. */
export function historyOf(rows: readonly Bucket[], perp: Perp, nowMs: number): PastOpenInterest[] {
  return rows
    .map((row) => ({
      coins: row.open_interest * perp.coinsPerContract,
      atMs: row.time + BUCKET_MS,
      markPrice: positive(row.mark_price),
    }))
    .filter(({ atMs }) => atMs + SETTLES_MS <= nowMs)
    .sort((a, b) => a.atMs - b.atMs);
}
