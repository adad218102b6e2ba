/**
 * Settings that are restored together with a history: after a crash half-way both are old, or both are new. First the settings
 * are staged in the extension's storage; then one database transaction replaces the history and stores the restore's token;
 * last, the staged settings are applied. After a crash the token decides: found in the database, the staged settings are
 * applied; otherwise the transaction never committed, and they are dropped.
 */
import { browser } from 'wxt/browser';
import { parseSettings } from './schema';
import type { Settings } from './settings';
import { settingsStore } from './store';

const STAGED_KEY = 'staged';

/** Held by the page that restores a backup, for as long as it does. */
export const RESTORE_LOCK = 'restore';

/** Rejects with the browser's error when the quota is exceeded; nothing has changed then. */
export function stageSettings(settings: Settings, token: string): Promise<void> {
  return browser.storage.local.set({ [STAGED_KEY]: { token, settings } });
}

export async function applyStaged(): Promise<void> {
  const staged = await readStaged();
  if (staged !== null) await settingsStore.update(() => staged.settings);
  await dropStaged();
}

export function dropStaged(): Promise<void> {
  return browser.storage.local.remove(STAGED_KEY);
}

/** Completes or rolls back a restore that crashed; idempotent. `tokenOf` reads the token from the database. */
export async function finishStaged(tokenOf: () => Promise<string | null>): Promise<void> {
  if ((await browser.storage.local.get(STAGED_KEY))[STAGED_KEY] === undefined) return;
  // A restore that is still running holds the lock and finishes by itself.
  await navigator.locks.request(RESTORE_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const staged = await readStaged();
    if (staged !== null && staged.token === (await tokenOf())) await applyStaged();
    else await dropStaged();
  });
}

async function readStaged(): Promise<{ token: string; settings: Settings } | null> {
  const found = (await browser.storage.local.get(STAGED_KEY))[STAGED_KEY];
  if (typeof found !== 'object' || found === null) return null;
  if (!('token' in found) || typeof found.token !== 'string' || !('settings' in found)) return null;
  return { token: found.token, settings: parseSettings(found.settings) };
}
