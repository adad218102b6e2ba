/**
 * Bitget's USDT and USDC perpetuals. Published limits per IP address: 20 requests a second for each endpoint (our ceilings are a
 * quarter), and 6,000 a minute in all (three endpoints at 5 a second are 900). A refresh is 4 requests, plus 2 once an hour. The
 * venue has no history of open interest: ours begins when it is switched on.
 * https://www.bitget.com/api-doc/common/faq
 */
import { mapBy, median } from '../../domain/collections';
import type { Perp, AssetClass } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import { headerCount, statedByRemaining } from '../../http/headers';
import { valueOrError } from '../../http/venue-error';
import type { Venue } from '../contract';
import { inParts, readBulk, RowCollector, notNegative, positive } from '../shared/answers';
import { paymentOrNull, periodOrNull, periodWithRate } from '../shared/funding-period';
import type { Bulk, Product, Funding, Instrument, Ticker } from './api';
import { fetchFundings, fetchInstruments, fetchTickers, PRODUCTS } from './api';

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
  // What remains of the endpoint's current second. https://www.bitget.com/api-doc/common/faq, question 11
  stated: ({ endpoint }, headers) =>
    statedByRemaining(
      /([\w-]+) /.exec(endpoint.slice(endpoint.lastIndexOf('/')))?.[1] ?? '',
      headerCount(headers, 'x-mbx-used-remain-limit'),
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
        perps: answers.flatMap(({ answer: { rows, atMs } }) =>
          rows.flatMap((row) => perpOf(row, atMs) ?? []),
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
      const collector = new RowCollector();
      const rows = collector.rowsOfParts(tickers);
      const fundingOf = mapBy(collector.rowsOfParts(fundings), ({ symbol }) => symbol);
      const { errors, droppedRows, isComplete } = collector;
      const { readings, openInterest, missing } = readBulk(
        rows,
        listed,
        ({ symbol }) => symbol,
        (row, perp) => ({
          reading: readingOf(row, perp, fundingOf.get(row.symbol)),
          baseQty: row.holdingAmount,
        }),
      );
      return {
        readings,
        openInterest,
        settled: isComplete ? [...missing] : [],
        venueTimeMs: median(readings.map(({ pricedAtMs }) => pricedAtMs)),
        errors,
        droppedRows,
      };
    },
  },
  openInterest: null,
  openInterestHistory: null,
};

// From Bitget's rows to our types and units; pure.

/** Statuses before trading begins and after it ends; others trade, some only by hand or for closing. */
const NOT_TRADED = /^(listed|gray|offline|off|)$/;

/** Null unless it is a perpetual that trades at `nowMs`. */
function perpOf(row: Instrument, nowMs: number): Perp | null {
  const offMs = positive(row.offTime) ?? Infinity;
  const launchMs = positive(row.launchTime);
  if (row.type !== 'perpetual' || NOT_TRADED.test(row.status ?? '')) return null;
  if (!/^USD[TC]$/.test(row.quoteCoin) || offMs <= nowMs || (launchMs ?? 0) > nowMs) return null;
  return {
    symbol: row.symbol,
    baseAsset: row.baseCoin,
    quoteAsset: row.quoteCoin,
    assetClass: assetClassOf(row),
    listedAtMs: launchMs,
    fundingPeriodHours: periodOrNull(row.fundInterval),
    coinsPerContract: 1,
  };
}

/** Neither field is enough: currencies and some stocks have the type `crypto`. */
function assetClassOf({ symbolType, isRwa, baseCoin }: Instrument): AssetClass {
  const type = symbolType || 'crypto';
  if (type === 'crypto' && isRwa !== 'YES') return 'crypto';
  if (type === 'metal' || type === 'commodity') return 'commodity';
  const isPair = type !== 'stock' && /^(USD\w{3}|\w{3}USD)$/.test(baseCoin);
  return isPair ? 'forex' : 'stock';
}

/** `funding`: undefined where only the prices came; then the last known period is used. */
function readingOf(row: Ticker, perp: Perp, funding: Funding | undefined): Reading {
  const nextFundingAtMs = paymentOrNull(positive(funding?.nextUpdate), row.ts);
  return {
    symbol: row.symbol,
    markPrice: positive(row.markPrice),
    indexPrice: positive(row.indexPrice),
    fundingRate: funding?.fundingRate ?? row.fundingRate,
    fundingPeriodHours: periodWithRate(
      funding?.fundingRateInterval,
      perp.fundingPeriodHours,
      nextFundingAtMs,
      row.ts,
    ),
    nextFundingAtMs,
    quoteVolume24h: notNegative(row.quoteVolume),
    pricedAtMs: row.ts,
  };
}
