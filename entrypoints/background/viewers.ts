/** Which tab shows which pair. In session storage: it outlives the worker, and ends with the browser as the tabs do. */
import { browser } from 'wxt/browser';
import * as z from '../../lib/schema';
import type { ViewedPair } from '../../lib/venues/pages-contract';

export interface Viewer {
  tabId: number;
  site: string;
  pair: ViewedPair;
  hidden: boolean;
}

export async function viewers(): Promise<Viewer[]> {
  const { viewers: stored } = await browser.storage.session.get('viewers');
  return Array.isArray(stored) ? stored.filter(isViewer) : [];
}

/** What can't be is left out: every refresh asks who views what. */
function isViewer(stored: unknown): stored is Viewer {
  return viewer.safeParse(stored).success;
}

const viewer = z.object({
  tabId: z.number(),
  site: z.string(),
  pair: z.object({
    venue: z.string(),
    symbol: z.string(),
    market: z.enum(['perpetual', 'spot']),
  }),
  hidden: z.boolean(),
});

function setViewers(all: readonly Viewer[]): Promise<void> {
  return browser.storage.session.set({ viewers: all });
}

/** Sets (or, with null, ends) what a tab views. The choice to hide the badge in the tab stays while the tab does. */
export async function setViewer(
  tabId: number,
  view: { site: string; pair: ViewedPair } | null,
): Promise<Viewer | null> {
  return navigator.locks.request('viewers', async () => {
    const all = await viewers();
    const before = all.find((viewer) => viewer.tabId === tabId);
    const viewer = view && { tabId, ...view, hidden: before?.hidden ?? false };
    const others = all.filter((other) => other.tabId !== tabId);
    await setViewers(viewer === null ? others : [...others, viewer]);
    return viewer;
  });
}

export async function hideInTab(tabId: number): Promise<void> {
  await navigator.locks.request('viewers', async () => {
    const all = await viewers();
    await setViewers(
      all.map((viewer) => (viewer.tabId === tabId ? { ...viewer, hidden: true } : viewer)),
    );
  });
}
