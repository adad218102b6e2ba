/** TradingView's charts name a pair; what users publish there does not, whatever they call it. */
import { describe, expect, it } from 'vitest';
import { TRADING_VIEW } from '../../../lib/venues/pages';

const at = (path: string) => new URL(`https://www.tradingview.com${path}`);
const TITLE = 'AVAXUSDT.P 64,535.0 ▲ +1.2%';

describe('TradingView', () => {
  it.each(['/chart/', '/chart/aB3dE9xZ/', '/chart/aB3dE9xZ'])('is read on the chart %s', (path) => {
    expect(TRADING_VIEW.pairInTitle?.(at(path), TITLE)?.symbol).toBe('AVAXUSDT');
    expect(TRADING_VIEW.pairAt(at(`${path}?symbol=BINANCE%3ABTCUSDT.P`))?.symbol).toBe('BTCUSDT');
  });

  it.each([
    '/chart/AVAXUSDT.P/aB3dE9xZ-what-somebody-wrote/',
    '/chart/BTCUSDT/aB3dE9xZ-what-somebody-wrote/',
    '/ideas/btcusdt/',
    '/script/aB3dE9xZ-what-somebody-wrote/',
    '/u/somebody/',
    '/symbols/BTCUSDT.P/',
  ])('is not believed on %s', (path) => {
    expect(TRADING_VIEW.pairInTitle?.(at(path), TITLE)).toBe(null);
    expect(TRADING_VIEW.pairAt(at(`${path}?symbol=BINANCE%3ABTCUSDT.P`))).toBe(null);
  });
});
