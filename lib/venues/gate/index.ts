/**
 * Gate's perpetuals in USDT. Published limit: 200 requests per 10 s for an address, each endpoint's own. The ceilings
 * are a quarter of it, 50 per 10 s, counted as 25 per 5 s: so the first day of 560 contracts loads in 2½ minutes,
 * with waits that are short enough to be waited for in place.
 * https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule
 */
import { mapBy } from '../../domain/map-by';
import type { OpenInterest } from '../../domain/reading';
import { countOf, statedByRemaining } from '../../http/stated';
import type { Venue } from '../contract';
import { positive } from '../parse';
import { fetchBuckets, fetchContracts, fetchTickers, PAGE_MS } from './api';
import { historyOf, perpOf, readingOf } from './readings';
import { DAY_MS } from '../../domain/time';

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
  // The reset's time beside it is that of the answer.
  stated: ({ endpoint }, headers) =>
    statedByRemaining(
      budgetOf(endpoint),
      countOf(headers, 'x-gate-ratelimit-requests-remain'),
      countOf(headers, 'x-gate-ratelimit-limit'),
      { limit: 200, windowMs: 10_000 },
    ),
  listing: {
    cost: { contracts: 1 },
    // The tickers have no period, and not all of them a size.
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
      const left = mapBy(perps, ({ symbol }) => symbol);
      const { rows, dropped, atMs, venueTimeMs } = await fetchTickers(http, left, signal);
      const readings = [];
      const openInterest = new Map<string, OpenInterest>();
      for (const row of rows) {
        const perp = left.get(row.contract);
        if (perp === undefined) continue;
        left.delete(row.contract);
        readings.push(readingOf(row, perp, atMs));
        if (row.total_size !== null) {
          const coins = row.total_size * (positive(row.quanto_multiplier) ?? perp.coinsPerContract);
          openInterest.set(row.contract, { coins, atMs });
        }
      }
      return {
        readings,
        openInterest,
        // All rows are there and could be read: who is not among them has been delisted since the listing.
        settled: dropped === 0 ? [...left.keys()] : [],
        venueTimeMs,
        errors: [],
        droppedRows: dropped,
      };
    },
  },
  openInterest: null,
  openInterestHistory: {
    cost: { history: 1 },
    reachMs: 180 * DAY_MS,
    pageMs: PAGE_MS,
    async fetch(http, perp, signal, page) {
      const { rows, atMs } = await fetchBuckets(http, perp.symbol, signal, page);
      return historyOf(rows, perp, atMs);
    },
  },
};
