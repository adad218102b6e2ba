/** Refreshes on demand: our own limit would allow one a minute, so the ledger is emptied first. */
import { DATABASE_NAME } from '../../../lib/storage/database';
import type { VenueState } from '../../../lib/refresh/state';
import type { Market } from '../../market';
import type { Extension } from './extension';
import { waitFor } from './wait';

const VENUE = 'binance';

interface Answered {
  readonly result: VenueState | undefined;
  onsuccess: ((event: Event) => void) | null;
}

/** The venue's stored state, after merging `change` into it. Null before the first one. */
function storedState(
  extension: Extension,
  change: Partial<VenueState>,
): Promise<VenueState | null> {
  return extension.onPage((page) =>
    page.evaluate(
      ([name, venue, fields]) =>
        new Promise<VenueState | null>((resolve, reject) => {
          const request = indexedDB.open(name);
          // There is no database yet; don't create one.
          request.onupgradeneeded = () => request.transaction?.abort();
          request.onerror = () => {
            resolve(null);
          };
          request.onsuccess = () => {
            const transaction = request.result.transaction('states', 'readwrite');
            const store = transaction.objectStore('states');
            const get: Answered = store.get(venue);
            get.onsuccess = () => {
              if (get.result && Object.keys(fields).length > 0) {
                store.put({ ...get.result, ...fields });
              }
            };
            transaction.onabort = () => {
              reject(transaction.error ?? new Error('The state could not be read'));
            };
            transaction.oncomplete = () => {
              request.result.close();
              resolve(get.result ? { ...get.result, ...fields } : null);
            };
          };
        }),
      [DATABASE_NAME, VENUE, change] as const,
    ),
  );
}

export function venueState(extension: Extension): Promise<VenueState> {
  return waitFor(() => storedState(extension, {}), { what: 'a state of the venue' });
}

/** As if no request had been sent for a while. */
export async function emptyLedger(extension: Extension): Promise<void> {
  await storedState(extension, { ledger: {}, stated: {}, heldSinceMs: null });
}

/** Resolves when no refresh runs or waits for its turn: one that was requested twice runs twice. */
export function idle(extension: Extension): Promise<true> {
  return waitFor(
    () =>
      extension.onPage((page) =>
        page.evaluate(async () => {
          const { held = [], pending = [] } = await navigator.locks.query();
          return ![...held, ...pending].some(({ name }) => name?.startsWith('refresh:') === true);
        }),
      ),
    { what: 'no refresh to run or to wait' },
  );
}

/** Resolves when no refresh is in progress and one was completed, after `sinceMs` if given. */
export function settled(extension: Extension, sinceMs = 0): Promise<VenueState> {
  return waitFor(
    async () => {
      const state = await storedState(extension, {});
      return state?.cycle === null && (state.refreshedAtMs ?? 0) > sinceMs && state;
    },
    { what: 'the refresh to be finished' },
  );
}

/**
 * No new data until the market's faults are cleared, for tests that read twice and compare: otherwise the refresh that
 * is due every five minutes would occasionally fall between the two reads.
 */
export async function holdStill(extension: Extension, market: Market): Promise<void> {
  await stopAlarms(extension);
  market.faults.add({ match: '', fault: { kind: 'status', status: 500 } });
  // A refresh that had begun in between has ended, successful or not.
  await settled(extension);
}

/** Stops automatic refreshes, which would overwrite planted data; requested ones still run. */
export async function stopAlarms(extension: Extension): Promise<void> {
  await settled(extension);
  await extension.onPage((page) => page.evaluate(() => chrome.alarms.clearAll()));
  await settled(extension);
}

/**
 * Blocks refreshes of the venue until the browser is closed, also by a worker that wakes and finds a planted refresh in
 * progress.
 */
export async function holdRefreshes(extension: Extension, venue: string): Promise<void> {
  const page = await extension.openPage('options.html');
  await page.evaluate(
    (name) =>
      new Promise<void>((held) => {
        void navigator.locks.request(name, () => {
          held();
          return new Promise(() => undefined);
        });
      }),
    `refresh:${venue}`,
  );
}

/** With a period of a minute refreshes are tiered: a third of the symbols each time. */
export async function everyMinute(extension: Extension): Promise<void> {
  await extension.onPage((page) =>
    page.evaluate(() =>
      chrome.storage.local.set({
        settings: { version: 1, settings: { refreshPeriodMinutes: 1 } },
      }),
    ),
  );
  await waitFor(
    async () =>
      (await extension.alarms()).find(({ name }) => name === 'refresh')?.periodInMinutes === 1,
    { what: 'the alarm to ring every minute' },
  );
}

/** Requests a refresh like the popup's button, with an empty ledger. Does not wait for it. */
export async function requestRefresh(extension: Extension, market: Market): Promise<void> {
  await emptyLedger(extension);
  market.clock.advance(60_000);
  await extension.onPage((page) =>
    page.evaluate(() => chrome.runtime.sendMessage({ type: 'refresh', data: { force: true } })),
  );
}
