/** TradingView has no API that we use: only its charts are probed. */
import { pages as binance } from '../../../../lib/venues/binance/pages';
import { tradingViewPages } from '../../../../lib/venues/tradingview';
import type { SiteProbe } from '../contract';

export const TRADING_VIEW = 'tradingview';

const CHART = 'https://www.tradingview.com/chart/';
/** The ticker, then its price. */
const TITLE = /^[\p{L}\p{N}]{2,40}\.P\s/u;

export const tradingView: SiteProbe = {
  product: tradingViewPages([binance]),
  pages: [
    {
      kind: 'chart with a symbol in its address',
      url: `${CHART}?symbol=BINANCE%3ABTCUSDT.P`,
      pair: { symbol: 'BTCUSDT', market: 'perpetual' },
      title: TITLE,
    },
    { kind: 'chart with nothing in its address', url: CHART, title: TITLE },
  ],
};
