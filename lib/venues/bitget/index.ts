/**
 * Bitget's USDT and USDC perpetuals. Published limits: 20 requests a second for each endpoint and address, of which the
 * ceilings are a quarter; and 6,000 a minute for all together, of which they can't reach a quarter (three endpoints
 * with 5 a second are 900). A refresh is 4 requests, 2 more once an hour. It keeps no history of open interest: ours
 * begins when it is switched on.
 * https://www.bitget.com/api-doc/common/faq
 */
import { mapBy } from '../../domain/map-by';
import { median } from '../../domain/median';
import type { OpenInterest } from '../../domain/reading';
import { countOf, statedByRemaining } from '../../http/stated';
import { VenueError } from '../../http/venue-error';
import type { Venue } from '../contract';
import { valueOrError } from '../settle';
import type { Answer, Bulk } from './api';
import { fetchFundings, fetchInstruments, fetchTickers, PRODUCTS } from './api';
import { perpOf, readingOf } from './readings';

const budget = (id: string) => ({ id, ceiling: 5, windowMs: 1_000 });

export const bitget: Venue = {
  id: 'bitget',
  name: 'Bitget',
  apiOrigins: ['https://api.bitget.com'],
  onByDefault: false,
  budgets: [budget('instruments'), budget('tickers'), budget('current-fund-rate')],
  // What is left of the endpoint's second. https://www.bitget.com/api-doc/common/faq, question 11
  stated: ({ endpoint }, headers) =>
    statedByRemaining(
      /([\w-]+) /.exec(endpoint.slice(endpoint.lastIndexOf('/')))?.[1] ?? '',
      countOf(headers, 'x-mbx-used-remain-limit'),
      null,
      { limit: 20, windowMs: 1_000 },
    ),
  listing: {
    cost: { instruments: 2 },
    async fetch(http, signal) {
      // Both or none: perpetuals of a part that is lost would leave the board.
      const answers = await Promise.all(
        PRODUCTS.map((product) => fetchInstruments(http, product, signal)),
      );
      return {
        perps: answers.flatMap(({ rows, venueTimeMs }) =>
          rows.flatMap((row) => perpOf(row, venueTimeMs ?? Date.now()) ?? []),
        ),
        errors: [],
        droppedRows: answers.reduce((sum, { dropped }) => sum + dropped, 0),
      };
    },
  },
  snapshot: {
    cost: { tickers: 2, 'current-fund-rate': 2 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const ask = <T>(fetch: Bulk<T>) =>
        Promise.all(PRODUCTS.map((product) => valueOrError(fetch(http, product, signal, listed))));
      const [tickers, fundings] = await Promise.all([ask(fetchTickers), ask(fetchFundings)]);
      // Nearly all of them are in the first product.
      if (tickers[0] instanceof VenueError) throw tickers[0];

      const errors: VenueError[] = [];
      let droppedRows = 0;
      const times: number[] = [];
      const rowsOf = <T>(answers: readonly (Answer<T> | VenueError)[]) =>
        answers.flatMap((answer) => {
          if (answer instanceof VenueError) {
            errors.push(answer);
            return [];
          }
          droppedRows += answer.dropped;
          return answer.rows;
        });
      const fundingOf = mapBy(rowsOf(fundings), ({ symbol }) => symbol);
      const readings = [];
      const openInterest = new Map<string, OpenInterest>();
      const missing = new Set(listed.keys());
      for (const row of rowsOf(tickers)) {
        const { symbol, holdingAmount, ts } = row;
        const perp = listed.get(symbol);
        if (perp === undefined) continue;
        missing.delete(symbol);
        times.push(ts);
        readings.push(readingOf(row, perp, fundingOf.get(symbol)));
        if (holdingAmount !== null) openInterest.set(symbol, { coins: holdingAmount, atMs: ts });
      }
      return {
        readings,
        openInterest,
        // All answers are whole, and there are no prices of it any more.
        settled: errors.length || droppedRows ? [] : [...missing],
        venueTimeMs: median(times),
        errors,
        droppedRows,
      };
    },
  },
  openInterest: null,
  openInterestHistory: null,
};
