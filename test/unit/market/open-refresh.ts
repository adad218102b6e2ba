/** A venue's refresh with its budgets, against the market and in its time. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import type { RefreshContext } from '../../../lib/refresh/context';
import type { Venue } from '../../../lib/venues/contract';
import { createMarket, marketFetch } from '../../market';
import { refreshContext } from '../../tools/refresh-context';
import { MIDNIGHT_MS } from './ask';
import { VENUE_STATE } from '../../../lib/refresh/state';

export const START_MS = MIDNIGHT_MS + 20_000;

export function openRefresh(venue: Venue, change: Partial<RefreshContext> = {}) {
  const core = createMarket({ atMs: START_MS, speed: 0, latencyMs: 30 });
  const { clock } = core;
  const database = new Database('market', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const now = (): number => clock.now();
  const context = refreshContext({
    venue,
    store,
    http: createHttpClient({ fetch: marketFetch(core), now }),
    now,
    sleep: (ms, signal) => clock.sleep(ms, signal),
    ...change,
  });
  return { core, clock, database, store, context };
}
