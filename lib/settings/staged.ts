/**
 * Settings that come with a history: a restore that dies half-way leaves both as they were, or both new. They are staged in the
 * extension's storage first; the database's own transaction, which replaces the history, carries the token of this restore; and
 * only then the staged settings come into force. Who finds staged settings asks the database: with its token there they are to
 * be applied, without it they were never restored.
 */
import { browser } from 'wxt/browser';
import { parseSettings } from './schema';
import type { Settings } from './settings';
import { updateSettings } from './store';

const KEY = 'staged';

/** Rejects with the browser's error where there is no room for them; then nothing has changed. */
export function stageSettings(settings: Settings, token: string): Promise<void> {
  return browser.storage.local.set({ [KEY]: { token, settings } });
}

export async function applyStaged(): Promise<void> {
  const staged = await readStaged();
  if (staged !== null) await updateSettings(() => staged.settings);
  await dropStaged();
}

export function dropStaged(): Promise<void> {
  return browser.storage.local.remove(KEY);
}

/** What a restore that died has left: applied where its history is there, else dropped. `tokenOf` is the database's. */
export async function finishStaged(tokenOf: () => Promise<string | null>): Promise<void> {
  if ((await browser.storage.local.get(KEY))[KEY] === undefined) return;
  // The page that restores holds this; one that is still at it decides by itself.
  await navigator.locks.request(RESTORE_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const staged = await readStaged();
    if (staged !== null && staged.token === (await tokenOf())) await applyStaged();
    else await dropStaged();
  });
}

/** Held while a backup is restored. */
export const RESTORE_LOCK = 'restore';

async function readStaged(): Promise<{ token: string; settings: Settings } | null> {
  const found = (await browser.storage.local.get(KEY))[KEY];
  if (typeof found !== 'object' || found === null) return null;
  if (!('token' in found) || typeof found.token !== 'string' || !('settings' in found)) return null;
  return { token: found.token, settings: parseSettings(found.settings) };
}
