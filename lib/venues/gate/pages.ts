/** Gate's sites: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded, inCapitals, LOCALE } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const HOST = /^www\.gate\.(com|io)$/;
const PAGE = new RegExp(`^${LOCALE}/(?:(futures(?:_trade)?)/usdt|trade)/([^/]+)/?$`, 'i');

/** A separate export: the worker needs only this. */
export const matches = ['https://www.gate.com/*', 'https://www.gate.io/*'];

export const pages: VenuePages = {
  venue: 'gate',
  matches,
  pairAt({ hostname, pathname }) {
    const [, isFutures, part = ''] = (HOST.test(hostname) && PAGE.exec(pathname)) || [];
    const symbol = symbolOf(decoded(part));
    if (symbol === null) return null;
    return { venue: 'gate', symbol, market: isFutures ? 'perpetual' : 'spot' };
  },
  tradeUrl: (symbol) => `https://www.gate.com/futures/USDT/${encodeURIComponent(symbol)}`,
  tradingView: {
    exchange: 'GATE GATEIO',
    symbolOf: (ticker) => symbolOf(ticker.replace(/USDT$/, '_USDT')),
  },
  freeCorner: 'bottom-left',
};

/** The API's symbol; null for what is none. */
function symbolOf(name: string): string | null {
  const symbol = inCapitals(name);
  // Some coins have Chinese names. Compiled here: see binance/pages.ts.
  return /^[\p{L}\p{M}\p{N}]{1,40}_USDT$/u.test(symbol) ? symbol : null;
}
