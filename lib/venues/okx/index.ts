/**
 * OKX perpetual swaps. Published limits, each endpoint's own, per address: mark-price, funding-rate and the history
 * 10 requests per 2 s, the others 20 per 2 s. The ceilings are a quarter of each, rounded down: 2 and 5. The history
 * is counted per instrument there; we count all of them together.
 */
import { mapBy } from '../../domain/map-by';
import { median } from '../../domain/median';
import type { OpenInterest } from '../../domain/reading';
import { VenueError } from '../../http/venue-error';
import type { Venue } from '../contract';
import type { ParsedRows } from '../parse';
import { valueOrError } from '../settle';
import {
  fetchFundings,
  fetchHistory,
  fetchIndexes,
  fetchInstruments,
  fetchMarks,
  fetchOpenInterests,
  fetchTickers,
  PAGE_MS,
} from './api';
import { openInterestOf, pairOf, perpOf, readingOf } from './readings';

const budget = (id: string, ceiling: number) => ({ id, ceiling, windowMs: 2_000 });

export const okx: Venue = {
  id: 'okx',
  name: 'OKX',
  apiOrigins: [
    'https://www.okx.com',
    'https://openapi.okx.com',
    'https://eea.okx.com',
    'https://us.okx.com',
  ],
  onByDefault: false,
  budgets: [
    budget('instruments', 5),
    budget('mark-price', 2),
    budget('funding-rate', 2),
    budget('open-interest', 5),
    budget('tickers', 5),
    budget('index-tickers', 5),
    budget('history', 2),
  ],
  listing: {
    cost: { instruments: 1 },
    // Where an answer has contracts and no coins.
    states: { contractSizes: true },
    async fetch(http, signal) {
      const { rows, dropped } = await fetchInstruments(http, signal);
      const perps = rows.flatMap((row) => perpOf(row) ?? []);
      return { perps, errors: [], droppedRows: dropped };
    },
  },
  snapshot: {
    // One index request for each of two quotes.
    cost: {
      'mark-price': 1,
      'funding-rate': 1,
      'open-interest': 1,
      tickers: 1,
      'index-tickers': 2,
    },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const pairs = mapBy(perps, pairOf);
      const quotes = [...new Set(perps.map(({ quoteAsset }) => quoteAsset))];
      const [markRows, fundingRows, openInterestRows, tickerRows, ...indexRows] = await Promise.all(
        [
          valueOrError(fetchMarks(http, signal, listed)),
          valueOrError(fetchFundings(http, signal, listed)),
          valueOrError(fetchOpenInterests(http, signal, listed)),
          valueOrError(fetchTickers(http, signal, listed)),
          ...quotes.map((quote) => valueOrError(fetchIndexes(http, quote, signal, pairs))),
        ] as const,
      );
      // Either alone is worth a board; without both there is nothing to show.
      if (markRows instanceof VenueError && fundingRows instanceof VenueError) throw markRows;

      const errors: VenueError[] = [];
      let droppedRows = 0;
      const rowsOf = <T>(answer: ParsedRows<T> | VenueError): T[] => {
        const isLost = answer instanceof VenueError;
        if (isLost) errors.push(answer);
        else droppedRows += answer.dropped;
        return isLost ? [] : answer.rows;
      };
      const idOf = ({ instId }: { instId: string }) => instId;
      const marks = mapBy(rowsOf(markRows), idOf);
      const fundings = mapBy(rowsOf(fundingRows), idOf);
      const openInterests = mapBy(rowsOf(openInterestRows), idOf);
      const tickers = mapBy(rowsOf(tickerRows), idOf);
      const indexes = mapBy(indexRows.flatMap(rowsOf), idOf);

      const readings = [];
      const openInterest = new Map<string, OpenInterest>();
      const settled = [];
      const times: number[] = [];
      for (const perp of perps) {
        const { symbol } = perp;
        const mark = marks.get(symbol);
        const funding = fundings.get(symbol);
        const ticker = tickers.get(symbol);
        const row = openInterests.get(symbol);
        // The newest of a symbol's own: quiet markets are marked less often.
        times.push(Math.max(mark?.ts ?? 0, funding?.ts ?? 0, row?.ts ?? 0));
        const indexPrice = indexes.get(pairOf(perp))?.idxPx ?? null;
        const reading = readingOf(perp, { mark, funding, ticker, indexPrice });
        if (reading !== null) readings.push(reading);
        const sample = row && openInterestOf(row, perp);
        if (sample) openInterest.set(symbol, sample);
        // All answers are whole, and none has it any more.
        if (!(reading || row || ticker || errors.length || droppedRows)) settled.push(symbol);
      }
      return {
        readings,
        openInterest,
        settled,
        venueTimeMs: median(times.filter((atMs) => atMs > 0)),
        errors,
        droppedRows,
      };
    },
  },
  openInterest: null,
  openInterestHistory: {
    cost: { history: 1 },
    // The last 1,440 rows, whatever their steps: 15 days, less an hour for the page's way.
    reachMs: 359 * 3_600_000,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return rows.map(({ 0: atMs, 2: coins }) => ({ coins, atMs })).sort((a, b) => a.atMs - b.atMs);
    },
  },
};
