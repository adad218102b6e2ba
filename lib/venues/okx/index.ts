/**
 * OKX perpetual swaps, and X-Perps, which replace them in the EEA. Published limits per IP address and endpoint: mark-price,
 * funding-rate and the history 10 requests per 2 s, the others 20 per 2 s. Our ceilings are a quarter, rounded down: 2 and 5. OKX
 * counts the history per instrument; we count all of them together.
 */
import { mapBy, median } from '../../domain/collections';
import type { Perp, AssetClass } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import { HOUR_MS } from '../../domain/time';
import { VenueError, valueOrError } from '../../http/venue-error';
import type { Venue } from '../contract';
import { inParts, RowCollector, oldestFirst, notNegative, positive } from '../shared/answers';
import type { ParsedRows } from '../shared/answers';
import { paymentOrNull, periodOrNull } from '../shared/funding-period';
import type { Bulk, Kind, Funding, Instrument, Mark, OpenInterestRow, Ticker } from './api';
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
    // Some answers state contracts only.
    states: { contractSizes: true },
    async fetch(http, signal) {
      const { answers, errors, failed } = await inParts(KINDS, (kind) =>
        fetchInstruments[kind](http, signal),
      );
      return {
        perps: answers.flatMap(({ answer }) => answer.rows.flatMap((row) => perpOf(row) ?? [])),
        // Empty is not failed: a regional host may list nothing of one kind.
        isLost: (known) => failed.includes(kindOf(known)),
        errors,
        droppedRows: answers.reduce((sum, { answer }) => sum + answer.dropped, 0),
      };
    },
  },
  snapshot: {
    // Each for swaps and X-Perps, indexes for three quote assets, funding rates for all at once.
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
      // Either alone makes a board; without both there is nothing to show.
      const lostMarks = markRows.filter((answer) => answer instanceof VenueError);
      const [noMarks] = lostMarks;
      if (noMarks && lostMarks.length === markRows.length && fundingRows instanceof VenueError) {
        throw noMarks;
      }

      const collector = new RowCollector();
      const byId = <T extends { instId: string }>(answers: (ParsedRows<T> | VenueError)[]) => {
        const rows = answers.flatMap((answer) => collector.rowsOf(answer));
        return mapBy(rows, ({ instId }) => instId);
      };
      const marks = byId(markRows);
      const fundings = byId([fundingRows]);
      const openInterests = byId(openInterestRows);
      const tickers = byId(tickerRows);
      const indexes = byId(indexRows);
      const { errors, droppedRows, isComplete } = collector;

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
        // The newest of a symbol: mark prices of quiet markets are updated less often.
        times.push(Math.max(mark?.ts ?? 0, funding?.ts ?? 0, row?.ts ?? 0));
        const indexPrice = indexes.get(pairOf(perp))?.idxPx ?? null;
        const reading = readingOf(perp, { mark, funding, ticker, indexPrice });
        if (reading !== null) readings.push(reading);
        const sample = row && openInterestOf(row, perp);
        if (sample) openInterest.set(symbol, sample);
        // In none of the complete answers: not traded any more.
        if (isComplete && !reading && !row && !ticker) settled.push(symbol);
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
    // The last 1,440 rows of any step: 15 days, less an hour for the time that a request takes.
    retentionMs: 359 * HOUR_MS,
    pageMs: PAGE_MS,
    async fetch(http, { symbol }, signal, page) {
      const rows = await fetchHistory(http, symbol, signal, page);
      return oldestFirst(rows.map(({ 0: atMs, 2: baseQty }) => ({ baseQty, atMs })));
    },
  },
};

// From OKX's rows to our types and units; pure.

/** The rows of one symbol; undefined where an answer failed or does not have it. */
interface Parts {
  mark: Mark | undefined;
  funding: Funding | undefined;
  ticker: Ticker | undefined;
  indexPrice: number | null;
}

