/** Charts of the venues' symbols on TradingView: `/chart/…?symbol=BINANCE:BTCUSDT.P`. */
import type { SitePages, VenuePages, ViewedPair } from './pages-contract';

/**
 * A chart, or a saved layout of one. Deeper pages, `/chart/BTCUSDT.P/a1b2c3d4-some-words/`, are people's ideas: their titles
 * are what somebody wrote.
 */
const CHART = /^\/chart\/(?:[a-z\d]{1,20}\/?)?$/i;

export const TRADING_VIEW_MATCHES = ['https://*.tradingview.com/*'];

export function tradingViewPages(venues: readonly VenuePages[]): SitePages {
  const pairOf = (name: string, among: readonly VenuePages[]): ViewedPair | null => {
    const isPerpetual = name.endsWith('.P');
    const ticker = isPerpetual ? name.slice(0, -2) : name;
    for (const { venue, tradingView } of among) {
      const symbol = tradingView.symbolOf(ticker);
      if (symbol !== null) return { venue, symbol, market: isPerpetual ? 'perpetual' : 'spot' };
    }
    return null;
  };
  const isChart = ({ hostname, pathname }: URL) =>
    hostname.endsWith('.tradingview.com') && CHART.test(pathname);
  return {
    matches: TRADING_VIEW_MATCHES,
    pairAt(url) {
      const [exchange, ticker = ''] = (url.searchParams.get('symbol') ?? '').split(':');
      if (!isChart(url)) return null;
      return pairOf(
        ticker,
        venues.filter(({ tradingView }) =>
          tradingView.exchange.split(' ').includes(exchange ?? ''),
        ),
      );
    },
    // A saved layout forgets the symbol in its address. Of the venues that would write the ticker so, the first: the
    // badge names it.
    pairInTitle(url, title) {
      const isUnnamed = isChart(url) && !url.searchParams.has('symbol');
      const ticker = isUnnamed && tickerIn(title);
      return ticker ? pairOf(ticker, venues) : null;
    },
    freeCorner: 'bottom-left',
  };
}

/** It leads the title, then the price: `BTCUSDT.P 64,535.0 ▲ +1.2%`. The exchange is not in it. */
function tickerIn(title: string): string | undefined {
  return /^([\p{L}\p{N}]{2,40}\.P)\s/u.exec(title)?.[1];
}
