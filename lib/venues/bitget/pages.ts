/** Bitget's site: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded, inCapitals } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const HOST = 'www.bitget.com';
/** With any language or region (`/zh-CN`, `/es-419`, `/asia`); `mix` is the former name of futures. */
const PAGE =
  /^(?:\/[a-z]{2,6}(?:-[a-z\d]{2,8}){0,3})?\/(?:(?:futures|mix)\/usd[tc]|(spot))\/([^/]+)\/?$/i;

/** A separate export: the worker needs only this. */
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

/** The API's symbol; null for what is none. USDC perpetuals are called `BTCPERP`. */
function symbolOf(name: string): string | null {
  const upper = inCapitals(name);
  // Some coins have Chinese names; old links end with the product: `BTCUSDT_UMCBL`. Compiled here: see binance/pages.ts.
  const [, base, quote] =
    /^([\p{L}\p{M}\p{N}]+?)(USDT|USDC|PERP)(?:_[A-Z]+BL)?$/u.exec(upper) ?? [];
  return base && quote ? base + quote.replace('USDC', 'PERP') : null;
}
