import { describe, expect, it } from 'vitest';
import { pages } from '../../../lib/venues/gate/pages';
import { tradingViewPages } from '../../../lib/venues/tradingview';

const perpetual = (symbol: string) => ({ venue: 'gate', symbol, market: 'perpetual' });
const spot = (symbol: string) => ({ venue: 'gate', symbol, market: 'spot' });

describe.each(['https://www.gate.com', 'https://www.gate.io'])('%s', (host) => {
  it.each([
    ['/futures/USDT/BTC_USDT', perpetual('BTC_USDT')],
    ['/futures/usdt/btc_usdt/', perpetual('BTC_USDT')],
    ['/zh/futures/USDT/PEPE_USDT?x=1#y', perpetual('PEPE_USDT')],
    ['/zh-tw/futures/USDT/%E9%BE%99%E8%99%BE_USDT', perpetual('龙虾_USDT')],
    ['/pt-BR/futures_trade/USDT/MBABYDOGE_USDT', perpetual('MBABYDOGE_USDT')],
    ['/trade/BTC_USDT', spot('BTC_USDT')],
    ['/uk-ua/trade/eth_usdt', spot('ETH_USDT')],
    ['/futures/BTC/BTC_USD', null],
    ['/futures/USDT', null],
    ['/futures/USDT/BTC_USDT/more', null],
    ['/futures/USDT/BTC_USDT_20260327', null],
    ['/futures-delivery/usdt/BTC_USDT_20260327', null],
    ['/futures/USDT/%E9%BE_USDT', null],
    ['/trade/ETH_BTC', null],
    ['/trade', null],
    ['/en/english/trade/BTC_USDT', null],
    ['/price', null],
    ['/', null],
  ])('%s shows %o', (path, pair) => {
    expect(pages.pairAt(new URL(host + path))).toEqual(pair);
  });
});

it('are those of two hosts', () => {
  for (const host of ['api.gateio.ws', 'www.gate.company', 'www.gate.io.example.org', 'gate.xyz']) {
    expect(pages.pairAt(new URL(`https://${host}/futures/USDT/BTC_USDT`))).toBeNull();
  }
});

it.each(['BTC_USDT', '龙虾_USDT'])('lead back to %s, where they came from', (symbol) => {
  expect(pages.pairAt(new URL(pages.tradeUrl(symbol)))).toEqual(perpetual(symbol));
});

it.each([
  ['GATE:BTCUSDT.P', perpetual('BTC_USDT')],
  ['GATEIO:BTCUSDT.P', perpetual('BTC_USDT')],
  ['GATEIO:BTCUSDT', spot('BTC_USDT')],
  ['GATE:ETHBTC', null],
  ['GATE:USDT.P', null],
  ['GAT:BTCUSDT.P', null],
  [':BTCUSDT.P', null],
  ['BTCUSDT.P', null],
])('TradingView’s %s is %o', (name, pair) => {
  const url = new URL(`https://www.tradingview.com/chart/?symbol=${encodeURIComponent(name)}`);
  expect(tradingViewPages([pages]).pairAt(url)).toEqual(pair);
});
