/** Histories in pages, newest first: open interest, from the same values as the current one, and past funding. */
import type { MarketAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal, wholeNumber } from './call';
import { invalid, ok } from './trouble';
import { isDated, valuesAt } from './values';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const INTERVALS_MS: Record<string, number> = {
  '5min': 5 * MINUTE_MS,
  '15min': 15 * MINUTE_MS,
  '30min': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '4h': 4 * HOUR_MS,
  '1d': 24 * HOUR_MS,
};
/** A bucket is published a moment after its time. */
const PUBLISHED_AFTER_MS = 5_000;
const MOST_ROWS = 200;

/** From the launch on. A start without an end is ignored: the newest rows are returned. */
export function openInterestHistory(call: Call): MarketAnswer {
  const { query, nowMs, listing } = call;
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const intervalMs = INTERVALS_MS[query.get('intervalTime') ?? ''];
  if (intervalMs === undefined) return invalid('intervalTime', nowMs);
  const range = rangeOf(call, 50);
  if (isRefusal(range)) return range;
  const newestMs = Math.min(range.endMs, nowMs - PUBLISHED_AFTER_MS);
  const oldestMs = Math.max(range.startMs, contract.launchMs);
  const list = [];
  let bucketMs = Math.floor(newestMs / intervalMs) * intervalMs;
  for (; list.length < range.limit && bucketMs >= oldestMs; bucketMs -= intervalMs) {
    const { singleOpenInterest: single } = valuesAt(listing.world, contract, bucketMs);
    list.push({
      openInterest: (2 * single).toFixed(8),
      singleOpenInterest: String(single),
      timestamp: String(bucketMs),
    });
  }
  const nextPageCursor =
    list.length === range.limit && bucketMs >= oldestMs
      ? encodeURIComponent(`lastid=1${bucketMs % 1e8}&lasttime=${(bucketMs + intervalMs) / 1000}`)
      : '';
  const { symbol, category } = contract;
  return ok({ symbol, category, list, nextPageCursor }, nowMs);
}

export function fundingHistory(call: Call): MarketAnswer {
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const range = rangeOf(call, MOST_ROWS);
  if (isRefusal(range)) return range;
  const periodMs = contract.periodHours * HOUR_MS;
  const list = [];
  let paidMs = Math.floor(Math.min(range.endMs, call.nowMs) / periodMs) * periodMs;
  const oldestMs = Math.max(range.startMs, contract.launchMs);
  for (
    ;
    !isDated(contract) && list.length < range.limit && paidMs >= oldestMs;
    paidMs -= periodMs
  ) {
    const { fundingRate } = valuesAt(call.listing.world, contract, paidMs);
    list.push({
      symbol: contract.symbol,
      fundingRate: (fundingRate ?? 0).toFixed(8),
      fundingRateTimestamp: String(paidMs),
    });
  }
  return ok({ category: contract.category, list }, call.nowMs);
}

function rangeOf({ query, nowMs }: Call, usualRows: number) {
  const limit = wholeNumber(query, 'limit', usualRows, MOST_ROWS);
  const startMs = wholeNumber(query, 'startTime', 0);
  const endMs = wholeNumber(query, 'endTime', nowMs);
  if (limit === null) return invalid('limit', nowMs);
  if (startMs === null) return invalid('startTime', nowMs);
  if (endMs === null) return invalid('endTime', nowMs);
  const lastS = /lasttime=(\d+)/.exec(decodeURIComponent(query.get('cursor') ?? ''))?.[1];
  return {
    limit,
    startMs: query.has('endTime') ? startMs : 0,
    endMs: lastS === undefined ? endMs : Math.min(endMs, Number(lastS) * 1000 - 1),
  };
}
