/** Which tab shows which pair. In session storage: it outlives the worker, and ends with the browser as the tabs do. */
import { browser } from 'wxt/browser';
import * as z from '../../lib/schema';
import type { ViewedPair } from '../../lib/venues/pages-contract';
import { gathered } from './gathered';

export interface View {
  site: string;
  pair: ViewedPair;
}

export interface Viewer extends View {
  tabId: number;
  hidden: boolean;
}

/** A tab in which the badge was hidden is remembered while it is open, also on pages without a pair. */
interface Noted {
  tabId: number;
  view: View | null;
  hidden: boolean;
}

function isNoted(stored: unknown): stored is Noted {
  return noted.safeParse(stored).success;
}

const noted = z.object({
  tabId: z.number(),
  view: z.nullable(
    z.object({
      site: z.string(),
      pair: z.object({
        venue: z.string(),
        symbol: z.string(),
        market: z.enum(['perpetual', 'spot']),
      }),
    }),
  ),
  hidden: z.boolean(),
});

interface Change {
  view?: View | null;
  hidden?: boolean;
  isClosed?: true;
}

/** A page may ask a thousand times a second: the storage is written so often at most, with the newest of each tab. */
const PAUSE_MS = 250;

export function createViewers() {
  let changes = new Map<number, Change>();
  const tabsNoted = async (): Promise<Noted[]> => {
    const { viewers: stored } = await browser.storage.session.get('viewers');
    // What can't be is left out: every refresh asks who views what.
    return Array.isArray(stored) ? stored.filter(isNoted) : [];
  };
  const write = gathered(async () => {
    await navigator.locks.request('viewers', async () => {
      const taken = changes;
      changes = new Map();
      const tabs = new Map((await tabsNoted()).map((tab) => [tab.tabId, tab]));
      for (const [tabId, { isClosed, ...change }] of taken) {
        const now = { tabId, view: null, hidden: false, ...tabs.get(tabId), ...change };
        if (!isClosed && (now.view !== null || now.hidden)) tabs.set(tabId, now);
        else tabs.delete(tabId);
      }
      await browser.storage.session.set({ viewers: [...tabs.values()] });
    });
  }, PAUSE_MS);
  const note = (tabId: number, change: Change): Promise<void> => {
    changes.set(tabId, { ...changes.get(tabId), ...change });
    return write();
  };
  return {
    all: async (): Promise<Viewer[]> =>
      (await tabsNoted())
        .flatMap(({ tabId, view, hidden }) => view && { tabId, ...view, hidden })
        .filter((viewer) => viewer !== null),
    isHidden: async (tabId: number): Promise<boolean> =>
      (await tabsNoted()).some((tab) => tab.tabId === tabId && tab.hidden),
    /** Sets (or, with null, ends) what a tab views. */
    setView: (tabId: number, view: View | null) => note(tabId, { view }),
    setHidden: (tabId: number, hidden: boolean) => note(tabId, { hidden }),
    close: (tabId: number) => note(tabId, { isClosed: true }),
  };
}

export const viewers = createViewers();
