/** Open interest, current and past, from the same values. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, invalid, isRefusal, mandatory, refusal, wholeNumber } from './call';
import type { Contract } from './contract';
import { valuesAt } from './values';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const PERIODS_MS: Record<string, number> = {
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '12h': 720 * MINUTE_MS,
  '1d': DAY_MS,
};
/** A bucket is published a moment after its time. */
const PUBLISHED_AFTER_MS = 5_000;
const RETENTION_MS = 30 * DAY_MS;
const USUAL_ROWS = 30;
const MOST_ROWS = 500;

export function openInterest(call: Call): MarketAnswer {
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  if (contract.status !== 'TRADING') return refusal(-4108, 'The symbol is not open for trading.');
  const { symbol } = contract;
  const values = valuesAt(call.listing.world, contract, call.nowMs);
  const text = values.openInterest.toFixed(contract.quantityDecimals);
  return jsonAnswer({ openInterest: text, symbol, time: call.nowMs });
}

/** Oldest first; the newest `limit` rows of the requested range. */
export function openInterestHistory(call: Call): MarketAnswer {
  const { query, nowMs, listing } = call;
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const period = query.get('period');
  if (period === null) return mandatory('period');
  const periodMs = PERIODS_MS[period];
  if (periodMs === undefined) return invalid('period');
  const limit = wholeNumber(query, 'limit', USUAL_ROWS);
  if (limit === null || limit < 1 || limit > MOST_ROWS) return invalid('limit');
  const startMs = wholeNumber(query, 'startTime', 0);
  const endMs = wholeNumber(query, 'endTime', nowMs);
  if (startMs === null || (startMs !== 0 && startMs < nowMs - RETENTION_MS - DAY_MS)) {
    return invalid('startTime');
  }
  if (endMs === null) return invalid('endTime');
  const newestMs = Math.min(endMs, nowMs - PUBLISHED_AFTER_MS, contract.settledMs ?? Infinity);
  const oldestMs = Math.max(startMs, contract.onboardMs, nowMs - RETENTION_MS);
  const supply = circulatingSupply(listing.world, contract);
  const rows = [];
  let bucketMs = Math.floor(newestMs / periodMs) * periodMs;
  for (; rows.length < limit && bucketMs >= oldestMs; bucketMs -= periodMs) {
    rows.push(historyRow(listing.world, contract, supply, bucketMs));
  }
  return jsonAnswer(rows.reverse());
}

function historyRow(world: World, contract: Contract, supply: string, bucketMs: number) {
  const { openInterest: coins, markPrice } = valuesAt(world, contract, bucketMs);
  const listed = Number(coins.toFixed(contract.quantityDecimals));
  return {
    symbol: contract.symbol,
    sumOpenInterest: listed.toFixed(8),
    sumOpenInterestValue: (listed * markPrice).toFixed(8),
    CMCCirculatingSupply: supply,
    timestamp: bucketMs,
  };
}

/** Dozens of times the open interest. */
function circulatingSupply(world: World, { asset, multiplier }: Contract): string {
  const coins = world.truth(asset, world.epochMs).openInterest / multiplier;
  return Math.round(coins * (15 + 40 * unit(world.seed, keyOf(asset), 94))).toFixed(8);
}
