/** The badge through navigation in the page: every change in it and every frame is looked at, not just the end. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { complete, FUTURES, LONG, SHORT, goneFrom, pillOn } from './harness/badge';
import { closedRoot } from './harness/closed-root';
import { it } from './harness/fixtures';

interface Sight {
  symbol: string;
  shown: string;
}

/** Notes what the badge shows of which address: at each change inside it or of its place, and in each frame. */
async function watch(page: Page): Promise<void> {
  const root = await closedRoot(page);
  if (root === null) throw new Error('There is no badge to watch');
  await root.call(`function () {
    const sights = window.__sights = [];
    const host = this.host;
    const look = () => {
      const shown = host.isConnected ? this.querySelector('.pill')?.getAttribute('aria-label') ?? '' : '';
      const symbol = location.pathname.split('/').pop();
      const last = sights.at(-1);
      if (last?.symbol !== symbol || last.shown !== shown) sights.push({ symbol, shown });
    };
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(look).observe(this, everything);
    new MutationObserver(look).observe(document.documentElement, { childList: true });
    const frame = () => { look(); requestAnimationFrame(frame); };
    frame();
  }`);
}

const sightsOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { __sights: Sight[] }).__sights);

it('never shows one pair’s score at another’s address', async ({ extension }) => {
  await complete(extension, [LONG, SHORT]);
  const page = await extension.openTrade(FUTURES + SHORT);
  await pillOn(page, ' Short. ');
  await watch(page);
  const link = (symbol: string) => page.locator('#list a', { hasText: symbol });

  // Each waited for, then faster than anything can be drawn, then by the history and to a page without a pair.
  await link(SHORT).click();
  await pillOn(page, ' Short. ');
  await link(LONG).click();
  await pillOn(page, ' Long. ');
  for (let round = 0; round < 5; round += 1) {
    for (const symbol of [SHORT, LONG]) await link(symbol).click();
  }
  await pillOn(page, ' Long. ');
  await page.goBack();
  await pillOn(page, ' Short. ');
  await page.goForward();
  await pillOn(page, ' Long. ');
  await page.getByRole('link', { name: 'Markets' }).click();
  await goneFrom(page);
  await link(SHORT).click();
  await pillOn(page, ' Short. ');

  const shown = (await sightsOf(page)).filter((sight) => sight.shown !== '');
  expect(new Set(shown.map(({ symbol }) => symbol))).toEqual(new Set([SHORT, LONG]));
  // Scores move as data comes in; the sides are the market's stories.
  const sides: Record<string, string> = { [SHORT]: ' Short. ', [LONG]: ' Long. ' };
  const wrong = shown.filter(({ symbol, shown: name }) => !name.includes(sides[symbol] ?? 'none'));
  expect(wrong).toEqual([]);
  await page.close();
});
