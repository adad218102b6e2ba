/** The badge on sites that are not the default venue's: there once they are allowed and their venue is on, not before. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  complete,
  FUTURES,
  goneFrom,
  HOST,
  inBadge,
  LONG,
  pageLog,
  pillOn,
  SHORT,
} from './harness/badge';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import { grantHosts, withdrawHosts } from './harness/hosts';

const OKX = {
  pages: ['https://www.okx.com/*', 'https://my.okx.com/*', 'https://app.okx.com/*'],
  api: [
    'https://www.okx.com/*',
    'https://openapi.okx.com/*',
    'https://eea.okx.com/*',
    'https://us.okx.com/*',
  ],
};
const OKX_SWAP = 'https://www.okx.com/trade-swap/avax-usdt-swap';
const TRADING_VIEW = ['https://*.tradingview.com/*'];
const CHART = 'https://www.tradingview.com/chart/';

async function choose(extension: Extension, settings: object): Promise<void> {
  const stored = JSON.stringify({ settings: { version: 1, settings } });
  await extension.inWorker(`chrome.storage.local.set(${stored})`);
}

const scripts = (extension: Extension) =>
  extension.inWorker(
    `chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id }) => id).sort())`,
  );

it('runs on the default venue’s site alone at first', async ({ extension }) => {
  await complete(extension, [LONG]);
  expect(await scripts(extension)).toEqual([]);
  const { content_scripts: own } = (await extension.onPage((page) =>
    page.evaluate(() => chrome.runtime.getManifest()),
  )) as { content_scripts: { matches: string[] }[] };
  expect(own.flatMap(({ matches }) => matches)).toEqual(['https://www.binance.com/*']);
});

it('comes to an open page of a venue as that is switched on, and goes with it', async ({
  extension,
}) => {
  const page = await extension.openTrade(OKX_SWAP);
  await grantHosts(extension, [...OKX.pages, ...OKX.api]);
  expect(await scripts(extension)).toEqual([]);
  await choose(extension, { venues: { okx: true } });
  await (await pillOn(page, ' Long')).click();
  expect(await (await inBadge(page, '.panel')).text()).toContain('OKX');
  // Short by its funding: histories come in no order here, one a second.
  await page.locator('#list a', { hasText: 'ATOM-USDT' }).first().click();
  await pillOn(page, ' Short');

  const spot = await extension.openTrade('https://www.okx.com/trade-spot/sol-usdt');
  await (await pillOn(spot)).click();
  expect(await (await inBadge(spot, '.panel')).text()).toContain('This is a spot page');
  await spot.close();

  // What the EEA trades in the place of swaps, at its own address.
  const xPerp = await extension.openTrade(
    'https://my.okx.com/es-419/trade-futures/btc-usd_um_xperp-310404',
  );
  await pillOn(xPerp);
  await xPerp.close();

  await choose(extension, { venues: { okx: false } });
  await goneFrom(page);
  expect(await scripts(extension)).toEqual([]);
  await page.close();
});

it('goes with a permission that is taken away', async ({ extension }) => {
  await choose(extension, { venues: { okx: true } });
  const page = await extension.openTrade(OKX_SWAP);
  await pillOn(page, ' Long');
  await withdrawHosts(extension, OKX.pages);
  await page.reload();
  await expect.poll(() => scripts(extension)).toEqual([]);
  await page.reload();
  expect((await pageLog(page)).strangers).toEqual([]);
  await page.close();
});

/** TradingView's charts: nothing of the market's, and little is needed of them. */
async function openChart(extension: Extension, query: string, title: string): Promise<Page> {
  const page = await extension.context.newPage();
  await page.route('https://www.tradingview.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html><head><title>${title}</title></head><body style="background:#111"></body></html>`,
    }),
  );
  await page.goto(CHART + query);
  return page;
}

it('follows TradingView by address and by title, and believes no title of another address', async ({
  extension,
}) => {
  await grantHosts(extension, TRADING_VIEW);
  await choose(extension, { badge: { tradingView: true } });
  await expect.poll(() => scripts(extension)).toEqual(['tradingview']);

  const page = await openChart(extension, `x/?symbol=BINANCE%3A${LONG}.P`, 'Chart');
  await pillOn(page, ' Long. ');
  const go = (query: string) =>
    page.evaluate((url) => {
      history.pushState({}, '', url);
    }, CHART + query);
  const name = (title: string) =>
    page.evaluate((text) => {
      document.title = text;
    }, title);

  await name(`${LONG}.P 9.1 ▲ +1%`);
  await go('y/');
  await goneFrom(page);
  await page.evaluate((host) => {
    const titles: string[] = [];
    const look = () => document.querySelector(host) && titles.push(document.title);
    new MutationObserver(look).observe(document.body, { childList: true });
    Object.assign(globalThis, { __titles: titles });
  }, HOST);
  // Still ticking with the price of what was there before.
  await name(`${LONG}.P 9.2 ▲ +1%`);
  // Asked and answered later than a badge that believes it would be.
  const other = await extension.openTrade(FUTURES + LONG);
  await pillOn(other, ' Long. ');
  await other.close();
  await name(`${SHORT}.P 70.1 ▼ −1%`);
  await pillOn(page, ' Short. ');
  const titles = await page.evaluate(
    () => (globalThis as unknown as { __titles: string[] }).__titles,
  );
  expect(titles).toEqual([`${SHORT}.P 70.1 ▼ −1%`]);
  await go(`y/?symbol=BINANCE%3A${LONG}`);
  await (await pillOn(page, ' Long. ')).click();
  expect(await (await inBadge(page, '.panel')).text()).toContain('This is a spot page');
  await page.close();

  const saved = await openChart(extension, 'z/', `${SHORT}.P 70.1 ▼ −1%`);
  await pillOn(saved, ' Short. ');
  await saved.close();
});
