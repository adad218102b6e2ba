import { expect, it } from 'vitest';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';

const SITE = 'https://www.binance.com';

async function page(path: string) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0 });
  const response = await marketFetch(core)(SITE + path);
  const html = await response.text();
  return { html, type: response.headers.get('content-type'), core, title: titleOf(html) };
}

function titleOf(html: string): string | undefined {
  return /<title>(.*)<\/title>/.exec(html)?.[1];
}

it.each([
  ['/futures/BTCUSDT', 'BTCUSDT'],
  ['/en/futures/btcusdt', 'BTCUSDT'],
  ['/zh-CN/futures/1000PEPEUSDT/', '1000PEPEUSDT'],
  [`/en/futures/${encodeURIComponent('币安人生USDT')}`, '币安人生USDT'],
  ['/en/futures/BTCUSDT_260327', 'BTCUSDT_260327'],
  ['/uk-UA/trade/BTC_USDT?type=spot', 'BTC/USDT'],
])('%s is the page of %s', async (path, label) => {
  const { title, type } = await page(path);
  expect(title).toMatch(new RegExp(`^[\\d.]+ \\| ${label} \\| Trade$`));
  expect(type).toContain('text/html');
});

it.each([
  '/en/futures/home',
  '/en/markets',
  '/en/my/wallet/futures/balance',
  '/en/futures/funding-history/perpetual',
  '/en/futures/NOPEUSDT',
  '/',
])('%s is the page of no pair', async (path) => {
  expect((await page(path)).title).toBe('Markets');
});

it("answers the API at the site's own address, within the same limits", async () => {
  const { core, type } = await page('/fapi/v1/premiumIndex');
  expect(type).toContain('application/json');
  await marketFetch(core)('https://fapi.binance.com/fapi/v1/premiumIndex');
  expect(core.peaks()).toMatchObject({ binance: { weight: 20 } });
});

it.each([
  ['', 'css'],
  ['?hostile=0', ''],
  ['?hostile=1', 'css'],
  ['?hostile=2', 'css strangers'],
  ['?hostile=keys,overlay,nonsense', 'keys overlay'],
  ['?hostile=all', 'css reset strangers keys pointers overlay'],
])('is as hostile as asked: %s', async (query, expected) => {
  const { html } = await page(`/en/futures/BTCUSDT${query}`);
  expect(/data-hostile="([^"]*)"/.exec(html)?.[1]).toBe(expected);
});

it('lists the pairs of the stories first, and links that keep their names', async () => {
  const { html } = await page('/en/futures/BTCUSDT');
  const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, href]) => href);
  expect(links).toContain('/en/futures/AVAXUSDT');
  expect(links).toContain(`/en/futures/${encodeURIComponent('龙虾USDT')}`);
  expect(links).toContain('/en/trade/BTC_USDT?type=spot');
  expect(links.length).toBeGreaterThan(45);
});
