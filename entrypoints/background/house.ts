/** What every event needs, made anew for each worker: nothing in here outlives it but the database and the session's memory. */
import { browser } from 'wxt/browser';
import { Database } from '../../lib/storage/database';
import { HISTORY_TROUBLE } from '../../lib/board/board-worker';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import { within } from '../../lib/domain/within';
import { markHistory, noticeLoss, unmarkHistory } from '../../lib/history/history-marker';
import { freeBytes } from '../../lib/history/quota';
import { createSessionStore } from '../../lib/history/session-store';
import { createVenueStore } from '../../lib/history/store';
import { createFallbackStore } from '../../lib/history/fallback-store';
import { VENUE_STATE } from '../../lib/refresh/state';
import { noteOf } from '../../lib/storage/notes';
import { finishStaged } from '../../lib/settings/staged';
import type { Settings } from '../../lib/settings/settings';
import { isVenueOn } from '../../lib/settings/venues';
import type { Venue } from '../../lib/venues/contract';
import { VENUES } from '../../lib/venues/registry';

/** A browser that has not opened the database by then may never do. */
const OPEN_LIMIT_MS = 5_000;

const database = new Database();
const recorded = createVenueStore(database, VENUE_STATE);

export const store = createFallbackStore({
  open: () => within(OPEN_LIMIT_MS, database.open()),
  database: {
    ...recorded,
    async commit(change) {
      await recorded.commit(change);
      if (change.asSnapshot !== true || change.board === undefined) return;
      // What says that there is a history is no part of it.
      await markHistory(browser.storage.local, change.board.asOfMs).catch((error: unknown) => {
        console.warn('That there is a history could not be noted.', error);
      });
    },
  },
  memory: createSessionStore(browser.storage.session, VENUE_STATE),
  async onOpened() {
    if (await noticeLoss(database, browser.storage.local, Date.now())) {
      console.warn('The browser no longer has the history. A new one begins.');
    }
  },
  freeBytes,
  tell: (trouble) => browser.storage.session.set({ [HISTORY_TROUBLE]: trouble }),
  now: Date.now,
});
// The browser took it while it was open: the next one to need it opens it again, and sees what is left.
database.on('close', () => store.forgetOpen());

/** The database deleted and made anew, as the person wants it. What is wrong then; null: history begins again. */
export async function startNewHistory(): Promise<HistoryTrouble | null> {
  try {
    await within(OPEN_LIMIT_MS, database.delete({ disableAutoOpen: false }));
    await unmarkHistory(browser.storage.local);
  } catch (error) {
    console.warn('The history could not be deleted.', error);
  }
  return store.tryAgain();
}

/** Settings of a restore that died before they were in force; see lib/settings/staged.ts. */
export function finishRestore(): Promise<void> {
  return finishStaged(async () => (await noteOf(database, 'restored'))?.token ?? null);
}

export function enabledVenues(settings: Settings): Venue[] {
  return VENUES.filter((venue) => isVenueOn(venue, settings));
}
