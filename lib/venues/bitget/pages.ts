/** Bitget's site: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import { decoded, inCapitals } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const HOST = 'www.bitget.com';
/** In any language or region (`/zh-CN`, `/es-419`, `/asia`); `mix` is how futures were called. */
const PAGE =
  /^(?:\/[a-z]{2,6}(?:-[a-z\d]{2,8}){0,3})?\/(?:(?:futures|mix)\/usd[tc]|(spot))\/([^/]+)\/?$/i;

/** On its own for the worker, which needs no more of this file. */
export const matches = [`https://${HOST}/*`];

export const pages: VenuePages = {
  venue: 'bitget',
  matches,
  pairAt({ hostname, pathname }) {
    const [, spot, part] = (hostname === HOST && PAGE.exec(pathname)) || [];
    const symbol = symbolOf(decoded(part ?? ''));
    return symbol ? { venue: 'bitget', symbol, market: spot ? 'spot' : 'perpetual' } : null;
  },
  tradeUrl: (symbol) =>
    `https://${HOST}/futures/usd${symbol.endsWith('PERP') ? 'c' : 't'}/${encodeURIComponent(symbol)}`,
  tradingView: { exchange: 'BITGET', symbolOf },
  freeCorner: 'bottom-left',
};

/** As the API writes it. Perpetuals in USDC are called `BTCPERP`. */
function symbolOf(name: string): string | null {
  const upper = inCapitals(name);
  // Some coins have Chinese names; old links say the product too: `BTCUSDT_UMCBL`. Made here: see Binance's.
  const [, base, quote] =
    /^([\p{L}\p{M}\p{N}]+?)(USDT|USDC|PERP)(?:_[A-Z]+BL)?$/u.exec(upper) ?? [];
  return base && quote ? base + quote.replace('USDC', 'PERP') : null;
}
