/** Minimal boards of a few symbols, and a store for them. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { Database } from '../../../lib/storage/database';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { createVenueStore } from '../../../lib/history/store';

export const NOW_MS = 1_790_000_100_000;
export const HOUR_MS = 3_600_000;

export function open() {
  const database = new Database('test', { indexedDB: new IDBFactory(), IDBKeyRange });
  return { database, store: createVenueStore(database, VENUE_STATE) };
}

export function perpState(symbol: string, baseQty: number | null, atMs = NOW_MS): PerpState {
  return {
    perp: {
      symbol,
      baseAsset: symbol,
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: 1,
    },
    reading: null,
    openInterest: baseQty === null ? null : { baseQty, atMs },
    inputs: {
      ...NO_INPUTS,
      oi1hPct: null,
      oi4hPct: null,
      oi24hPct: null,
      fundingPct: 0.01,
      funding8hPct: 0.01,
      basisPct: null,
    },
  };
}

export function board(perpStates: PerpState[], asOfMs = NOW_MS): VenueBoard {
  return { venue: 'binance', asOfMs, perpStates };
}

export const state = newVenueState('binance');
