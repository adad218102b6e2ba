/** Hyperliquid's site: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded } from '../pages-contract';
import type { VenuePages, ViewedPair } from '../pages-contract';

const HOST = 'app.hyperliquid.xyz';
/** A spot pair has a second part, a third-party market a prefix. Case matters: kPEPE is not KPEPE. */
const PAGE = /^\/trade\/([^/]+)(\/[^/]+)?\/?$/;
/** The price, the pair and the venue. Titles of spot pairs have a slash, and are not used. */
const TITLE = /^[\d,]+\.?\d*\s*\|\s*([^\s|/]{1,32})\s*\|\s*Hyperliquid$/;
/** The spot market trades bitcoin and some others as tokens of another name. */
const WRAPPED = /^U(?=(BTC|ETH|SOL|PUMP|XPL)$)/;
/** TradingView writes kPEPE as KPEPE. A list, since KAS is not a thousand of anything. */
const THOUSAND = /^K(?=PEPE|SHIB|BONK|LUNC|FLOKI|DOGS|NEIRO)/;

/** A separate export: the worker needs only this. */
export const matches = [`https://${HOST}/*`];

export const pages: VenuePages = {
  venue: 'hyperliquid',
  matches,
  pairAt: ({ hostname, pathname }) =>
    hostname === HOST ? pairOf(PAGE.exec(decoded(pathname))) : null,
  // Without a pair in the URL, the page shows the last one; its title may leave out the market.
  pairInTitle({ hostname, pathname }, title) {
    const isBare = hostname === HOST && /^\/trade\/?$/.test(pathname);
    const pair = isBare ? pairOf(TITLE.exec(title)) : null;
    return pair && (pair.symbol.includes(':') ? pair : { ...pair, byTitle: true });
  },
  tradeUrl: (symbol) => `https://${HOST}/trade/${encodeURIComponent(symbol).replace('%3A', ':')}`,
  tradingView: {
    exchange: 'HYPERLIQUID',
    symbolOf: (ticker) => /^([^\s/]+)USDC$/.exec(ticker.replace(THOUSAND, 'k'))?.[1] ?? null,
  },
  freeCorner: 'bottom-left',
};

function pairOf(match: RegExpExecArray | null): ViewedPair | null {
  const [, base, quote] = match ?? [];
  return base
    ? {
        venue: 'hyperliquid',
        symbol: quote ? base.replace(WRAPPED, '') : base,
        market: quote ? 'spot' : 'perpetual',
      }
    : null;
}
