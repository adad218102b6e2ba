/** The planted exchanges, refreshed as the worker does it, into one database that pages and worker then read. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import { createHttpClient } from '../../../../lib/http/client';
import { createVenueStore } from '../../../../lib/history/store';
import { refreshVenue } from '../../../../lib/refresh/refresh-venue';
import { VENUE_STATE } from '../../../../lib/refresh/state';
import { Database, DATABASE_NAME } from '../../../../lib/storage/database';
import { HOUR_MS } from '../../../../lib/domain/time';
import { VENUES } from '../../../../lib/venues/registry';
import { refreshContext } from '../../../tools/refresh-context';
import { plantedFetch } from './planted-exchanges';
import { marketsOf, NOW_MS, REFRESHED_HOURS_AGO } from './planted-markets';

const clock = () => Date.now();

/** Needs a fake `Date`, which is left at the newest refresh, and leaves the database where pages look for it. */
export async function refreshedDatabase(): Promise<Database> {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  const database = new Database(DATABASE_NAME, { indexedDB, IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const http = createHttpClient({ fetch: plantedFetch(marketsOf, clock), now: clock });
  for (const hoursAgo of REFRESHED_HOURS_AGO) {
    vi.setSystemTime(NOW_MS - hoursAgo * HOUR_MS);
    for (const venue of VENUES) {
      const context = refreshContext({
        // Our own limits would make the clock move.
        venue: { ...venue, budgets: [] },
        store,
        http,
        now: clock,
        sleep: () => Promise.resolve(),
      });
      const { stoppedBy } = await refreshVenue(context, { force: false });
      if (stoppedBy !== null) throw new Error(JSON.stringify(stoppedBy));
    }
  }
  return database;
}
