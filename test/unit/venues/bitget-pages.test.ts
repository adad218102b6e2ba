import { describe, expect, it } from 'vitest';
import { pages } from '../../../lib/venues/bitget/pages';

const HOST = 'https://www.bitget.com';
const perpetual = (symbol: string) => ({ venue: 'bitget', symbol, market: 'perpetual' });
const spot = (symbol: string) => ({ venue: 'bitget', symbol, market: 'spot' });

describe('pages', () => {
  it.each([
    ['/futures/usdt/BTCUSDT', perpetual('BTCUSDT')],
    ['/en/futures/usdt/btcusdt/', perpetual('BTCUSDT')],
    ['/zh-CN/futures/usdt/PEPEUSDT?x=1', perpetual('PEPEUSDT')],
    ['/asia/futures/usdc/BTCPERP', perpetual('BTCPERP')],
    ['/pt-BR/futures/usdc/1000BONKPERP', perpetual('1000BONKPERP')],
    [`/futures/usdt/${encodeURIComponent('龙虾')}USDT`, perpetual('龙虾USDT')],
    ['/futures/usdt/1MBABYDOGEUSDT', perpetual('1MBABYDOGEUSDT')],
    ['/mix/usdt/BTCUSDT_UMCBL', perpetual('BTCUSDT')],
    ['/en/mix/usdt/BTCUSDT', perpetual('BTCUSDT')],
    ['/mix/usdc/BTCPERP_CMCBL', perpetual('BTCPERP')],
    ['/spot/BTCUSDT', spot('BTCUSDT')],
    ['/ru/spot/ETHUSDC', spot('ETHPERP')],
    ['/en/spot/BTCUSDT_SPBL', spot('BTCUSDT')],
    ['/futures/coin/BTCUSD', null],
    ['/futures/usdt/BTCUSD', null],
    ['/futures/usdt', null],
    ['/futures/usdt/', null],
    ['/futures/usdt/USDT', null],
    ['/futures/introduction/funding-rate', null],
    ['/futures/usdt/BTCUSDT/more', null],
    ['/futures/usdt/BTCUSDT_260327', null],
    ['/futures/usdt/%E9%BEUSDT%', null],
    ['/a/longer/futures/usdt/BTCUSDT', null],
    ['/spot/BTCEUR', null],
    ['/markets', null],
  ])('%s shows %o', (path, pair) => {
    expect(pages.pairAt(new URL(HOST + path))).toEqual(pair);
  });

  it('are those of one host', () => {
    expect(pages.pairAt(new URL('https://bitget.com.example.org/futures/usdt/BTCUSDT'))).toBeNull();
    expect(pages.matches).toEqual(['https://www.bitget.com/*']);
  });

  it.each([
    ['BTCUSDT', 'BTCUSDT'],
    ['1000BONKUSDT', '1000BONKUSDT'],
    ['BTCUSDC', 'BTCPERP'],
    ['BTCPERP', 'BTCPERP'],
    ['BTCUSD', null],
    ['USDT', null],
  ])('TradingView’s %s is %s', (name, symbol) => {
    expect(pages.tradingView.symbolOf(name)).toBe(symbol);
  });

  it.each(['BTCUSDT', 'BTCPERP', '龙虾USDT', '1MBABYDOGEUSDT'])('lead back to %s', (symbol) => {
    expect(pages.pairAt(new URL(pages.tradeUrl(symbol)))).toEqual(perpetual(symbol));
  });
});
