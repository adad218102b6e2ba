/** Composition root: everything the worker's listeners use. Created once per worker life; only storage outlives it. */
import { browser } from 'wxt/browser';
import { HISTORY_TROUBLE } from '../../lib/board/board-worker';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import { withTimeout } from '../../lib/domain/timeout';
import { createFallbackStore } from '../../lib/history/fallback-store';
import { markHistory, noticeLoss, unmarkHistory } from '../../lib/history/history-marker';
import { freeBytes } from '../../lib/history/quota';
import { createSessionStore } from '../../lib/history/session-store';
import { createVenueStore } from '../../lib/history/store';
import { createHttpClient } from '../../lib/http/client';
import { VENUE_STATE } from '../../lib/refresh/state';
import { finishStaged } from '../../lib/settings/staged';
import { Database } from '../../lib/storage/database';
import { noteOf } from '../../lib/storage/notes';
import { createBadgeRequests, createViewers, informBadges, createPublishedBoard } from './badges';
import { createRefresher } from './refresh';

/** Some browsers never settle the opening of a database. */
const OPEN_TIMEOUT_MS = 5_000;

/** Synchronous, so that the caller can register its listeners in the same turn. */
export function createDependencies() {
  const { store, restartHistory, finishRestore } = createHistory();
  const viewers = createViewers();
  const published = createPublishedBoard(store, (shown) => informBadges(viewers, shown));
  const { run, runNow } = createRefresher({
    store,
    http: createHttpClient({ fetch: (url, init) => fetch(url, init), now: Date.now }),
    viewers,
    announce: published.publish,
  });
  const badges = createBadgeRequests({
    viewers,
    published,
    refreshDue: () => run({ force: false }),
  });
  return { store, restartHistory, finishRestore, viewers, published, run, runNow, badges };
}

function createHistory() {
  const database = new Database();
  const recorded = createVenueStore(database, VENUE_STATE);
  const store = createFallbackStore({
    open: () => withTimeout(OPEN_TIMEOUT_MS, database.open()),
    database: {
      ...recorded,
      async commit(change) {
        await recorded.commit(change);
        if (change.asSnapshot !== true || change.board === undefined) return;
        // The commit counts without the marker, so a failure here is logged only.
        await markHistory(browser.storage.local, change.board.asOfMs).catch((error: unknown) => {
          console.warn('The marker of the history could not be written.', error);
        });
      },
    },
    memory: createSessionStore(browser.storage.session, VENUE_STATE),
    async onOpened() {
      if (await noticeLoss(database, browser.storage.local, Date.now())) {
        console.warn('The browser deleted the history. A new one begins.');
      }
    },
    freeBytes,
    notifyPages: (trouble) => browser.storage.session.set({ [HISTORY_TROUBLE]: trouble }),
    now: Date.now,
  });
  // The browser closed the database, perhaps after deleting it: the next use reopens it and checks what is left.
  database.on('close', () => store.markClosed());

  return {
    store,
    /** Deletes the database and creates it anew. Resolves to what is wrong then; null: history begins again. */
    restartHistory: async (): Promise<HistoryTrouble | null> => {
      try {
        await withTimeout(OPEN_TIMEOUT_MS, database.delete({ disableAutoOpen: false }));
        await unmarkHistory(browser.storage.local);
      } catch (error) {
        console.warn('The history could not be deleted.', error);
      }
      return store.tryAgain();
    },
    /** Applies or drops the settings of a restore that died half-way; see lib/settings/staged.ts. */
    finishRestore: (): Promise<void> =>
      finishStaged(async () => (await noteOf(database, 'restored'))?.token ?? null),
  };
}
