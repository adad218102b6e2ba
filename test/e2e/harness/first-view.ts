/** The first view that the worker publishes for the popup; see lib/board/first-view.ts. */
import { FIRST_VIEW } from '../../../lib/board/first-view';
import type { Extension } from './extension';
import { waitFor } from './wait';

const VENUES = `chrome.storage.session.get('${FIRST_VIEW}').then((found) => found.${FIRST_VIEW}?.boards.length ?? 0)`;

/**
 * Changes settings like the options page, and waits until the worker has published a view of `venues` boards with them.
 */
export async function firstViewWith(
  extension: Extension,
  settings: Record<string, unknown>,
  venues: number,
): Promise<void> {
  await extension.inWorker(`chrome.storage.session.remove('${FIRST_VIEW}')`);
  await extension.inWorker(`chrome.storage.local.get('settings').then(({ settings }) =>
    chrome.storage.local.set({ settings: {
      version: 1,
      ...settings,
      settings: { ...settings?.settings, ...${JSON.stringify(settings)}, changedAt: ${Date.now()} },
    } }))`);
  await waitFor(async () => Number(await extension.inWorker(VENUES)) === venues, {
    what: `${venues} venues in the first view`,
  });
}
