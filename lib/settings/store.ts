/**
 * The settings as stored: every read is migrated and parsed, so that whatever lies in the storage, settings come out.
 * The version lies in one record with the settings, so the two can't part. Plain extension storage instead of WXT's
 * items: when a migration fails, those keep the old version number over the next write, which is of the new version.
 */
import { browser } from 'wxt/browser';
import { migrated, MIGRATIONS, versionAfter } from './migrations';
import type { Migration } from './migrations';
import { parseSettings } from './schema';
import { DEFAULT_SETTINGS } from './settings';
import type { Settings } from './settings';

const KEY = 'settings';

export interface SettingsStore {
  read: () => Promise<Settings>;
  /** Calls back after every change, whoever made it, until `signal` aborts. */
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  /** Changes the newest settings; two changes at once both count. Resolves to what was stored. */
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
  /** Back to the defaults, the watchlist included. */
  reset: () => Promise<Settings>;
}

export function createSettingsStore(migrations: readonly Migration[]): SettingsStore {
  const settingsIn = (record: unknown) => parseSettings(upToDate(record, migrations));
  const read = async () => settingsIn((await browser.storage.local.get(KEY))[KEY]);
  const update: SettingsStore['update'] = async (change) =>
    // One at a time across the pages and the worker, which no queue within one of them could see to.
    navigator.locks.request(KEY, async () => {
      const settings = parseSettings(change(await read()));
      await browser.storage.local.set({ [KEY]: { version: versionAfter(migrations), settings } });
      return settings;
    });
  return {
    read,
    update,
    watch(listener, signal) {
      if (signal.aborted) return;
      const onChanged = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[KEY];
        if (change !== undefined) listener(settingsIn(change.newValue));
      };
      browser.storage.local.onChanged.addListener(onChanged);
      signal.addEventListener('abort', () => {
        browser.storage.local.onChanged.removeListener(onChanged);
      });
    },
    reset: () => update(() => DEFAULT_SETTINGS),
  };
}

/** What a record holds, brought to the newest version; as it is when a migration fails, for the parser to sort out. */
function upToDate(record: unknown, migrations: readonly Migration[]): unknown {
  if (!isVersioned(record)) return undefined;
  try {
    return migrated(record.settings, record.version, migrations);
  } catch (error) {
    console.error('The stored settings could not be migrated.', error);
    return record.settings;
  }
}

function isVersioned(record: unknown): record is { version: number; settings: unknown } {
  return (
    typeof record === 'object' &&
    record !== null &&
    'settings' in record &&
    'version' in record &&
    typeof record.version === 'number'
  );
}

const settingsStore = createSettingsStore(MIGRATIONS);

export const readSettings = settingsStore.read;
export const watchSettings = settingsStore.watch;
export const updateSettings = settingsStore.update;
export const resetSettings = settingsStore.reset;
