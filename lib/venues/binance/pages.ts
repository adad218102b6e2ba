/** Binance's site: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded, inCapitals, LOCALE } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const PERPETUAL = new RegExp(`^${LOCALE}/futures/([^/]+)/?$`, 'i');
const SPOT = new RegExp(`^${LOCALE}/trade/([^/]+)/?$`, 'i');
/** Most symbols. Quarterly contracts (`BTCUSDT_250627`) have an underscore. */
const PLAIN = /^[A-Z\d]{2,40}$/;
/** Paths of the same form that are no pairs. The worker would reject them anyway, as unlisted. */
const NO_PAIRS: ReadonlySet<string> = new Set([
  'HOME',
  'REF',
  'MARKETS',
  'OVERVIEW',
  'ACTIVITY',
  'LEADERBOARD',
]);

/** A separate export: the worker needs only this. */
export const matches = ['https://www.binance.com/*'];

export const pages: VenuePages = {
  venue: 'binance',
  byDefault: true,
  matches,
  pairAt({ hostname, pathname }) {
    if (hostname !== 'www.binance.com') return null;
    const futures = symbolOf(PERPETUAL.exec(pathname)?.[1]);
    if (futures !== null) return { venue: 'binance', symbol: futures, market: 'perpetual' };
    const [base, quote, ...more] = decoded(SPOT.exec(pathname)?.[1] ?? '').split('_');
    if (!base || !quote || more.length > 0) return null;
    const symbol = symbolOf(base + quote);
    return symbol === null ? null : { venue: 'binance', symbol, market: 'spot' };
  },
  tradeUrl: (symbol) => `https://www.binance.com/en/futures/${encodeURIComponent(symbol)}`,
  tradingView: { exchange: 'BINANCE', symbolOf },
  freeCorner: 'bottom-left',
};

/** The API's symbol; null for what is none. */
function symbolOf(part = ''): string | null {
  const name = inCapitals(decoded(part));
  return (PLAIN.test(name) || isInAnyScript(name)) && !NO_PAIRS.has(name) ? name : null;
}

/** Some coins have Chinese names. Compiled on demand: these character classes cost half a millisecond per page. */
function isInAnyScript(name: string): boolean {
  return /^[\p{L}\p{M}\p{N}]{2,40}$/u.test(name);
}
