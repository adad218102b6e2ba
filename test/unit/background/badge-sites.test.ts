/** On which sites the badge's script is registered, into which open pages it is put, and how. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  injectIntoOpenPages,
  injectSecondScript,
  isChosenSite,
  mayCarryBadge,
  syncBadgeSites,
} from '../../../entrypoints/background/badge-sites';
import type { Settings } from '../../../lib/settings/settings';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { matchesOf } from '../../../lib/venues/sites';
import { endFakeWorker, fakeWorker } from './fake-worker';

const CHARTS = 'https://*.tradingview.com/*';
const okx = [...matchesOf('okx')].sort();
const binance = matchesOf('binance');
const withOkx: Settings = { ...DEFAULT_SETTINGS, venues: { okx: true } };
const withCharts: Settings = {
  ...DEFAULT_SETTINGS,
  badge: { ...DEFAULT_SETTINGS.badge, tradingView: true },
};

interface Script {
  id: string;
  matches?: string[] | undefined;
}

/** What is registered, what was unregistered, and each injection. */
function browserWith(registered: readonly Script[] = [], tabs: readonly object[] = []) {
  const scripts = [...registered];
  const injected: unknown[] = [];
  const query = vi.fn((_: unknown) => Promise.resolve(tabs));
  const unregister = vi.fn(({ ids = [] }: { ids?: string[] }) => {
    for (const id of ids)
      scripts.splice(
        scripts.findIndex((script) => script.id === id),
        1,
      );
    return Promise.resolve();
  });
  const register = vi.fn((more: Script[]) => {
    scripts.push(...more);
    return Promise.resolve();
  });
  Object.assign(fakeBrowser.scripting, {
    getRegisteredContentScripts: () => Promise.resolve([...scripts]),
    registerContentScripts: register,
    unregisterContentScripts: unregister,
    executeScript: (given: unknown) => {
      injected.push(given);
      return Promise.resolve([]);
    },
  });
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation(query as never);
  return { scripts, injected, query, register, unregister };
}

beforeEach(() => fakeWorker());
afterEach(endFakeWorker);

describe('registered scripts', () => {
  it('are those of exchanges that are on, from the page’s very start', async () => {
    const { scripts, query } = browserWith();
    await syncBadgeSites(withOkx);
    expect(scripts).toEqual([
      { id: 'okx', matches: okx, js: ['/badge.js'], runAt: 'document_start' },
    ]);
    expect(query.mock.calls).toEqual([[{ url: okx }]]);
  });

  it('are left where they are right, and no page is touched', async () => {
    const { register, unregister, query } = browserWith([
      { id: 'okx', matches: [...okx].reverse() },
    ]);
    await syncBadgeSites(withOkx);
    expect(register).not.toHaveBeenCalled();
    expect(unregister).not.toHaveBeenCalled();
    expect(query).not.toHaveBeenCalled();
  });

  it('are registered anew when an update changed their hosts', async () => {
    const { scripts, unregister } = browserWith([
      { id: 'okx', matches: ['https://old.okx.com/*'] },
    ]);
    await syncBadgeSites(withOkx);
    expect(unregister.mock.calls).toEqual([[{ ids: ['okx'] }]]);
    expect(scripts.map(({ id, matches }) => [id, matches])).toEqual([['okx', okx]]);
  });

  it('go with their exchange, and the charts’ with their setting', async () => {
    const { scripts } = browserWith([
      { id: 'okx', matches: okx },
      { id: 'tradingview', matches: [CHARTS] },
    ]);
    await syncBadgeSites(withCharts);
    expect(scripts.map(({ id }) => id)).toEqual(['tradingview']);
    await syncBadgeSites(DEFAULT_SETTINGS);
    expect(scripts).toEqual([]);
  });

  it('are for permitted hosts alone, and for none where none is', async () => {
    endFakeWorker();
    fakeWorker((origin) => origin === okx[0]);
    const { scripts, register } = browserWith();
    await syncBadgeSites(withOkx);
    expect(scripts.map(({ matches }) => matches)).toEqual([[okx[0]]]);
    endFakeWorker();
    fakeWorker(() => false);
    const none = browserWith();
    await syncBadgeSites(withOkx);
    expect(none.scripts).toEqual([]);
    expect(register).toHaveBeenCalledTimes(1);
  });
});

describe('open pages', () => {
  it('of all sites get the script at once after an install, also where one fails', async () => {
    const { injected, query } = browserWith([], [{ id: 3 }, { id: 4 }]);
    const execute = vi.spyOn(fakeBrowser.scripting, 'executeScript');
    execute.mockRejectedValueOnce(new Error('an error page'));
    await injectIntoOpenPages(withOkx);
    expect(query.mock.calls).toEqual([[{ url: [...binance, ...okx] }]]);
    expect(injected).toEqual([
      { target: { tabId: 4 }, files: ['/badge.js'], injectImmediately: true },
    ]);
  });

  it('get the interactive part into the tab that asks for it, or nowhere', async () => {
    const { injected } = browserWith();
    await injectSecondScript({ id: 9 });
    await injectSecondScript(undefined);
    expect(injected).toMatchObject([
      { target: { tabId: 9 }, files: ['/badge-interactive.js'] },
      { target: { tabId: fakeBrowser.tabs.TAB_ID_NONE } },
    ]);
  });
});

describe('a site', () => {
  it('carries the badge when it is chosen and permitted, not with one of both', async () => {
    expect(await mayCarryBadge('www.binance.com', DEFAULT_SETTINGS)).toBe(true);
    expect(await mayCarryBadge('www.okx.com', DEFAULT_SETTINGS)).toBe(false);
    expect(await mayCarryBadge('www.okx.com', withOkx)).toBe(true);
    endFakeWorker();
    fakeWorker((origin) => origin === 'https://www.binance.com/*');
    expect(await mayCarryBadge('www.okx.com', withOkx)).toBe(false);
    expect(isChosenSite('www.okx.com', withOkx)).toBe(true);
  });

  it('of the charts is chosen by its own setting', () => {
    expect(isChosenSite('de.tradingview.com', DEFAULT_SETTINGS)).toBe(false);
    expect(isChosenSite('de.tradingview.com', withCharts)).toBe(true);
    expect(isChosenSite('tradingview.com.example.org', withCharts)).toBe(false);
  });
});
