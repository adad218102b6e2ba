/** Binance's site: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import type { VenuePages, ViewedPair } from '../pages-contract';

const LOCALE = '(?:/[a-z]{2}(?:-[a-z]{2,4})?)?';
const PERPETUAL = new RegExp(`^${LOCALE}/futures/([^/_]+)/?$`, 'i');
const SPOT = new RegExp(`^${LOCALE}/trade/([^/_]+)_([^/_]+)/?$`, 'i');
/** Pages of the same form that are no pairs. The worker accepts listed symbols only; these need not even be asked. */
const NO_PAIRS = new Set(['HOME', 'REF']);

export const pages: VenuePages = {
  venue: 'binance',
  matches: ['https://www.binance.com/*'],
  pairAt(url) {
    if (url.hostname !== 'www.binance.com') return null;
    const perpetual = PERPETUAL.exec(url.pathname);
    if (perpetual) return pairOf('perpetual', perpetual[1]);
    const spot = SPOT.exec(url.pathname);
    return spot && pairOf('spot', spot[1], spot[2]);
  },
  tradeUrl: (symbol) => `https://www.binance.com/en/futures/${encodeURIComponent(symbol)}`,
  freeCorner: 'bottom-left',
};

function pairOf(market: ViewedPair['market'], ...parts: (string | undefined)[]): ViewedPair | null {
  const symbol = decoded(parts.join(''))?.toUpperCase();
  if (symbol === undefined || symbol === '' || NO_PAIRS.has(symbol)) return null;
  return { venue: 'binance', symbol, market };
}

/** Undefined when it is no valid encoding. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
