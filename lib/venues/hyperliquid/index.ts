/**
 * Hyperliquid's own perpetuals and those of third-party markets. Published limit: weight 1,200 a minute for an IP address; our
 * ceiling is a quarter, and each request has weight 20. A refresh is 20 of 300, 60 once an hour, plus 20 for each of about ten
 * third-party markets if they are wanted. The venue has no history of open interest: ours begins when it is switched on.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
 */
import { mapBy } from '../../domain/collections';
import type { Perp, AssetClass } from '../../domain/perp';
import type { Reading } from '../../domain/reading';
import type { HttpClient } from '../../http/client';
import type { Listing, Snapshot, Venue } from '../contract';
import { readBulk, parseRows, notNegative, positive } from '../shared/answers';
import { nextPaymentMs } from '../shared/funding-period';
import { asset, fetchAssets, fetchDexs, pricedAsset, assetsRequest } from './api';
import type { PricedAsset } from './api';

const COST = { weight: 20 };

/** Symbols of third-party markets begin with the market's name and a colon; no other symbol has a colon. */
function marketOf(symbol: string): string | null {
  return /^([^:]+):/.exec(symbol)?.[1] ?? null;
}

type Assets = Awaited<ReturnType<typeof fetchAssets>>;

function listingOf({ universe }: Pick<Assets, 'universe'>, dex?: string): Listing {
  const { rows, dropped } = parseRows(assetsRequest(dex), universe, asset);
  const perps = rows.flatMap(({ name, isDelisted }) =>
    // By the symbol's own prefix, whatever list it is in.
    isDelisted === true || marketOf(name) !== (dex ?? null)
      ? []
      : perpOf(name, dex === undefined ? 'crypto' : 'builder'),
  );
  return { perps, errors: [], droppedRows: dropped };
}

function snapshotOf(
  { priced, venueTimeMs, receivedAtMs }: Omit<Assets, 'universe'>,
  perps: readonly Perp[],
  dex?: string,
): Snapshot {
  const atMs = venueTimeMs ?? receivedAtMs;
  const symbols = mapBy(perps, ({ symbol }) => symbol);
  const { rows, dropped } = parseRows(assetsRequest(dex), priced, pricedAsset, {
    symbols,
    field: 'name',
  });
  const { readings, openInterest } = readBulk(
    rows.filter(({ isDelisted }) => isDelisted !== true),
    symbols,
    ({ name }) => name,
    (row) => ({ reading: readingOf(row, atMs), baseQty: row.openInterest }),
  );
  const settled = rows.flatMap(({ name, isDelisted }) => (isDelisted === true ? name : []));
  return { readings, openInterest, settled, venueTimeMs, errors: [], droppedRows: dropped };
}

const NO_LISTING: Listing = { perps: [], errors: [], droppedRows: 0 };

const NO_SNAPSHOT: Snapshot = {
  readings: [],
  openInterest: new Map(),
  settled: [],
  venueTimeMs: null,
  errors: [],
  droppedRows: 0,
};

export const hyperliquid: Venue = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  apiOrigins: ['https://api.hyperliquid.xyz'],
  onByDefault: false,
  budgets: [{ id: 'weight', ceiling: 300, windowMs: 60_000 }],
  listing: {
    cost: COST,
    fetch: async (http, signal) => listingOf(await fetchAssets(http, signal)),
  },
  snapshot: {
    cost: COST,
    fetch: async (http, perps, signal) => snapshotOf(await fetchAssets(http, signal), perps),
  },
  builders: {
    cost: COST,
    async list(http, signal) {
      const dexs = await fetchDexs(http, signal);
      return dexs.map(({ name, ...lists }) => {
        const symbols = Object.values(lists).flatMap((pairs) =>
          (pairs ?? []).map(([coin]) => coin),
        );
        const coins = symbols.flatMap((symbol) =>
          typeof symbol === 'string' ? symbol.replace(/^[^:]+:/, '') : [],
        );
        return { name, coins: [...new Set(coins)] };
      });
    },
    async fetch(http: HttpClient, market: string, signal: AbortSignal) {
      const assets = await fetchAssets(http, signal, market);
      // A new market lists nothing yet.
      const { perps, droppedRows } =
        assets.universe.length === 0 ? NO_LISTING : listingOf(assets, market);
      if (perps.length === 0) return { ...NO_SNAPSHOT, perps, droppedRows };
      const snapshot = snapshotOf(assets, perps, market);
      return { ...snapshot, perps, droppedRows: droppedRows + snapshot.droppedRows };
    },
    marketOf,
  },
  openInterest: null,
  openInterestHistory: null,
};

// From Hyperliquid's rows to our types and units; pure.

/** Funding is paid every full hour, UTC. */
const FUNDING_PERIOD_HOURS = 1;

/** Names are case-sensitive: kPEPE is 1,000 PEPE. The quote is the venue's own dollar collateral. */
function perpOf(name: string, assetClass: AssetClass = 'crypto'): Perp {
  return {
    symbol: name,
    baseAsset: name,
    quoteAsset: 'USD',
    assetClass,
    listedAtMs: null,
    fundingPeriodHours: FUNDING_PERIOD_HOURS,
    coinsPerContract: 1,
    // Longs and shorts added up: twice what aggregators count, and as Binance stated in a comparison (July 2025).
    openInterestSides: 2,
  };
}

function readingOf(row: PricedAsset, atMs: number): Reading {
  return {
    symbol: row.name,
    markPrice: positive(row.markPx),
    indexPrice: positive(row.oraclePx),
    fundingRate: row.funding,
    fundingPeriodHours: FUNDING_PERIOD_HOURS,
    nextFundingAtMs: nextPaymentMs(FUNDING_PERIOD_HOURS, atMs),
    quoteVolume24h: notNegative(row.dayNtlVlm),
    pricedAtMs: atMs,
  };
}
