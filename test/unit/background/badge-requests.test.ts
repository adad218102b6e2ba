/** What a badge asks the worker for is done: hidden in its tab, on its site or everywhere, and nowhere else. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pillWords } from '../../../components/badge/static-badge';
import { createBadgeRequests, createViewers } from '../../../entrypoints/background/badges';
import type { ShownBoards } from '../../../entrypoints/background/badges';
import { venueStatus } from '../../../lib/board/venue-status';
import { newVenueState } from '../../../lib/refresh/state';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { readSettings, updateSettings } from '../../../lib/settings/store';
import { board, PERP_STATES, perpState } from '../board/rows-of';
import { fakeLocks } from '../settings/locks';

const PAIR = { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' } as const;
const SITE = 'www.binance.com';
const sender = (tabId = 7, url = `https://${SITE}/en/futures/BTCUSDT`) => ({
  tab: { id: tabId },
  url,
});

let permitted: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: fakeLocks() });
  permitted = [];
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((asked: unknown) => {
    permitted.push(JSON.stringify(asked));
    return Promise.resolve(true);
  });
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: unknown) => String(key));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function open(perpStates = [...PERP_STATES]) {
  const viewers = createViewers();
  const refreshDue = vi.fn(() => Promise.resolve());
  const requests = createBadgeRequests({
    viewers,
    published: {
      readCached: async () => ({
        boards: [board(perpStates)],
        statuses: [],
        settings: await readSettings(),
      }),
    },
    refreshDue,
  });
  return { ...requests, viewers, refreshDue };
}

/** Whether the badge of a tab is visible; null where it has nothing to show. */
async function isVisible({ viewPair }: ReturnType<typeof open>, from = sender()) {
  const view = await viewPair(PAIR, from);
  await vi.advanceTimersByTimeAsync(1_000);
  return view?.visible ?? null;
}

describe('hidden', () => {
  it('in this tab it is hidden there until it is shown again, and in no other', async () => {
    const worker = open();
    expect(await isVisible(worker)).toBe(true);
    await worker.changeBadge({ kind: 'hide', where: 'tab' }, sender());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await isVisible(worker)).toBe(false);
    expect(await isVisible(worker, sender(8))).toBe(true);
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
    await worker.changeBadge({ kind: 'show', where: 'tab' }, sender());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await isVisible(worker)).toBe(true);
  });

  it('on this site it is hidden there until it is shown again, and on no other', async () => {
    const worker = open();
    await worker.changeBadge({ kind: 'hide', where: 'site' }, sender());
    expect(await isVisible(worker)).toBe(false);
    expect(await isVisible(worker, sender(8))).toBe(false);
    const { badge } = await readSettings();
    expect(Object.entries(badge.sites).map(([site, { hidden }]) => [site, hidden])).toEqual([
      [SITE, true],
    ]);
    expect(badge.enabled).toBe(true);
    await worker.changeBadge({ kind: 'show', where: 'site' }, sender());
    expect(await isVisible(worker)).toBe(true);
  });

  it('everywhere it is hidden everywhere', async () => {
    const worker = open();
    await worker.changeBadge({ kind: 'hide', where: 'everywhere' }, sender());
    expect((await readSettings()).badge).toEqual({ ...DEFAULT_SETTINGS.badge, enabled: false });
    expect(await isVisible(worker)).toBe(false);
    await worker.changeBadge({ kind: 'show', where: 'everywhere' }, sender());
    expect(await isVisible(worker)).toBe(true);
  });
});

it('moved and collapsed it is so on its site', async () => {
  const worker = open();
  const position = { x: 0.25, y: 0.5 };
  await worker.changeBadge({ kind: 'move', position }, sender());
  await worker.changeBadge({ kind: 'collapse', collapsed: true }, sender());
  expect((await readSettings()).badge.sites).toEqual({
    [SITE]: { position, collapsed: true, hidden: false },
  });
});

it('the model is switched for the whole extension', async () => {
  const worker = open();
  expect((await worker.viewPair(PAIR, sender()))?.model).toBe('classic');
  await worker.changeBadge({ kind: 'model', model: 'crowding' }, sender());
  expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, model: 'crowding' });
  expect((await worker.viewPair(PAIR, sender()))?.model).toBe('crowding');
  await worker.changeBadge({ kind: 'model', model: 'classic' }, sender());
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
});

