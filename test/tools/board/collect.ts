/** Runs the extension's refresh of one venue outside a browser, until no work is left. */
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

/** The network and the clock. */
export interface Source {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The real exchanges: our own limits apply, and clocks differ. Elsewhere limits are off. */
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
    // A single refresh, however long our own limits stretch it.
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
