import { expect, it } from 'vitest';
import { pages } from '../../../lib/venues/bybit/pages';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';

async function page(address: string) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0 });
  const html = await (await marketFetch(core)(address)).text();
  return { html, title: /<title>(.*)<\/title>/.exec(html)?.[1] };
}

it.each([
  ['https://www.bybit.com/trade/usdt/BTCUSDT', 'Trade BTCUSDT'],
  ['https://www.bybit.com/en-US/trade/usdt/1000pepeusdt', 'Trade 1000PEPEUSDT'],
  ['https://www.bybit.kz/kk-KAZ/trade/usdc/BTC-PERP', 'Trade BTCPERP'],
  ['https://www.bybit.eu/en-EU/trade/spot/PEPE/USDT', 'PEPE/USDT'],
  ['https://www.bybit.com/trade/inverse/BTCUSD', 'Trade BTCUSD'],
  ['https://www.bybit.com/trade/usdt/BTCUSDT-27MAR26', 'Trade BTCUSDT-27MAR26'],
])('%s is the page of %s', async (address, label) => {
  expect((await page(address)).title).toMatch(
    new RegExp(`^[\\d.]+ \\| ${label} \\| Bybit Perpetual$`),
  );
});

it.each([
  'https://www.bybit.com/',
  'https://www.bybit.com/en/markets/overview',
  'https://www.bybit.com/trade/usdt/NOPEUSDT',
  'https://www.bybit.com/trade/spot/NOPE/USDT',
])('%s is the page of no pair', async (address) => {
  expect((await page(address)).title).toBe('Markets');
});

it('links to pairs of every kind, in its own locale', async () => {
  const { html } = await page('https://www.bybit.nl/en/trade/usdt/BTCUSDT');
  const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, href]) => href ?? '');
  const pairs = links.flatMap((href) => pages.pairAt(new URL(href, 'https://www.bybit.nl')) ?? []);
  expect(links.every((href) => href.startsWith('/en/'))).toBe(true);
  expect(pairs.length).toBeGreaterThan(40);
  expect(pairs).toContainEqual({ venue: 'bybit', symbol: 'AVAXUSDT', market: 'perpetual' });
  expect(pairs).toContainEqual({ venue: 'bybit', symbol: 'BTCPERP', market: 'perpetual' });
  expect(pairs).toContainEqual({ venue: 'bybit', symbol: 'SOLUSDT', market: 'spot' });
  // Dated and inverse contracts, and pages without a pair, are links too.
  expect(links.length - pairs.length).toBeGreaterThan(8);
});
