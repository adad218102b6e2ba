/** The settings as stored: every read is parsed, so that whatever lies in the storage, settings come out. */
import { storage } from 'wxt/utils/storage';
import { MIGRATIONS, versionAfter } from './migrations';
import type { Migration } from './migrations';
import { createOneAtATime } from './one-at-a-time';
import { parseSettings } from './schema';
import { DEFAULT_SETTINGS } from './settings';
import type { Settings } from './settings';

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
  const item = storage.defineItem<unknown>('local:settings', {
    version: versionAfter(migrations),
    // Without migrations WXT need not look at the stored version, which spares every page a read.
    ...(migrations.length > 0 && {
      migrations: Object.fromEntries(migrations.map(({ to, migrate }) => [to, migrate])),
    }),
  });
  const oneAtATime = createOneAtATime('settings');
  const read = async () => parseSettings(await item.getValue());
  const update: SettingsStore['update'] = (change) =>
    oneAtATime(async () => {
      const next = parseSettings(change(await read()));
      await item.setValue(next);
      return next;
    });
  return {
    read,
    update,
    watch(listener, signal) {
      if (signal.aborted) return;
      const stop = item.watch((value) => {
        listener(parseSettings(value));
      });
      signal.addEventListener('abort', stop, { once: true });
    },
    // Writes instead of removing: WXT notes the version number with the first value only.
    reset: () => update(() => DEFAULT_SETTINGS),
  };
}

const settingsStore = createSettingsStore(MIGRATIONS);

export const readSettings = settingsStore.read;
export const watchSettings = settingsStore.watch;
export const updateSettings = settingsStore.update;
export const resetSettings = settingsStore.reset;
