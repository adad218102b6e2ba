/** Hyperliquid's assets, and a client that answers with them. */
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import { http, NOW_MS, signal } from './replies';

export { http, NOW_MS, signal };

export const SITE = 'hyperliquid, POST /info metaAndAssetCtxs';

export function asset(name: string, change: Record<string, unknown> = {}) {
  return { szDecimals: 2, name, maxLeverage: 10, marginTableId: 10, ...change };
}

export function context(change: Record<string, unknown> = {}) {
  return {
    funding: '0.0000125',
    openInterest: '24469.14838',
    prevDayPx: '98.0',
    dayNtlVlm: '1234.5678',
    premium: '-0.0004',
    oraclePx: '100.0',
    markPx: '101.0',
    midPx: '101.5',
    impactPxs: ['101.4', '101.6'],
    dayBaseVlm: '12.0',
    ...change,
  };
}

/** A delisted asset. */
export const DELISTED = context({
  funding: '0.0',
  openInterest: '0.0',
  dayNtlVlm: '0.0',
  premium: null,
  midPx: null,
  impactPxs: null,
});

export function body(universe: unknown[], contexts: unknown[]) {
  return [{ universe, marginTables: [], collateralToken: 0 }, contexts];
}

export const listingOf = (json: unknown) => hyperliquid.listing.fetch(http(json), signal);
