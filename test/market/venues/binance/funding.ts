/** Funding periods, and past payments. */
import { keyOf, unit } from '../../world/noise';
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, invalid, isRefusal, wholeNumber } from './call';
import type { Contract } from './contract';
import { isDated, valuesAt } from './values';

const HOUR_MS = 3_600_000;
const USUAL_ROWS = 100;
const MOST_ROWS = 1000;

/** Includes some symbols with the usual 8 h, not only exceptions. */
export function fundingInfo({ listing, nowMs }: Call): MarketAnswer {
  const rows = listing
    .at(nowMs)
    .filter((contract) => !isDated(contract) && contract.settledMs === null)
    .filter(
      ({ periodHours, symbol }) =>
        periodHours !== 8 || unit(listing.world.seed, keyOf(symbol), 95) < 0.25,
    )
    .map((contract) => ({
      symbol: contract.symbol,
      adjustedFundingRateCap: contract.periodHours === 8 ? '0.03000000' : '0.02000000',
      adjustedFundingRateFloor: contract.periodHours === 8 ? '-0.03000000' : '-0.02000000',
      fundingIntervalHours: contract.periodHours,
      disclaimer: false,
      updateTime: contract.onboardMs,
    }));
  return jsonAnswer(rows);
}

/** Oldest first. Without a symbol: the last payments of all, the newest `limit` rows. */
export function fundingRates(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const limit = wholeNumber(query, 'limit', USUAL_ROWS);
  const startMs = wholeNumber(query, 'startTime', 0);
  const endMs = wholeNumber(query, 'endTime', nowMs);
  if (limit === null || limit < 1 || limit > MOST_ROWS) return invalid('limit');
  if (startMs === null) return invalid('startTime');
  if (endMs === null) return invalid('endTime');
  const range = { startMs, endMs: Math.min(endMs, nowMs), limit };
  if (query.has('symbol')) {
    const contract = contractOf(call);
    if (isRefusal(contract)) return contract;
    return jsonAnswer(payments(call, contract, range));
  }
  const last = { ...range, limit: 1 };
  const rows = listing.at(nowMs).flatMap((contract) => payments(call, contract, last));
  return jsonAnswer(rows.sort((a, b) => a.fundingTime - b.fundingTime).slice(-limit));
}

interface Range {
  startMs: number;
  endMs: number;
  limit: number;
}

/** From `startMs` on if given, else the newest. */
function payments({ listing }: Call, contract: Contract, range: Range) {
  if (isDated(contract)) return [];
  const periodMs = contract.periodHours * HOUR_MS;
  const lastMs = Math.floor(Math.min(range.endMs, contract.settledMs ?? Infinity) / periodMs);
  const firstMs = Math.ceil(Math.max(range.startMs, contract.onboardMs) / periodMs);
  const count = Math.min(range.limit, lastMs - firstMs + 1);
  const from = range.startMs > 0 ? firstMs : lastMs - count + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const fundingTime = (from + index) * periodMs;
    const { fundingRate, markPrice } = valuesAt(listing.world, contract, fundingTime);
    return {
      symbol: contract.symbol,
      fundingTime,
      fundingRate: fundingRate.toFixed(8),
      markPrice: markPrice.toFixed(8),
    };
  });
}