it.each([
  ['a crowded side', {}],
  ['a side with the neutral band', { oi24hPct: -7 }],
  ['no side', { oi24hPct: 1 }],
  ['a squeeze risk, where the models differ', { oi24hPct: 15, fundingPct: -0.05 }],
  ['a band and a side of the other model', { oi24hPct: 10, fundingPct: 0.03 }],
  ['a squeeze risk of the other model', { oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 }],
])('every word of the pill comes with its view: %s', async (_, inputs) => {
  const whole = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0, fundingPct: 0, basisPct: 0, ...inputs };
  const view = await open([perpState('BTCUSDT', whole)]).viewPair(PAIR, sender());
  const asked: string[] = [];
  const t = (key: string) => asked.push(key).toString();
  const { spoken } = view === null ? { spoken: '' } : pillWords(view, view.asOfMs, t);
  expect(spoken).not.toBe('');
  expect(asked.filter((key) => !(key in (view?.words ?? {})))).toEqual([]);
});

it.each([
  ['a model that is none', { kind: 'model', model: 'other' }, sender()],
  ['a model, without a tab', { kind: 'model', model: 'crowding' }, { url: `https://${SITE}/` }],
  ['what is no change', { kind: 'hide', where: 'nowhere' }, sender()],
  ['a place outside the window', { kind: 'move', position: { x: 2, y: 0 } }, sender()],
  ['a sender without a tab', { kind: 'hide', where: 'everywhere' }, { url: `https://${SITE}/` }],
  ['a sender without an address', { kind: 'hide', where: 'everywhere' }, { tab: { id: 7 } }],
  ['an address that is none', { kind: 'hide', where: 'everywhere' }, sender(7, 'x')],
])('nothing is changed by %s', async (_, change, from) => {
  await open().changeBadge(change, from);
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
});

it('a site is the host with its port: another port is another site', async () => {
  const worker = open();
  const from = sender(7, `https://${SITE}:8443/en/futures/BTCUSDT`);
  await worker.changeBadge({ kind: 'hide', where: 'site' }, from);
  expect(Object.keys((await readSettings()).badge.sites)).toEqual([`${SITE}:8443`]);
});

it('ages in a badge count from the venue’s clock', async () => {
  const stored = {
    boards: [board([...PERP_STATES])],
    settings: DEFAULT_SETTINGS,
    statuses: [],
  };
  const ageOf = async (statuses: ShownBoards['statuses']) => {
    const viewers = createViewers();
    const published = { readCached: () => Promise.resolve({ ...stored, statuses }) };
    const { viewPair } = createBadgeRequests({ viewers, published, refreshDue: async () => {} });
    return (await viewPair(PAIR, sender()))?.asOfMs ?? Number.NaN;
  };
  const status = (venue: string, clockSkewMs: number) => ({
    ...venueStatus(newVenueState(venue), null, 0),
    clockSkewMs,
  });
  const exactMs = await ageOf([]);
  expect(exactMs - (await ageOf([status('okx', 9), status('binance', 7_000)]))).toBe(7_000);
});

describe('a viewed pair', () => {
  it.each([
    ['that is none', { ...PAIR, symbol: '' }],
    ['with too long a name', { ...PAIR, symbol: 'X'.repeat(41) }],
    ['that is not listed', { ...PAIR, symbol: 'NOTUSDT' }],
    ['of another venue', { ...PAIR, venue: 'okx' }],
  ])('%s has nothing to show', async (_, pair) => {
    expect(await open().viewPair(pair, sender())).toBeNull();
  });

  it('is answered where its site is the badge’s and permitted, and nowhere else', async () => {
    const worker = open();
    expect(await isVisible(worker, sender(7, 'https://www.binance.com.example.org/'))).toBeNull();
    expect(await isVisible(worker, sender(7, 'https://www.okx.com/trade-swap/x'))).toBeNull();
    await updateSettings((settings) => ({ ...settings, venues: { okx: true } }));
    expect(await isVisible(worker, sender(7, 'https://www.okx.com/trade-swap/x'))).toBe(true);
    vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(false);
    expect(await isVisible(worker)).toBeNull();
    expect(permitted.at(-1)).toBe('{"origins":["https://www.okx.com/*"]}');
  });

  it('is the tab’s until it shows none', async () => {
    const worker = open();
    await isVisible(worker);
    expect(await worker.viewers.all()).toEqual([
      { tabId: 7, site: SITE, pair: PAIR, hidden: false },
    ]);
    const left = worker.viewPair(null, sender());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await left).toBeNull();
    expect(await worker.viewers.all()).toEqual([]);
  });

  it('starts a refresh after its answer', async () => {
    const worker = open();
    await worker.viewPair(PAIR, sender());
    expect(worker.refreshDue).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.refreshDue).toHaveBeenCalledTimes(1);
  });
});
