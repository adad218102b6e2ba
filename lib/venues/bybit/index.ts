/**
 * Bybit linear perpetuals. Published limit: 600 requests per 5 s for an address, over all of its hosts and endpoints;
 * beyond it the address is banned for 10 minutes or more. The ceiling is a quarter, 150. A refresh is 1 request, and
 * 1 more once an hour for the listing, which is counted as the pages it may grow to.
 * https://bybit-exchange.github.io/docs/v5/rate-limit
 */
import { mapBy } from '../../domain/map-by';
import type { OpenInterest } from '../../domain/reading';
import { countOf, statedByRemaining } from '../../http/stated';
import type { Venue } from '../contract';
import { fetchHistory, fetchInstruments, fetchTickers, MOST_PAGES, PAGE_MS } from './api';
import { perpOf, readingOf } from './readings';

export const bybit: Venue = {
  id: 'bybit',
  name: 'Bybit',
  // The first two refuse the same countries; of the hosts for a region, those of the largest.
  apiOrigins: [
    'https://api.bybit.com',
    'https://api.bytick.com',
    'https://api.bybit.eu',
    'https://api.manepa.jp',
  ],
  onByDefault: false,
  budgets: [{ id: 'requests', ceiling: 150, windowMs: 5_000 }],
  // What is left of the endpoint's limit, which is another one than the address's: its share counts.
  stated: (_, headers) =>
    statedByRemaining(
      'requests',
      countOf(headers, 'x-bapi-limit-status'),
      countOf(headers, 'x-bapi-limit'),
      { limit: 600, windowMs: 5_000 },
    ),
  listing: {
    cost: { requests: MOST_PAGES },
    async fetch(http, signal) {
      const { rows, dropped, lost } = await fetchInstruments(http, signal);
      return {
        perps: rows.flatMap((row) => perpOf(row) ?? []),
        // Who was on a page that was lost, nobody knows: whoever is not on the others stays.
        isLost: () => lost !== null,
        errors: lost ? [lost] : [],
        droppedRows: dropped,
      };
    },
  },
  snapshot: {
    cost: { requests: 1 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const { rows, dropped, atMs } = await fetchTickers(http, listed, signal);
      const readings = [];
      const openInterest = new Map<string, OpenInterest>();
      for (const row of rows) {
        const perp = listed.get(row.symbol);
        if (perp === undefined) continue;
        listed.delete(row.symbol);
        readings.push(readingOf(row, perp, atMs));
        if (row.openInterest !== null) {
          openInterest.set(row.symbol, { coins: row.openInterest, atMs });
        }
      }
      return {
        readings,
        openInterest,
        // What has left the tickers trades no more; unless it may be among what was lost, or nearly all has left.
        settled: dropped === 0 && listed.size < rows.length ? [...listed.keys()] : [],
        venueTimeMs: atMs,
        errors: [],
        droppedRows: dropped,
      };
    },
  },
  openInterest: null,
  openInterestHistory: {
    cost: { requests: 1 },
    // Since the contract was launched.
    reachMs: Infinity,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return rows
        .map((row) => ({ coins: row.openInterest, atMs: row.timestamp }))
        .sort((a, b) => a.atMs - b.atMs);
    },
  },
};
