import { describe, expect, it } from 'vitest';
import { pages } from '../../../lib/venues/hyperliquid/pages';

describe('pages', () => {
  const HOST = 'https://app.hyperliquid.xyz';
  const perpetual = (symbol: string) => ({ venue: 'hyperliquid', symbol, market: 'perpetual' });
  const spot = (symbol: string) => ({ venue: 'hyperliquid', symbol, market: 'spot' });

  it.each([
    ['/trade/BTC', perpetual('BTC')],
    ['/trade/kPEPE/', perpetual('kPEPE')],
    ['/trade/xyz:TSLA', perpetual('xyz:TSLA')],
    ['/trade/xyz%3ATSLA', perpetual('xyz:TSLA')],
    ['/trade/牛来', perpetual('牛来')],
    ['/trade/%ff', null],
    ['/trade/PEPE/USDC', spot('PEPE')],
    ['/trade/HYPE/USDC', spot('HYPE')],
    ['/trade/UBTC/USDC?x=1', spot('BTC')],
    ['/trade/UNI/USDC', spot('UNI')],
    ['/trade', null],
    ['/trade/', null],
    ['/portfolio', null],
    ['/trade/BTC/USDC/more', null],
    ['/en/trade/BTC', null],
  ])('%s shows %o', (path, pair) => {
    expect(pages.pairAt(new URL(HOST + path))).toEqual(pair);
  });

  it('are those of one host', () => {
    expect(pages.pairAt(new URL('https://app.hyperliquid-testnet.xyz/trade/BTC'))).toBeNull();
    const other = new URL('https://example.org/trade');
    expect(pages.pairInTitle?.(other, '1.0 | BTC | Hyperliquid')).toBeNull();
  });

  it.each([
    ['/trade', '64,535.0 | BTC | Hyperliquid', { ...perpetual('BTC'), byTitle: true }],
    ['/trade/', '0.0041 | kPEPE | Hyperliquid', { ...perpetual('kPEPE'), byTitle: true }],
    ['/trade', '1.2 | 牛来 | Hyperliquid', { ...perpetual('牛来'), byTitle: true }],
    ['/trade', '430 | xyz:TSLA | Hyperliquid', perpetual('xyz:TSLA')],
    ['/trade', '34.1 | HYPE/USDC | Hyperliquid', null],
    ['/trade', 'Hyperliquid', null],
    ['/trade', '64,535.0 | BTC | Hyperliquid | News', null],
    ['/trade', 'see 64,535.0 | BTC | Hyperliquid', null],
    ['/trade/ETH', '64,535.0 | BTC | Hyperliquid', null],
    ['/portfolio', '64,535.0 | BTC | Hyperliquid', null],
  ])('%s with the title %s shows %o', (path, title, pair) => {
    expect(pages.pairInTitle?.(new URL(HOST + path), title) ?? null).toEqual(pair);
  });

  it.each([
    ['BTCUSDC', 'BTC'],
    ['KPEPEUSDC', 'kPEPE'],
    ['KASUSDC', 'KAS'],
    ['BTCUSDT', null],
    ['USDC', null],
  ])('TradingView’s %s is %s', (ticker, symbol) => {
    expect(pages.tradingView.symbolOf(ticker)).toBe(symbol);
  });

  it('lead back to the pair they came from', () => {
    for (const symbol of ['kPEPE', 'xyz:TSLA', '牛来']) {
      expect(pages.pairAt(new URL(pages.tradeUrl(symbol)))).toEqual(perpetual(symbol));
    }
    expect(pages.tradeUrl('xyz:TSLA')).toBe(`${HOST}/trade/xyz:TSLA`);
  });
});
