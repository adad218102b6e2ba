/**
 * Gate's USDT perpetuals. Published limit: 200 requests per 10 s for an IP address and endpoint. Our ceilings are a quarter, 50
 * per 10 s, counted as 25 per 5 s: so the first day of 560 contracts loads in 2½ minutes without waiting for an alarm.
 * https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule
 */
import { mapBy } from '../../domain/collections';
import { DAY_MS } from '../../domain/time';
import { headerCount, statedByRemaining } from '../../http/headers';
import type { Venue } from '../contract';
import { readBulk } from '../shared/assemble';
import { positive } from '../shared/parse';
import { fetchHistory, fetchContracts, fetchTickers, PAGE_MS } from './api';
import { historyOf, perpOf, readingOf } from './readings';

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
