/** A restore that crashes at any step: the settings match the history. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { applyStaged, dropStaged, finishStaged, stageSettings } from '../../../lib/settings/staged';
import { readSettings } from '../../../lib/settings/store';
import { fakeLocks } from './locks';

const RESTORED = { ...DEFAULT_SETTINGS, historyDays: 77 };

beforeAll(() => {
  vi.stubGlobal('navigator', { locks: fakeLocks() });
});
afterAll(() => {
  vi.unstubAllGlobals();
});
beforeEach(() => {
  fakeBrowser.reset();
});

const days = async () => (await readSettings()).historyDays;
const left = async () => Object.keys(await fakeBrowser.storage.local.get());

it('staged settings are in force only once they are applied', async () => {
  await stageSettings(RESTORED, 'one');
  expect(await days()).toBe(DEFAULT_SETTINGS.historyDays);
  await applyStaged();
  expect(await days()).toBe(77);
  expect(await left()).toEqual(['settings']);
});

it.for([
  ['before its history was there', null, DEFAULT_SETTINGS.historyDays],
  ['before its history was there, after another restore', 'another', DEFAULT_SETTINGS.historyDays],
  ['after its history was there', 'one', 77],
] as const)('a restore that died %s is finished', async ([, token, expected]) => {
  await stageSettings(RESTORED, 'one');
  await finishStaged(() => Promise.resolve(token));
  expect(await days()).toBe(expected);
  expect(await left()).not.toContain('staged');
});

it('nothing is asked of the database where nothing was left, and junk is dropped', async () => {
  const tokenOf = vi.fn(() => Promise.resolve(null));
  await finishStaged(tokenOf);
  expect(tokenOf).not.toHaveBeenCalled();
  for (const staged of [7, null, { token: 1 }, { settings: {} }]) {
    await fakeBrowser.storage.local.set({ staged });
    await finishStaged(tokenOf);
    expect(await left()).toEqual([]);
  }
  await dropStaged();
});

it('nothing under its name is dropped as junk is', async () => {
  // The fake storage takes no null; a browser's does.
  const get = vi.spyOn(fakeBrowser.storage.local, 'get').mockResolvedValue({ staged: null });
  const remove = vi.spyOn(fakeBrowser.storage.local, 'remove');
  try {
    await finishStaged(() => Promise.resolve('one'));
    expect(remove).toHaveBeenCalledExactlyOnceWith('staged');
  } finally {
    get.mockRestore();
    remove.mockRestore();
  }
});
