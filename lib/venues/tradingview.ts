/** TradingView charts of the venues' symbols: `/chart/…?symbol=BINANCE:BTCUSDT.P`. */
import type { SitePages, VenuePages, ViewedPair } from './pages-contract';

/**
 * A chart, or a saved layout. Deeper paths, `/chart/BTCUSDT.P/a1b2c3d4-some-words/`, are users' posts, with titles of their own.
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
    // A saved layout has no symbol in its URL. The first venue with such a ticker is assumed; the badge names it.
    pairInTitle(url, title) {
      const isUnnamed = isChart(url) && !url.searchParams.has('symbol');
      const ticker = isUnnamed && tickerIn(title);
      return ticker ? pairOf(ticker, venues) : null;
    },
    freeCorner: 'bottom-left',
  };
}

/** Titles begin with the ticker, without the exchange: `BTCUSDT.P 64,535.0 ▲ +1.2%`. */
function tickerIn(title: string): string | undefined {
  return /^([\p{L}\p{N}]{2,40}\.P)\s/u.exec(title)?.[1];
}
