/** What badges may ask of the worker, and what they are sent. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  createBadgeRequests,
  createViewers,
  informBadges,
} from '../../../entrypoints/background/badges';
import type { ShownBoards } from '../../../entrypoints/background/published-board';
import type { Sender } from '../../../lib/messages';
import { readSettings } from '../../../lib/settings/store';
import type { ViewedPair } from '../../../lib/venues/pages-contract';
import { done, endFakeWorker, fakeWorker, HOST, shownBoards } from './fake-worker';

const PAIR: ViewedPair = { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' };
const SENDER: Sender = { tab: { id: 7 }, url: `https://${HOST}/en/futures/BTCUSDT` };

beforeEach(() => {
  fakeWorker();
});
afterEach(endFakeWorker);

function requests(shown: ShownBoards = shownBoards()) {
  const viewers = createViewers();
  const readCached = vi.fn(() => Promise.resolve(shown));
  const refreshDue = vi.fn(() => Promise.resolve());
  const { viewPair, changeBadge } = createBadgeRequests({
    viewers,
    published: { readCached },
    refreshDue,
  });
  return {
    viewers,
    readCached,
    refreshDue,
    view: (data: unknown, sender = SENDER) => done(viewPair(data, sender)),
    change: (data: unknown, sender = SENDER) => done(changeBadge(data, sender)),
  };
}

const siteAfter = async (host: string) => (await readSettings()).badge.sites[host];

describe('a badge that asks for its pair', () => {
  it('gets the view of that pair, from the board of that venue', async () => {
    const { view, readCached, viewers } = requests();
    expect(await view(PAIR)).toMatchObject({
      pair: PAIR,
      venueName: 'Binance',
      score: 77,
      visible: true,
    });
    expect(readCached.mock.calls).toEqual([['binance']]);
    expect(await viewers.all()).toEqual([{ tabId: 7, site: HOST, pair: PAIR, hidden: false }]);
  });

  it('gets the words of its own pill', async () => {
    const words = (await requests().view(PAIR))?.words;
    expect(words).toMatchObject({ badge_old: 'badge_old $1', bias_LONG: 'bias_LONG $1' });
  });

  it.each<[string, unknown, Sender]>([
    ['of a symbol that is not listed', { ...PAIR, symbol: 'XYZUSDT' }, SENDER],
    ['of another venue', { ...PAIR, venue: 'okx' }, SENDER],
    ['that is none', { symbol: 'BTCUSDT' }, SENDER],
    ['from no tab', PAIR, { url: SENDER.url }],
    ['from no page', PAIR, { tab: { id: 7 } }],
    ['from a page without an address', PAIR, { tab: { id: 7 }, url: 'about' }],
    ['on a site that is not switched on', PAIR, { tab: { id: 7 }, url: 'https://www.okx.com/' }],
    ['on a site of nobody', PAIR, { tab: { id: 7 }, url: 'https://example.org/' }],
  ])('gets nothing for a pair %s', async (_, pair, sender) => {
    expect(await requests().view(pair, sender)).toBeNull();
  });

  it('gets nothing where the permission was withdrawn', async () => {
    fakeWorker((origin) => !origin.includes(HOST));
    expect(await requests().view(PAIR)).toBeNull();
  });

  it('is no viewer any more on a page without a pair', async () => {
    const { view, viewers } = requests();
    await view(PAIR);
    expect(await view(null)).toBeNull();
    expect(await viewers.all()).toEqual([]);
  });

  it('is answered before what is due is refreshed, which is at most every two seconds', async () => {
    const { view, refreshDue } = requests();
    for (let times = 0; times < 10; times += 1) await view(PAIR);
    // Ten seconds: at once, then after each pause.
    expect(refreshDue.mock.calls.length).toBeGreaterThan(0);
    expect(refreshDue.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('does not refresh for what gets no view', async () => {
    const { view, refreshDue } = requests();
    await view(null);
    await view(PAIR, { tab: { id: 7 }, url: 'https://example.org/' });
    expect(refreshDue).not.toHaveBeenCalled();
  });
});

describe('a badge that is changed', () => {
  it('is moved and collapsed on its own site alone', async () => {
    const { change } = requests();
    await change({ kind: 'move', position: { x: 0.25, y: 0.5 } });
    await change({ kind: 'collapse', collapsed: true });
    expect((await readSettings()).badge.sites).toEqual({
      [HOST]: { position: { x: 0.25, y: 0.5 }, collapsed: true, hidden: false },
    });
  });

  it('is hidden in its tab alone, and shown there again', async () => {
    const { change, view, viewers } = requests();
    await change({ kind: 'hide', where: 'tab' });
    expect(await viewers.isHidden(7)).toBe(true);
    expect(await view(PAIR)).toMatchObject({ visible: false });
    expect(await view(PAIR, { ...SENDER, tab: { id: 8 } })).toMatchObject({ visible: true });
    expect((await readSettings()).badge).toMatchObject({ enabled: true, sites: {} });
    await change({ kind: 'show', where: 'tab' });
    expect(await view(PAIR)).toMatchObject({ visible: true });
  });

  it('is hidden on its site alone, and shown there again', async () => {
    const { change, viewers } = requests();
    await change({ kind: 'hide', where: 'site' });
    const { badge } = await readSettings();
    expect([badge.enabled, Object.keys(badge.sites)]).toEqual([true, [HOST]]);
    expect(badge.sites[HOST]?.hidden).toBe(true);
    expect(await viewers.isHidden(7)).toBe(false);
    expect(await requests(shownBoards({ badge })).view(PAIR)).toMatchObject({ visible: false });
    await change({ kind: 'show', where: 'site' });
    expect((await siteAfter(HOST))?.hidden).toBe(false);
  });

  it('is hidden everywhere, and shown again', async () => {
    const { change } = requests();
    await change({ kind: 'hide', where: 'everywhere' });
    const { badge } = await readSettings();
    expect([badge.enabled, badge.sites]).toEqual([false, {}]);
    expect(await requests(shownBoards({ badge })).view(PAIR)).toMatchObject({ visible: false });
    await change({ kind: 'show', where: 'everywhere' });
    expect((await readSettings()).badge.enabled).toBe(true);
  });

  it.each<[string, unknown, Sender]>([
    ['what is no change', { kind: 'hide', where: 'nowhere' }, SENDER],
    ['a change from no tab', { kind: 'hide', where: 'everywhere' }, { url: SENDER.url }],
    ['a change from no page', { kind: 'hide', where: 'everywhere' }, { tab: { id: 7 } }],
  ])('is left alone by %s', async (_, change, sender) => {
    const before = await readSettings();
    await requests().change(change, sender);
    expect(await readSettings()).toEqual(before);
  });
});

describe('badges that are informed', () => {
  const tabs = (answers: (tabId: number) => boolean) =>
    vi
      .spyOn(fakeBrowser.tabs, 'sendMessage')
      .mockImplementation((tabId) =>
        answers(tabId)
          ? Promise.resolve({ answer: undefined })
          : Promise.reject(new Error('no receiving end')),
      );
  async function viewersOn(sites: readonly string[]) {
    const viewers = createViewers();
    const set = sites.map((site, tabId) => viewers.setView(tabId, { site, pair: PAIR }));
    await done(Promise.all(set));
    return viewers;
  }

  it('get the view of their pair, and none where they may not be any more', async () => {
    const sent = tabs(() => true);
    const viewers = await viewersOn([HOST, 'www.okx.com']);
    await done(informBadges(viewers, shownBoards()));
    expect(sent.mock.calls.sort(([one], [other]) => one - other)).toEqual([
      [
        0,
        {
          type: 'badgeChanged',
          data: { pair: PAIR, view: expect.objectContaining({ score: 77 }) as unknown },
        },
      ],
      [1, { type: 'badgeChanged', data: { pair: PAIR, view: null } }],
    ]);
    expect(await viewers.all()).toHaveLength(2);
  });

  it('are dropped when their tab does not answer', async () => {
    tabs((tabId) => tabId === 1);
    const viewers = await viewersOn([HOST, HOST]);
    await done(informBadges(viewers, shownBoards()));
    expect((await viewers.all()).map(({ tabId }) => tabId)).toEqual([1]);
  });
});
