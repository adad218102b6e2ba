/**
 * Hyperliquid's own perpetuals. Published limit: weight 1,200 a minute for an address, of which the ceiling is a
 * quarter; our one request weighs 20, so a refresh is 20 of 300, or 40 once an hour. It keeps no history of open
 * interest: ours begins when it is switched on.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
 */
import { mapBy } from '../../domain/map-by';
import type { OpenInterest } from '../../domain/reading';
import type { Venue } from '../contract';
import { parseRows } from '../parse';
import { asset, fetchAssets, pricedAsset, SITE } from './api';
import { perpOf, readingOf } from './readings';

const COST = { weight: 20 };

export const hyperliquid: Venue = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  apiOrigins: ['https://api.hyperliquid.xyz'],
  onByDefault: false,
  budgets: [{ id: 'weight', ceiling: 300, windowMs: 60_000 }],
  listing: {
    cost: COST,
    async fetch(http, signal) {
      const { universe } = await fetchAssets(http, signal);
      const { rows, dropped } = parseRows(SITE, universe, asset);
      const trading = rows.filter(({ isDelisted }) => isDelisted !== true);
      return { perps: trading.map(({ name }) => perpOf(name)), errors: [], droppedRows: dropped };
    },
  },
  snapshot: {
    cost: COST,
    async fetch(http, perps, signal) {
      const { priced, venueTimeMs } = await fetchAssets(http, signal);
      // No date in the header: then it is as of its arrival, on this machine's clock.
      const atMs = venueTimeMs ?? Date.now();
      const symbols = mapBy(perps, ({ symbol }) => symbol);
      const { rows, dropped } = parseRows(SITE, priced, pricedAsset, { symbols, field: 'name' });
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
    },
  },
  openInterest: null,
  openInterestHistory: null,
};
