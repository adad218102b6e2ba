import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { createSettingsStore } from '../../../lib/settings/store';
import { fakeLocks } from './locks';

const stored = async () => (await fakeBrowser.storage.local.get('settings')).settings;
const put = (settings: unknown, version = 1) =>
  fakeBrowser.storage.local.set({ settings: { version, settings } });
const store = () => createSettingsStore([]);
const signal = () => new AbortController().signal;

beforeAll(() => {
  vi.stubGlobal('navigator', { locks: fakeLocks() });
});
afterAll(() => {
  vi.unstubAllGlobals();
});
beforeEach(() => {
  fakeBrowser.reset();
});

describe('the settings store', () => {
  it('reads the defaults from an empty storage and writes nothing', async () => {
    expect(await store().read()).toEqual(DEFAULT_SETTINGS);
    expect(await stored()).toBeUndefined();
  });

  it('parses what lies in the storage', async () => {
    await put({ theme: 'dark', model: 42 });
    expect(await store().read()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('stores a change and gives it back', async () => {
    const changed = await store().update((settings) => ({ ...settings, model: 'crowding' }));
    expect(changed.model).toBe('crowding');
    expect(await store().read()).toEqual(changed);
  });

  it('loses neither of many changes made at once', async () => {
    const one = store();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        one.update((settings) => ({
          ...settings,
          watchlist: [...settings.watchlist, `binance:S${index}`],
        })),
      ),
    );
    expect((await one.read()).watchlist).toHaveLength(20);
  });

  it('goes on after a change that throws', async () => {
    const one = store();
    const failing = one.update(() => {
      throw new Error('no');
    });
    const next = one.update((settings) => ({ ...settings, theme: 'light' }));
    await expect(failing).rejects.toThrow('no');
    expect((await next).theme).toBe('light');
  });

  it('goes back to the defaults', async () => {
    const one = store();
    await one.update((settings) => ({ ...settings, historyDays: 7 }));
    expect(await one.reset()).toEqual(DEFAULT_SETTINGS);
    expect(await one.read()).toEqual(DEFAULT_SETTINGS);
  });

  it('notifies watchers of a change made elsewhere, parsed, until they leave', async () => {
    const leave = new AbortController();
    const listener = vi.fn();
    store().watch(listener, leave.signal);
    await put({ palette: 'classic', theme: 'purple' });
    expect(listener).toHaveBeenCalledExactlyOnceWith({ ...DEFAULT_SETTINGS, palette: 'classic' });
    leave.abort();
    await store().update((settings) => ({ ...settings, palette: 'safe' }));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('does not watch for one who has left already', async () => {
    const listener = vi.fn();
    store().watch(listener, AbortSignal.abort());
    await store().update((settings) => ({ ...settings, palette: 'classic' }));
    expect(listener).not.toHaveBeenCalled();
  });

  it('takes the removal of the settings as a return to the defaults', async () => {
    const one = store();
    await one.update((settings) => ({ ...settings, historyDays: 7 }));
    const listener = vi.fn();
    one.watch(listener, signal());
    await fakeBrowser.storage.local.remove('settings');
    expect(listener).toHaveBeenCalledExactlyOnceWith(DEFAULT_SETTINGS);
  });
});

describe('the settings store with migrations', () => {
  const toTwo = {
    to: 2,
    migrate: (old: unknown) =>
      typeof old === 'object' && old !== null && 'days' in old ? { historyDays: old.days } : old,
  };
  const toThree = {
    to: 3,
    migrate: (old: unknown) =>
      typeof old === 'object' && old !== null ? { theme: 'dark', ...old } : old,
  };

  it('runs each step from the stored version on', async () => {
    await put({ days: 14 });
    const migrating = createSettingsStore([toTwo, toThree]);
    const settings = await migrating.read();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, historyDays: 14, theme: 'dark' });
    await migrating.update((same) => same);
    expect(await stored()).toEqual({ version: 3, settings });
  });

  it('runs only the steps that are missing', async () => {
    await put({ days: 14 }, 2);
    const settings = await createSettingsStore([toTwo, toThree]).read();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('still gives settings when a step throws or a newer version has written them', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = {
      to: 2,
      migrate: () => {
        throw new Error('broken');
      },
    };
    await put({ days: 14, theme: 'light' });
    expect(await createSettingsStore([broken]).read()).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'light',
    });
    await put({ theme: 'dark' }, 9);
    expect((await createSettingsStore([toTwo]).read()).theme).toBe('dark');
    expect(complaint).toHaveBeenCalledTimes(1);
    complaint.mockRestore();
  });
});
