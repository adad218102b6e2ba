/**
 * OKX perpetual swaps, and the X-Perps that people in the EEA have in their place. Published limits, each endpoint's own, per address: mark-price, funding-rate and the history
 * 10 requests per 2 s, the others 20 per 2 s. The ceilings are a quarter of each, rounded down: 2 and 5. The history
 * is counted per instrument there; we count all of them together.
 */
import { mapBy } from '../../domain/map-by';
import { median } from '../../domain/median';
import type { Perp } from '../../domain/perp';
import type { OpenInterest } from '../../domain/reading';
import { VenueError } from '../../http/venue-error';
import type { Venue } from '../contract';
import type { ParsedRows } from '../parse';
import { inParts } from '../parts';
import { valueOrError } from '../settle';
import type { Bulk, Kind } from './api';
import {
  fetchFundings,
  fetchHistory,
  fetchIndexes,
  fetchInstruments,
  fetchMarks,
  fetchOpenInterests,
  fetchTickers,
  KINDS,
  PAGE_MS,
} from './api';
import { isXPerp, openInterestOf, pairOf, perpOf, readingOf } from './readings';
import { HOUR_MS } from '../../domain/time';

function kindOf(perp: Perp): Kind {
  return isXPerp(perp) ? 'FUTURES' : 'SWAP';
}

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
    cost: { instruments: 2 },
    // Where an answer has contracts and no coins.
    states: { contractSizes: true },
    async fetch(http, signal) {
      const { answers, errors, failed } = await inParts(KINDS, (kind) =>
        fetchInstruments[kind](http, signal),
      );
      return {
        perps: answers.flatMap(({ answer }) => answer.rows.flatMap((row) => perpOf(row) ?? [])),
        // A host for a region may have an empty list of one kind: there is none of it, for whoever asks there.
        isLost: (known) => failed.includes(kindOf(known)),
        errors,
        droppedRows: answers.reduce((sum, { answer }) => sum + answer.dropped, 0),
      };
    },
  },
  snapshot: {
    // Of swaps and X-Perps, one index request for each of three quotes, and the fundings of all at once.
    cost: {
      'mark-price': 2,
      'funding-rate': 1,
      'open-interest': 2,
      tickers: 2,
      'index-tickers': 3,
    },
    async fetch(http, perps, signal) {
      const listed = mapBy(perps, ({ symbol }) => symbol);
      const pairs = mapBy(perps, pairOf);
      const quotes = [...new Set(perps.map(({ quoteAsset }) => quoteAsset))];
      const kinds = KINDS.filter((kind) => perps.some((perp) => kindOf(perp) === kind));
      const ofKinds = <T>(fetch: Record<Kind, Bulk<T>>) =>
        Promise.all(kinds.map((kind) => valueOrError(fetch[kind](http, signal, listed))));
      const [markRows, fundingRows, openInterestRows, tickerRows, indexRows] = await Promise.all([
        ofKinds(fetchMarks),
        valueOrError(fetchFundings(http, signal, listed)),
        ofKinds(fetchOpenInterests),
        ofKinds(fetchTickers),
        Promise.all(quotes.map((quote) => valueOrError(fetchIndexes(http, quote, signal, pairs)))),
      ]);
      // Either alone is worth a board; without both there is nothing to show.
      const lostMarks = markRows.filter((answer) => answer instanceof VenueError);
      const [noMarks] = lostMarks;
      if (noMarks && lostMarks.length === markRows.length && fundingRows instanceof VenueError) {
        throw noMarks;
      }

      const errors: VenueError[] = [];
      let droppedRows = 0;
      const rowsOf = <T>(answer: ParsedRows<T> | VenueError): T[] => {
        const isLost = answer instanceof VenueError;
        if (isLost) errors.push(answer);
        else droppedRows += answer.dropped;
        return isLost ? [] : answer.rows;
      };
      const idOf = ({ instId }: { instId: string }) => instId;
      const marks = mapBy(markRows.flatMap(rowsOf), idOf);
      const fundings = mapBy(rowsOf(fundingRows), idOf);
      const openInterests = mapBy(openInterestRows.flatMap(rowsOf), idOf);
      const tickers = mapBy(tickerRows.flatMap(rowsOf), idOf);
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
    reachMs: 359 * HOUR_MS,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return rows.map(({ 0: atMs, 2: coins }) => ({ coins, atMs })).sort((a, b) => a.atMs - b.atMs);
    },
  },
};
