import { describe, expect, it } from 'vitest';
import { pages } from '../../../lib/venues/bybit/pages';
import { bybit as market } from '../../market/venues/bybit';

const at = (address: string) => pages.pairAt(new URL(address));

describe('the pair on a page', () => {
  it.each([
    ['https://www.bybit.com/trade/usdt/BTCUSDT', 'BTCUSDT'],
    ['https://www.bybit.com/en/trade/usdt/btcusdt/', 'BTCUSDT'],
    ['https://www.bybit.com/en-US/trade/usdt/1000PEPEUSDT?affiliate_id=1#chart', '1000PEPEUSDT'],
    ['https://www.bybit.kz/kk-KAZ/trade/usdt/SHIB1000USDT', 'SHIB1000USDT'],
    ['https://www.bybit.nl/en/trade/usdt/SOLUSDT', 'SOLUSDT'],
    ['https://www.bybit.tr/trade/usdt/SOLUSDT', 'SOLUSDT'],
    ['https://www.bybit.com/trade/usdc/BTC-PERP', 'BTCPERP'],
    ['https://www.bybit.com/trade/futures/usdc/BTC-PERP', 'BTCPERP'],
    ['https://www.bybit.com/en/trade/futures/usdc/ETH-PERP', 'ETHPERP'],
    ['https://www.bybitglobal.com/en/trade/usdt/BTCUSDT', 'BTCUSDT'],
    ['https://www.bybit.com/es-419/trade/usdt/BTCUSDT', 'BTCUSDT'],
    ['https://www.bybit.com/fil-PH/trade/usdt/BTCUSDT', 'BTCUSDT'],
    ['https://www.bybit.com/zh-Hant/trade/usdt/BTCUSDT', 'BTCUSDT'],
    ['https://www.bybit.com/trade/usdt/币安人生USDT', '币安人生USDT'],
    ['https://www.bybit.com/trade/usdt/%E9%BE%99%E8%99%BEUSDT', '龙虾USDT'],
    ['https://www.bybit.com/trade/usdc/1000bonk-perp', '1000BONKPERP'],
    ['https://www.bybit.com/trade/usdc/BTCPERP', 'BTCPERP'],
    ['https://www.bybit.com/trade/usdt/PERPUSDT', 'PERPUSDT'],
  ])('%s is the perpetual %s', (address, symbol) => {
    expect(at(address)).toEqual({ venue: 'bybit', symbol, market: 'perpetual' });
  });

  it.each([
    ['https://www.bybit.com/en/trade/spot/ETH/USDT', 'ETHUSDT'],
    ['https://www.bybit.com/trade/spot/btc/usdc', 'BTCPERP'],
    ['https://www.bybit.eu/en-EU/trade/spot/BTC/USDC/', 'BTCPERP'],
  ])('%s is spot, of the perpetual %s', (address, symbol) => {
    expect(at(address)).toEqual({ venue: 'bybit', symbol, market: 'spot' });
  });

  it.each([
    'https://www.bybit.com/',
    'https://www.bybit.com/en/markets/overview',
    'https://www.bybit.com/trade/usdt',
    'https://www.bybit.com/trade/usdt/BTCUSDT-26DEC25',
    'https://www.bybit.com/trade/usdc/assets/unifiedtranslog',
    'https://www.bybit.com/trade/inverse/BTCUSD',
    'https://www.bybit.com/trade/futures/usdc/BTC-27MAR26',
    'https://www.bybit.com/trade/spot/ETH',
    'https://www.bybit.com/trade/spot/ETH/USDT/more',
    'https://www.bybit.com/trade/usdt/%ff',
    'https://testnet.bybit.com/trade/usdt/BTCUSDT',
    'https://www.bybit.com.example/trade/usdt/BTCUSDT',
    'https://www.okx.com/trade/usdt/BTCUSDT',
  ])('%s shows none', (address) => {
    expect(at(address)).toBeNull();
  });
});

it.each([
  ['BTCUSDT', 'https://www.bybit.com/trade/usdt/BTCUSDT'],
  ['1000BONKPERP', 'https://www.bybit.com/trade/futures/usdc/1000BONK-PERP'],
  ['龙虾USDT', 'https://www.bybit.com/trade/usdt/%E9%BE%99%E8%99%BEUSDT'],
])('%s is traded where it is recognised', (symbol, address) => {
  expect(pages.tradeUrl(symbol)).toBe(address);
  expect(at(address)?.symbol).toBe(symbol);
});

it.each([
  ['BTCUSDT', 'BTCUSDT'],
  ['SHIB1000USDT', 'SHIB1000USDT'],
  ['BTCUSDC', 'BTCPERP'],
  ['BTCPERP', 'BTCPERP'],
  ['龙虾USDT', '龙虾USDT'],
  ['BTCUSD', null],
  ['AAPL', null],
])('the chart of %s is of %s', (ticker, symbol) => {
  expect(pages.tradingView.symbolOf(ticker)).toBe(symbol);
});

it('asks for the sites that it knows and for no more', () => {
  const sites = market.hosts.filter((host) => host.startsWith('www.'));
  expect(pages.matches).toEqual(sites.map((host) => `https://${host}/*`));
  for (const site of sites) expect(at(`https://${site}/trade/usdt/BTCUSDT`)).not.toBeNull();
});
