/** The worker's load is bounded, whatever pages do. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createViewers, throttled } from '../../../entrypoints/background/badges';
import type { ViewedPair } from '../../../lib/venues/pages-contract';

const pair = (symbol: string): ViewedPair => ({ venue: 'v', symbol, market: 'perpetual' });

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser.reset();
  const request = async (_: string, work: () => Promise<void>) => work();
  vi.stubGlobal('navigator', { locks: { request } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('throttled work', () => {
  it('is done at once, and once more for all calls meanwhile', async () => {
    const work = vi.fn(() => Promise.resolve());
    const ask = throttled(work, 1_000);
    const asked = Array.from({ length: 5_000 }, ask);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(asked);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('goes on after work that failed, which rejects', async () => {
    const work = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error('no'))
      .mockResolvedValue();
    const ask = throttled(work, 10);
    await expect(ask()).rejects.toThrow('no');
    const next = ask();
    await vi.advanceTimersByTimeAsync(10);
    await next;
    expect(work).toHaveBeenCalledTimes(2);
  });
});

describe('the viewers', () => {
  it('are written a few times however often a tab navigates, and end with its last pair', async () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    const viewers = createViewers();
    for (let move = 0; move < 1_000; move += 1) {
      void viewers.setView(move % 3, { site: 'a', pair: pair(`P${move}`) });
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(set.mock.calls.length).toBeLessThanOrEqual(3);
    const symbols = (await viewers.all()).map((viewer) => viewer.pair.symbol);
    expect(symbols.sort()).toEqual(['P997', 'P998', 'P999']);
  });

  it('store that a tab hides its badge across a page without a pair, until it is closed', async () => {
    const viewers = createViewers();
    const after = async (work: Promise<void>) => {
      await vi.advanceTimersByTimeAsync(300);
      await work;
    };
    await after(viewers.setView(1, { site: 'a', pair: pair('A') }));
    await after(viewers.setHidden(1, true));
    await after(viewers.setView(1, null));
    expect([await viewers.isHidden(1), await viewers.all()]).toEqual([true, []]);
    await after(viewers.close(1));
    expect(await viewers.isHidden(1)).toBe(false);
  });

  it('keep both changes of a tab that come within one pause', async () => {
    const viewers = createViewers();
    const [first, second, third] = [
      viewers.setView(2, { site: 'a', pair: pair('B') }),
      viewers.setView(1, { site: 'a', pair: pair('A') }),
      viewers.setHidden(1, true),
    ];
    await vi.advanceTimersByTimeAsync(600);
    await Promise.all([first, second, third]);
    expect((await viewers.all()).find(({ tabId }) => tabId === 1)).toEqual({
      tabId: 1,
      site: 'a',
      pair: pair('A'),
      hidden: true,
    });
  });
});
