import type { Extension } from '../e2e/harness/extension';
import { waitFor } from '../e2e/harness/wait';

/** Waits until the first refresh is done: the toolbar's tooltip counts ranked symbols, and no request is under way. */
export async function boardIsComplete(extension: Extension): Promise<void> {
  await waitFor(
    async () => {
      const states = await extension.inWorker(`new Promise((resolve) => {
        const request = indexedDB.open('pressure');
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = () => resolve([]);
        request.onsuccess = () => {
          const all = request.result.transaction('states').objectStore('states').getAll();
          all.onsuccess = () => { request.result.close(); resolve(all.result.map((state) => state.refreshedAtMs)); };
        };
      })`);
      return Array.isArray(states) && states.length > 0 && states.every((at) => at !== null);
    },
    { what: 'the first refresh', timeoutMs: 60_000 },
  );
}
