/** Past open interest, from the same values as the current one, newest first. */
import type { MarketAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal, wholeNumber } from './call';
import { plain } from './rows';
import { data, invalid } from './trouble';
import { valuesAt } from './values';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PERIODS_MS: Record<string, number> = {
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1H': HOUR_MS,
  '2H': 2 * HOUR_MS,
  '4H': 4 * HOUR_MS,
  '1D': DAY_MS,
};
const MOST_ROWS = 100;
const KEPT_ROWS = 1440;
/** A bucket is published a moment after its time. */
const PUBLISHED_AFTER_MS = 5_000;

interface Range {
  periodMs: number;
  /** Oldest and newest bucket, ms. */
  fromMs: number;
  toMs: number;
  limit: number;
}

/** `[ts, contracts, coins, USD]` of one instrument. */
export function openInterestHistory(call: Call): MarketAnswer {
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const range = rangeOf(call);
  if (isRefusal(range)) return range;
  const fromMs = Math.max(range.fromMs, contract.listMs);
  const times = bucketsOf({ ...range, fromMs });
  return data(
    times.map((bucketMs) => {
      const { contracts, coins, usd } = valuesAt(call.listing.world, contract, bucketMs);
      return [String(bucketMs), plain(contracts, 10), plain(coins, 10), plain(usd, 8)];
    }),
  );
}

/** `[ts, USD open, USD traded]` of all contracts of a coin. */
export function openInterestVolume(call: Call): MarketAnswer {
  const { listing, nowMs, query } = call;
  const asset = query.get('ccy') ?? '';
  const contracts = listing
    .at(nowMs)
    .filter(({ instType, state }) => instType !== 'SPOT' && state === 'live')
    .filter((contract) => contract.asset === asset);
  if (contracts.length === 0) return invalid('ccy');
  const range = rangeOf(call);
  if (isRefusal(range)) return range;
  return data(
    bucketsOf(range).map((bucketMs) => {
      const values = contracts.map((contract) => valuesAt(listing.world, contract, bucketMs));
      const open = values.reduce((sum, { usd }) => sum + usd, 0);
      const traded = values.reduce((sum, each) => sum + each.volume24h * each.markPrice, 0);
      return [String(bucketMs), plain(open, 4), plain(traded / 288, 4)];
    }),
  );
}

function rangeOf({ query, nowMs }: Call): Range | MarketAnswer {
  const periodMs = PERIODS_MS[query.get('period') ?? '5m'];
  if (periodMs === undefined) return invalid('period');
  const limit = wholeNumber(query, 'limit', MOST_ROWS);
  const begin = wholeNumber(query, 'begin', 0);
  const end = wholeNumber(query, 'end', nowMs);
  if (limit === null || limit < 1 || limit > MOST_ROWS) return invalid('limit');
  if (begin === null) return invalid('begin');
  if (end === null) return invalid('end');
  const fromMs = Math.max(begin, nowMs - KEPT_ROWS * periodMs);
  return { periodMs, fromMs, toMs: Math.min(end, nowMs - PUBLISHED_AFTER_MS), limit };
}

function bucketsOf({ periodMs, fromMs, toMs, limit }: Range): number[] {
  const times = [];
  let bucketMs = Math.floor(toMs / periodMs) * periodMs;
  for (; times.length < limit && bucketMs >= fromMs; bucketMs -= periodMs) times.push(bucketMs);
  return times;
}
