/** The badge on a page of the market, found as a user finds it. */
import type { Page } from 'playwright-core';
import type { ClosedNode } from './closed-root';
import { closedRoot } from './closed-root';
import type { Extension } from './extension';
import { waitFor } from './wait';

export const FUTURES = 'https://www.binance.com/en/futures/';
/** Symbols of the market's stories: crowded long, positions closing, and, for its first minutes, a short squeeze. */
export const [LONG, SHORT, SQUEEZE] = ['AVAXUSDT', 'LTCUSDT', 'SUIUSDT'] as const;

/** The badge's host element. It is a `div`, since a page could define a custom element. */
export const HOST = 'body > div[style^="all:initial"]';

/** Waits for the pill in the page's badge; `name` is part of its accessible name. */
export function pillOn(page: Page, name = 'Pressure score'): Promise<ClosedNode> {
  const what = `a badge called “${name}”`;
  return waitFor(async () => (await closedRoot(page))?.byRole('button', name), { what });
}

/** Resolves once these pairs have all inputs of the score: viewed symbols are requested first. */
export async function complete(extension: Extension, symbols: readonly string[]): Promise<void> {
  for (const symbol of symbols) {
    const page = await extension.openTrade(FUTURES + symbol);
    await waitFor(
      async () => !(await (await pillOn(page)).attribute('aria-label'))?.includes('partial'),
      {
        what: `all of ${symbol}'s history`,
      },
    );
    await page.close();
  }
}

/** Waits for an element in the page's badge. */
export function inBadge(page: Page, selector: string): Promise<ClosedNode> {
  return waitFor(async () => (await closedRoot(page))?.find(selector), { what: selector });
}

/** Resolves once the page has no badge, or the badge no such element. */
export async function goneFrom(page: Page, selector = '.pill'): Promise<void> {
  await waitFor(
    async () =>
      (await (await closedRoot(page))?.find(selector)) === null ||
      (await closedRoot(page)) === null,
    {
      what: `${selector} to go`,
    },
  );
}

/** Presses a button of the open panel. */
export async function press(page: Page, name: string): Promise<void> {
  const button = await waitFor(async () => (await closedRoot(page))?.byRole('button', name), {
    what: `a button called “${name}”`,
  });
  // Presses count once the badge has been in place and uncovered for a moment.
  await inBadge(page, '[data-steady="true"]');
  await button.click();
}

/** Pins the panel open, and presses one of its buttons. */
export async function choose(page: Page, name: string): Promise<void> {
  await (await pillOn(page)).click();
  await press(page, name);
  // On a busy machine the badge may count as covered, and ignore a press: then press again.
  let looks = 0;
  await waitFor(
    async () => {
      const button = await (await closedRoot(page))?.byRole('button', name);
      if (!button) return true;
      looks += 1;
      if (looks % 20 === 0) await button.click();
      return false;
    },
    { everyMs: 100, what: `“${name}” to be heard` },
  );
}

/** What the page's own script has seen of the badge. */
export interface PageLog {
  roots: string[];
  captured: unknown[];
  strangers: string[];
  shift: number;
  added: string[];
}

export function pageLog(page: Page): Promise<PageLog> {
  return page.evaluate(() => {
    const { __page } = globalThis as unknown as { __page: PageLog };
    const { roots, captured, strangers, shift, added } = __page;
    return { roots, captured: captured.map(String), strangers, shift, added };
  });
}

/** Resolves once the worker knows the tab's pair. */
export function viewedSymbol(extension: Extension, symbol: string): Promise<true> {
  return waitFor(
    async () => {
      const stored = await extension.inWorker(`chrome.storage.session.get('viewers')`);
      return JSON.stringify(stored).includes(`"symbol":"${symbol}"`);
    },
    { what: `the worker to hear of ${symbol}` },
  );
}
