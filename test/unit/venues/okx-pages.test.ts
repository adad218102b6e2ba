import { expect, it } from 'vitest';
import { pages } from '../../../lib/venues/okx/pages';

it.each([
  ['https://www.okx.com/trade-swap/btc-usdt-swap', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://www.okx.com/trade-swap/BTC-USDT-SWAP/', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://my.okx.com/en-eu/trade-swap/pepe-usdc-swap?x=1', 'PEPE-USDC-SWAP', 'perpetual'],
  ['https://app.okx.com/fr/trade-swap/1inch-usdt-swap', '1INCH-USDT-SWAP', 'perpetual'],
  ['https://www.okx.com/zh-hans/trade-spot/btc-usdt', 'BTC-USDT-SWAP', 'spot'],
  ['https://www.okx.com/uk-UA/trade-margin/sol-usdt', 'SOL-USDT-SWAP', 'spot'],
  ['https://tr.okx.com/trade-swap/btc-usdt-swap', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://hk.okx.com/trade-swap/btc-usdt-swap', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://www.okx.com/es-419/trade-swap/btc-usdt-swap', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://www.okx.com/fil-PH/trade-spot/btc-usdt', 'BTC-USDT-SWAP', 'spot'],
  ['https://www.okx.com/zh-Hant-TW/trade-swap/btc-usdt-swap', 'BTC-USDT-SWAP', 'perpetual'],
  ['https://www.okx.com/trade-swap/币安人生-usdt-swap', '币安人生-USDT-SWAP', 'perpetual'],
  [
    'https://my.okx.com/trade-futures/btc-usd_um_xperp-310404',
    'BTC-USD_UM_XPERP-310404',
    'perpetual',
  ],
  [
    'https://my.okx.com/en-eu/trade-futures/TSLA-USD_UM_XPERP-310613/',
    'TSLA-USD_UM_XPERP-310613',
    'perpetual',
  ],
  // Not of ours: the worker finds them in no listing.
  ['https://www.okx.com/trade-swap/btc-usd-swap', 'BTC-USD-SWAP', 'perpetual'],
])('%s shows %s as %s', (url, symbol, market) => {
  expect(pages.pairAt(new URL(url))).toEqual({ venue: 'okx', symbol, market });
});

it.each([
  'https://www.okx.com/',
  'https://www.okx.com/markets/prices',
  'https://www.okx.com/trade-swap',
  'https://www.okx.com/trade-swap/btc-usdt',
  'https://www.okx.com/trade-futures/btc-usdt-260327',
  'https://www.okx.com/trade-futures/btc-usd_um-260327',
  'https://www.okx.com/trade-spot/btc-usdt-swap',
  'https://www.okx.com/trade-swap/%E0%A4%A-usdt-swap',
  'https://www.okx.com/long-locale-x/trade-swap/btc-usdt-swap',
  'https://okx.com.example.org/trade-swap/btc-usdt-swap',
  'https://eea.okx.com/trade-swap/btc-usdt-swap',
])('%s shows no pair', (url) => {
  expect(pages.pairAt(new URL(url))).toBeNull();
});

it('leads from a symbol to its page and back, and from a ticker of TradingView to a symbol', () => {
  const url = pages.tradeUrl('PEPE-USDT-SWAP');
  expect(url).toBe('https://www.okx.com/trade-swap/pepe-usdt-swap');
  expect(pages.pairAt(new URL(url))?.symbol).toBe('PEPE-USDT-SWAP');
  expect(pages.tradingView.exchange).toBe('OKX');
  expect(pages.tradingView.symbolOf('BTCUSDT')).toBe('BTC-USDT-SWAP');
  expect(pages.tradingView.symbolOf('1INCHUSDC')).toBe('1INCH-USDC-SWAP');
  expect(pages.tradingView.symbolOf('BTCUSD')).toBeNull();
  expect(pages.tradingView.symbolOf('龙虾USDT')).toBe('龙虾-USDT-SWAP');
  const xPerp = pages.tradeUrl('BTC-USD_UM_XPERP-310404');
  expect(xPerp).toBe('https://my.okx.com/trade-futures/btc-usd_um_xperp-310404');
  expect(pages.pairAt(new URL(xPerp))?.symbol).toBe('BTC-USD_UM_XPERP-310404');
  expect(pages.pairAt(new URL(pages.tradeUrl('龙虾-USDT-SWAP')))?.symbol).toBe('龙虾-USDT-SWAP');
});

it('is asked for where its pages are, and nowhere else', () => {
  expect(pages.matches).toEqual(
    ['www', 'my', 'app', 'tr', 'hk'].map((name) => `https://${name}.okx.com/*`),
  );
});
