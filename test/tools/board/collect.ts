/** Runs the extension's own refresh on one venue, outside a browser, until nothing waits any more. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { VenueBoard } from '../../../lib/domain/board';
import type { Trouble } from '../../../lib/domain/venue-status';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import type { Venue } from '../../../lib/venues/contract';
import { refreshContext } from '../refresh-context';
import { VENUE_STATE } from '../../../lib/refresh/state';

/** Where the data comes from, and whose time it is. */
export interface Source {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The real exchanges: our ceilings hold, and their clocks are not ours. Elsewhere nobody needs sparing. */
  isLive: boolean;
}

export interface Collected {
  board: VenueBoard | null;
  trouble: Trouble | null;
}

export async function collect(
  venue: Venue,
  source: Source,
  onProgress: (done: number, wanted: number) => void,
  signal: AbortSignal,
): Promise<Collected> {
  const indexedDB = new IDBFactory();
  const database = new Database(`board-${venue.id}`, { indexedDB, IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const context = refreshContext({
    venue: source.isLive ? venue : { ...venue, budgets: [] },
    store,
    http: createHttpClient(source),
    now: source.now,
    sleep: source.sleep,
    measureClock: (venueTimeMs, nowMs) =>
      source.isLive && venueTimeMs !== null ? venueTimeMs - nowMs : 0,
    random: Math.random,
    // One refresh, however long our ceilings stretch it.
    periodMinutes: 60,
    announce: (board) => {
      const done = board.perpStates.filter(({ inputs }) => inputs.oi24hPct !== null).length;
      onProgress(done, board.perpStates.length);
      return Promise.resolve();
    },
    signal,
  });
  try {
    for (;;) {
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      const { state, board } = await store.load(venue.id);
      const isStopped = state.trouble !== null && state.trouble.retryAtMs !== null;
      if (resumeAtMs === null || isStopped) return { board, trouble: state.trouble };
      await source.sleep(Math.max(0, resumeAtMs - source.now()), signal);
    }
  } finally {
    database.close();
  }
}
