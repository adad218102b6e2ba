/** Refreshes on demand: our own ceiling would let a test have one a minute, so the ledger is emptied first. */
import type { VenueState } from '../../../lib/history/records';
import type { Market } from '../../market';
import type { Extension } from './extension';
import { waitFor } from './wait';

/** Runs `work`, a function body with `state` (the stored one), in the worker's origin; stores what it returns. */
async function changeState(extension: Extension, work: string): Promise<VenueState> {
  const answer = await extension.inWorker(`new Promise((resolve, reject) => {
    const request = indexedDB.open('pressure');
    // An empty one made here would keep the worker from making its own.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('states', 'readwrite');
      const store = transaction.objectStore('states');
      const get = store.get('binance');
      get.onsuccess = () => {
        const state = get.result;
        const changed = (() => { ${work} })();
        if (changed) store.put(changed);
        transaction.oncomplete = () => { request.result.close(); resolve(changed ?? state); };
      };
    };
  })`);
  return answer as VenueState;
}

/** What the worker has stored of the venue. */
export function venueState(extension: Extension): Promise<VenueState> {
  return changeState(extension, 'return undefined;');
}

/** As if nothing had been asked for a while. */
function emptyLedger(extension: Extension): Promise<VenueState> {
  return changeState(extension, 'return { ...state, ledger: {} };');
}

/** Resolves when no refresh is under way and the first one has been. */
export function settled(extension: Extension): Promise<VenueState> {
  return waitFor(
    async () => {
      const state = await venueState(extension).catch(() => null);
      return state !== null && state.cycle === null && state.refreshedAtMs !== null && state;
    },
    { timeoutMs: 60_000, what: 'the refresh to be finished' },
  );
}

/** A minute's period refreshes in tiers: a third of the symbols each time. */
export async function everyMinute(extension: Extension): Promise<void> {
  await extension.inWorker(
    `chrome.storage.local.set({ settings: { version: 1, settings: { refreshPeriodMinutes: 1 } } })`,
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
