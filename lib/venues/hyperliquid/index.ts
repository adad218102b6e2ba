/**
 * Hyperliquid's own perpetuals, and those that others list there. Published limit: weight 1,200 a minute for an address,
 * of which the ceiling is a quarter; each of our requests weighs 20. A refresh is 20 of 300, or 60 once an hour, and 20
 * more for each builder's market, of which there are about ten, where they are wanted. It keeps no history of open
 * interest: ours begins when it is switched on.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
 */
import { mapBy } from '../../domain/map-by';
import type { Perp } from '../../domain/perp';
import type { OpenInterest } from '../../domain/reading';
import type { HttpClient } from '../../http/client';
import type { Listing, Snapshot, Venue } from '../contract';
import { parseRows } from '../parse';
import { asset, fetchAssets, fetchDexs, pricedAsset, siteOf } from './api';
import { perpOf, readingOf } from './readings';

const COST = { weight: 20 };

/** Builders' symbols have the market's name before a colon, and nobody else's have a colon. */
function marketOf(symbol: string): string | null {
  return /^([^:]+):/.exec(symbol)?.[1] ?? null;
}

function listingOf({ universe }: Awaited<ReturnType<typeof fetchAssets>>, dex?: string): Listing {
  const { rows, dropped } = parseRows(siteOf(dex), universe, asset);
  const perps = rows.flatMap(({ name, isDelisted }) =>
    // What belongs to another market is not this one's, whatever list it is in.
    isDelisted === true || marketOf(name) !== (dex ?? null)
      ? []
      : perpOf(name, dex === undefined ? 'crypto' : 'builder'),
  );
  return { perps, errors: [], droppedRows: dropped };
}

function snapshotOf(
  { priced, venueTimeMs }: Awaited<ReturnType<typeof fetchAssets>>,
  perps: readonly Perp[],
  dex?: string,
): Snapshot {
  // No date in the header: then it is as of its arrival, on this machine's clock.
  const atMs = venueTimeMs ?? Date.now();
  const symbols = mapBy(perps, ({ symbol }) => symbol);
  const { rows, dropped } = parseRows(siteOf(dex), priced, pricedAsset, { symbols, field: 'name' });
  const readings = [];
  const settled = [];
  const openInterest = new Map<string, OpenInterest>();
  for (const row of rows) {
    if (row.isDelisted === true) settled.push(row.name);
    else {
      readings.push(readingOf(row, atMs));
      if (row.openInterest !== null) {
        openInterest.set(row.name, { coins: row.openInterest, atMs });
      }
    }
  }
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
      // One that has just been founded has nothing yet.
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
