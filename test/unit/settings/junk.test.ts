/** What is not of our making in the storage, or not finished, changes no setting. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseSettings } from '../../../lib/settings/schema';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import {
  applyStaged,
  finishStaged,
  RESTORE_LOCK,
  stageSettings,
} from '../../../lib/settings/staged';
import { createSettingsStore } from '../../../lib/settings/store';
import { exportSettings, importSettings } from '../../../lib/settings/transfer';
import { fakeLocks } from './locks';

const store = createSettingsStore([]);
const OWN = { ...DEFAULT_SETTINGS, historyDays: 14 };
const RESTORED = { ...DEFAULT_SETTINGS, historyDays: 77 };

const staged = async () => (await fakeBrowser.storage.local.get('staged')).staged;

beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: fakeLocks() });
  fakeBrowser.reset();
  await store.update(() => OWN);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('what lies where a restore would leave its settings', () => {
  it.each([
    null,
    7,
    'staged',
    {},
    { token: 'one' },
    { settings: RESTORED },
    { token: 1, settings: RESTORED },
    { token: null, settings: RESTORED },
  ])('is not applied: %j', async (junk) => {
    await fakeBrowser.storage.local.set({ staged: junk });
    await applyStaged();
    expect(await store.read()).toEqual(OWN);
    expect(await staged()).toBeUndefined();
  });

  it('is not applied on the word of a database without a token', async () => {
    await fakeBrowser.storage.local.set({ staged: { token: null, settings: RESTORED } });
    await finishStaged(() => Promise.resolve(null));
    expect(await store.read()).toEqual(OWN);
    await fakeBrowser.storage.local.set({ staged: { settings: RESTORED } });
    await finishStaged(() => Promise.resolve(null));
    expect(await store.read()).toEqual(OWN);
  });
});

describe('a restore that is under way', () => {
  function lockedBy(lock: object | null) {
    const request = vi.fn((_name: string, _options: unknown, work: (lock: unknown) => unknown) =>
      Promise.resolve(work(lock)),
    );
    vi.stubGlobal('navigator', { locks: { ...fakeLocks(), request } });
    return request;
  }

  it('is left to its page, which holds the lock', async () => {
    await stageSettings(RESTORED, 'one');
    const request = lockedBy(null);
    await finishStaged(() => Promise.resolve('one'));
    expect(request).toHaveBeenCalledExactlyOnceWith(
      RESTORE_LOCK,
      { ifAvailable: true },
      expect.any(Function),
    );
    expect(await staged()).toEqual({ token: 'one', settings: RESTORED });
    expect(await store.read()).toEqual(OWN);
  });

  it('is not even asked after where nothing was left', async () => {
    const request = lockedBy(null);
    await finishStaged(() => Promise.resolve('one'));
    expect(request).not.toHaveBeenCalled();
  });
});

describe('the settings’ record', () => {
  it.each([
    5,
    'settings',
    null,
    RESTORED,
    { settings: RESTORED },
    { version: '1', settings: RESTORED },
    { version: null, settings: RESTORED },
    { version: 1 },
  ])('is read as the defaults where it is none: %j', async (settings) => {
    await fakeBrowser.storage.local.set({ settings });
    expect(await store.read()).toEqual(DEFAULT_SETTINGS);
  });

  it('alone is watched', async () => {
    const listener = vi.fn();
    const leave = new AbortController();
    store.watch(listener, leave.signal);
    await fakeBrowser.storage.local.set({ other: { version: 1, settings: RESTORED } });
    expect(listener).not.toHaveBeenCalled();
    leave.abort();
  });

  it('that could not be migrated is spoken of in the log', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const cause = new Error('broken');
    const migrate = () => {
      throw cause;
    };
    await createSettingsStore([{ to: 2, migrate }]).read();
    expect(complaint).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('could not be migrated'),
      cause,
    );
    complaint.mockRestore();
  });
});

describe('parsed settings', () => {
  it('have no entry of what could not be read, not even an undefined one', () => {
    const settings = parseSettings({ venues: { okx: 'yes', gate: 1, bybit: false } });
    expect(Object.entries(settings.venues)).toEqual([['bybit', false]]);
  });

  it('watch nothing that only turns into a name', () => {
    expect(parseSettings({ watchlist: [['okx:BTC'], { toString: 'okx:BTC' }] }).watchlist).toEqual(
      [],
    );
    expect(parseSettings({ watchlist: 'okx:BTC' }).watchlist).toEqual([]);
    expect(parseSettings({ watchlist: { 0: 'okx:BTC', length: 1 } }).watchlist).toEqual([]);
  });

  it('have no negative zero in either direction', () => {
    const sites = { 'a.b': { position: { x: 1, y: -0 }, collapsed: false, hidden: false } };
    const settings = parseSettings({ badge: { sites } });
    expect(settings.badge.sites['a.b']?.position).toEqual({ x: 1, y: 0 });
    expect(importSettings(exportSettings(settings))).toEqual({ settings });
  });

  it('are refused in a file for a name of another form', () => {
    const text = exportSettings({
      ...DEFAULT_SETTINGS,
      universe: { ...DEFAULT_SETTINGS.universe, quoteAssets: ['usdt'] },
    });
    expect(importSettings(text)).toEqual({
      errors: [{ path: 'universe.quoteAssets.0', problem: 'malformed', details: [] }],
    });
  });
});
