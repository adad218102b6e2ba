/** A few days of the small world of test/unit/history, recorded like the worker does. */
import { IDBFactory } from 'fake-indexeddb';
import type { Database } from '../../../lib/storage/database';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { createVenueStore } from '../../../lib/history/store';
import { mortalDatabase } from '../history/mortal';
import { boardOf, historyOf, SYMBOLS, VENUE } from '../history/truth';
import { DAY_MS } from '../../../lib/domain/time';
import { SLOT_MS } from '../../../lib/domain/series';

/** The second day is the last of a month; ten days in all. */
export const START_MS = Date.UTC(2026, 0, 30);
const STEP_MS = 3 * SLOT_MS;
export const DAYS = 10;
export const END_MS = START_MS + (DAYS - 0.5) * DAY_MS;
/** A day without refreshes; the first four symbols are backfilled completely. */
const GAP = { fromMs: START_MS + 4 * DAY_MS, toMs: START_MS + 5 * DAY_MS };

export interface Recorded {
  indexedDB: IDBFactory;
  database: Database;
}

export async function recorded(symbols = SYMBOLS.slice(0, 5), stepMs = STEP_MS): Promise<Recorded> {
  const indexedDB = new IDBFactory();
  const database = mortalDatabase(indexedDB, null);
  const store = createVenueStore(database, VENUE_STATE);
  const state = newVenueState(VENUE);
  for (let atMs = START_MS; atMs < END_MS; atMs += stepMs) {
    if (atMs >= GAP.fromMs && atMs < GAP.toMs) continue;
    await store.commit({ state, board: boardOf(atMs, symbols), asSnapshot: true });
    if (atMs >= GAP.toMs && atMs - stepMs < GAP.toMs) {
      const remembered = symbols.slice(0, 4).map((symbol) => {
        const samples = historyOf(symbol, atMs - DAY_MS, atMs, stepMs);
        return [symbol, samples] as const;
      });
      await store.commit({ state, histories: new Map(remembered) });
    }
  }
  const pause = () => Promise.resolve();
  await store.maintain({ venue: VENUE, nowMs: END_MS, historyDays: 30, pause });
  return { indexedDB, database };
}