/** `BTC-USDT-SWAP`, or `BTC-USD_UM_XPERP-310404`, which is quoted in several dollars at once: `USD`. */
const NAME = /^(.+)-(?:(USD[TC])-SWAP|(USD)_UM_XPERP-\d{6})$/;

/** Announced, halted, being rebased, tests, ending. `post_only` still trades. */
const NOT_TRADED = /^(preopen|suspend|rebase|test|settling|expired|)$/;

function isXPerp({ symbol }: Perp): boolean {
  return symbol.includes('_XPERP-');
}

/**
 * Null unless it trades and is a linear USDT or USDC swap under the normal rules, or an X-Perp, which replaces swaps in the EEA: a
 * five-year future that pays funding as swaps do. So coin-margined swaps, swaps in several dollars at once (`BTC-USD_UM-SWAP`),
 * dated futures and trading before the coin is issued are left out.
 */
function perpOf(row: Instrument): Perp | null {
  const [, baseAsset, swapQuote, xQuote] = NAME.exec(row.instId) ?? [];
  if (!baseAsset || NOT_TRADED.test(row.state ?? '') || row.ctType !== 'linear') return null;
  if (row.ctVal === null) return null;
  const quoteAsset = swapQuote ?? xQuote ?? '';
  if (swapQuote !== undefined && row.settleCcy !== swapQuote) return null;
  if ((row.ruleType || 'normal') !== (swapQuote === undefined ? 'xperp' : 'normal')) return null;
  return {
    symbol: row.instId,
    baseAsset,
    quoteAsset,
    assetClass: assetClassOf(row.instCategory),
    listedAtMs: positive(row.listTime),
    // Comes with each funding rate.
    fundingPeriodHours: null,
    coinsPerContract: row.ctVal * (row.ctMult ?? 1),
  };
}

function assetClassOf(category: number | null): AssetClass {
  if (category === null || category === 1) return 'crypto';
  if (category === 4) return 'commodity';
  return category === 5 ? 'forex' : 'stock';
}

/** The name of a perpetual's index: `BTC-USDT`. */
function pairOf({ baseAsset, quoteAsset }: Perp): string {
  return `${baseAsset}-${quoteAsset}`;
}

/** Null without both mark price and funding. */
function readingOf({ symbol }: Perp, parts: Parts): Reading | null {
  const { mark, funding, ticker, indexPrice } = parts;
  const pricedAtMs = mark?.ts ?? funding?.ts;
  if (pricedAtMs === undefined) return null;
  const { volCcy24h = null, last = null } = ticker ?? {};
  return {
    symbol,
    markPrice: positive(mark?.markPx),
    indexPrice: positive(indexPrice),
    fundingRate: funding?.fundingRate ?? null,
    fundingPeriodHours: periodHours(funding),
    nextFundingAtMs: paymentOrNull(positive(funding?.fundingTime), funding?.ts ?? pricedAtMs),
    quoteVolume24h: notNegative(volCcy24h === null || last === null ? null : volCcy24h * last),
    pricedAtMs,
  };
}

/**
 * Hours from the previous payment to the rate's own. After a halt the previous one is too long ago; then the next period.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api-get-funding-rate
 */
function periodHours(funding: Funding | undefined): number | null {
  if (!funding?.fundingTime) return null;
  const { fundingTime, prevFundingTime, nextFundingTime } = funding;
  return (
    periodOrNull((fundingTime - (prevFundingTime ?? 0)) / HOUR_MS) ??
    periodOrNull(((nextFundingTime ?? 0) - fundingTime) / HOUR_MS)
  );
}

/** In coins: as stated, else contracts times their size. */
function openInterestOf(row: OpenInterestRow, perp: Perp): OpenInterest | null {
  const baseQty = row.oiCcy ?? (row.oi === null ? null : row.oi * perp.coinsPerContract);
  return baseQty === null ? null : { baseQty, atMs: row.ts };
}
