/**
 * The settings in the extension's storage. Every read is migrated and parsed, so any stored value yields valid settings.
 * One record holds the version and the settings, so the two cannot get out of step. Plain extension storage instead of
 * WXT's items: after a failed migration those keep the old version number over the next write, which has the new shape.
 */
import { browser } from 'wxt/browser';
import { migrated, MIGRATIONS, versionAfter } from './migrations';
import type { Migration } from './migrations';
import { parseSettings } from './schema';
import { DEFAULT_SETTINGS } from './settings';
import type { SettingsStore } from './settings';

const SETTINGS_KEY = 'settings';

/** With other migrations, for tests. */
export function createSettingsStore(migrations: readonly Migration[]): SettingsStore {
  const settingsIn = (record: unknown) => parseSettings(upToDate(record, migrations));
  const read = async () =>
    settingsIn((await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY]);
  const update: SettingsStore['update'] = async (change) =>
    // A browser-wide lock: read-modify-write of the pages and the worker must not interleave.
    navigator.locks.request(SETTINGS_KEY, async () => {
      const settings = parseSettings(change(await read()));
      await browser.storage.local.set({
        [SETTINGS_KEY]: { version: versionAfter(migrations), settings },
      });
      return settings;
    });
  return {
    read,
    update,
    watch(listener, signal) {
      if (signal.aborted) return;
      const onChanged = (changes: Record<string, { newValue?: unknown }>) => {
        const change = changes[SETTINGS_KEY];
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

/** The record's settings, migrated to the newest version; unmigrated when a migration fails: the parser copes with both. */
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

export const settingsStore: SettingsStore = createSettingsStore(MIGRATIONS);

/** For callers that need one of them. */
export const { read: readSettings, watch: watchSettings, update: updateSettings } = settingsStore;
