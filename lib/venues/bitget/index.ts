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
import type { InParts } from '../parts';
import { inParts } from '../parts';
import { valueOrError } from '../settle';
import type { Perp } from '../../domain/perp';
import type { Answer, Bulk, Product } from './api';
import { fetchFundings, fetchInstruments, fetchTickers, PRODUCTS } from './api';
import { perpOf, readingOf } from './readings';

function productOf({ quoteAsset }: Perp): Product {
  return quoteAsset === 'USDC' ? 'USDC-FUTURES' : 'USDT-FUTURES';
}

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
      const { answers, errors, failed, empty } = await inParts(PRODUCTS, (product) =>
        fetchInstruments(http, product, signal),
      );
      const lost = [...failed, ...empty];
      return {
        perps: answers.flatMap(({ answer: { rows, venueTimeMs } }) =>
          rows.flatMap((row) => perpOf(row, venueTimeMs ?? Date.now()) ?? []),
        ),
        isLost: (known) => lost.includes(productOf(known)),
        errors,
        droppedRows: answers.reduce((sum, { answer }) => sum + answer.dropped, 0),
      };
    },
  },
  snapshot: {
    cost: { tickers: 2, 'current-fund-rate': 2 },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const products = PRODUCTS.filter((product) =>
        perps.some((perp) => productOf(perp) === product),
      );
      const ask = <T>(fetch: Bulk<T>) =>
        inParts(products, (product) => fetch(http, product, signal, listed));
      const [tickers, fundings] = await Promise.all([
        ask(fetchTickers),
        valueOrError(ask(fetchFundings)),
      ]);
      const errors = [...tickers.errors];
      let droppedRows = 0;
      const times: number[] = [];
      const rowsOf = <T>({ answers }: Pick<InParts<Product, Answer<T>>, 'answers'>) =>
        answers.flatMap(({ answer }) => {
          droppedRows += answer.dropped;
          return answer.rows;
        });
      if (fundings instanceof VenueError) errors.push(fundings);
      else errors.push(...fundings.errors);
      const fundingOf = mapBy(
        fundings instanceof VenueError ? [] : rowsOf(fundings),
        ({ symbol }) => symbol,
      );
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
