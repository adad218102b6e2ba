/** Buckets of open interest and other statistics, oldest first, by the second of their start. */
import type { World } from '../../world/world';
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal, wholeNumber } from './call';
import type { Contract } from './contract';
import { invalid } from './trouble';
import { valuesAt, worth } from './values';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const INTERVALS_MS: Record<string, number> = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '4h': 4 * HOUR_MS,
  '1d': DAY_MS,
};
/** A bucket is published this long after its start, with its values so far; as long after its end it is updated. */
const PUBLISHED_AFTER_MS = 168_000;
const RETENTION_MS = 180 * DAY_MS;
const USUAL_ROWS = 30;
const MOST_ROWS = 2_000;
/** Rows beyond the requested number, when the request has a start. */
const EXTRA_ROWS = 2;

export function contractStats(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const contract = contractOf(call);
  if (isRefusal(contract)) return contract;
  const intervalMs = INTERVALS_MS[query.get('interval') ?? '5m'];
  if (intervalMs === undefined) return invalid('interval');
  const limit = wholeNumber(query, 'limit', USUAL_ROWS);
  if (limit === null || limit < 1 || limit > MOST_ROWS) return invalid('limit');
  const fromS = wholeNumber(query, 'from', 0);
  if (fromS === null) return invalid('from');

  const startOf = (ms: number): number => Math.floor(ms / intervalMs) * intervalMs;
  const newestMs = startOf(
    Math.min(nowMs - PUBLISHED_AFTER_MS, contract.frozenMs ?? Number.POSITIVE_INFINITY),
  );
  const oldestMs = startOf(Math.max(contract.launchMs, nowMs - RETENTION_MS));
  const askedMs = fromS === 0 ? newestMs - (limit - 1) * intervalMs : fromS * 1000;
  const firstMs = Math.max(oldestMs, Math.ceil(askedMs / intervalMs) * intervalMs);
  const most = fromS === 0 ? limit : limit + EXTRA_ROWS;
  const count = Math.min(most, Math.floor((newestMs - firstMs) / intervalMs) + 1);
  const rows = Array.from({ length: Math.max(0, count) }, (_, index) => {
    const startMs = firstMs + index * intervalMs;
    const endMs = startMs + intervalMs;
    const isFinal = endMs + PUBLISHED_AFTER_MS <= nowMs;
    const asOfMs = isFinal ? endMs : Math.min(endMs, startMs + PUBLISHED_AFTER_MS);
    return statsRow(listing.world, contract, startMs, asOfMs);
  });
  return jsonAnswer(rows);
}

function statsRow(world: World, contract: Contract, startMs: number, asOfMs: number) {
  const values = valuesAt(world, contract, asOfMs);
  const { contracts, markPrice, fundingRate } = values;
  return {
    time: startMs / 1000,
    lsr_taker: 1.02,
    lsr_account: 1.31,
    long_liq_size: 0,
    long_liq_amount: 0,
    long_liq_usd: 0,
    short_liq_size: 0,
    short_liq_amount: 0,
    short_liq_usd: 0,
    open_interest: contract.hasParts ? String(contracts) : contracts,
    open_interest_usd: worth(values, contract),
    top_lsr_account: 0.98,
    top_lsr_size: 1.11,
    mark_price: markPrice,
    long_taker_size: Math.round(contracts / 40),
    short_taker_size: Math.round(contracts / 42),
    long_users: 700,
    short_users: 610,
    last_funding_rate: fundingRate.toFixed(6),
  };
}
