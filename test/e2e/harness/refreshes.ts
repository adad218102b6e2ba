/** Refreshes on demand: our own ceiling would let a test have one a minute, so the ledger is emptied first. */
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

/** What the worker has stored of the venue, afterwards with `change` in it. Null before it has stored any. */
function storedState(
  extension: Extension,
  change: Partial<VenueState>,
): Promise<VenueState | null> {
  return extension.onPage((page) =>
    page.evaluate(
      ([name, venue, fields]) =>
        new Promise<VenueState | null>((resolve, reject) => {
          const request = indexedDB.open(name);
          // There is no database yet, and it is not ours to make one.
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

/** As if nothing had been asked for a while. */
export async function emptyLedger(extension: Extension): Promise<void> {
  await storedState(extension, { ledger: {}, stated: {}, heldSinceMs: null });
}

/** Resolves when no refresh is under way and one has been finished, after `sinceMs` where given. */
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
 * Nothing new comes in until the market's faults are cleared: for tests that look twice and compare. The refresh that is due
 * every five minutes would otherwise fall between the two looks of one run in many.
 */
export async function holdStill(extension: Extension, market: Market): Promise<void> {
  await stopAlarms(extension);
  market.faults.add({ match: '', fault: { kind: 'status', status: 500 } });
  // One that had begun in between has come to its end, with or without an answer.
  await settled(extension);
}

/** No refresh comes by itself and writes over what a test has planted; one that is asked for still does. */
export async function stopAlarms(extension: Extension): Promise<void> {
  await settled(extension);
  await extension.onPage((page) => page.evaluate(() => chrome.alarms.clearAll()));
  await settled(extension);
}

/**
 * No refresh of the venue until the browser is closed, not even by a worker that wakes up and finds one that a test has planted
 * half done.
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

/** A minute's period refreshes in tiers: a third of the symbols each time. */
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

/** Asks for a refresh as the popup's button does, with nothing counted against it. Does not wait for it. */
export async function requestRefresh(extension: Extension, market: Market): Promise<void> {
  await emptyLedger(extension);
  market.clock.advance(60_000);
  await extension.onPage((page) =>
    page.evaluate(() => chrome.runtime.sendMessage({ type: 'refresh', data: { force: true } })),
  );
}
