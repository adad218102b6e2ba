/** Hyperliquid's site: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import { decoded } from '../pages-contract';
import type { VenuePages, ViewedPair } from '../pages-contract';

const HOST = 'app.hyperliquid.xyz';
/** A spot pair has a second part, a market of others a prefix. Names keep their case: kPEPE is not KPEPE. */
const PAGE = /^\/trade\/([^/]+)(\/[^/]+)?\/?$/;
/** The price, the pair and the venue. A spot pair has a slash there, and is not guessed from. */
const TITLE = /^[\d,]+\.?\d*\s*\|\s*([^\s|/]{1,32})\s*\|\s*Hyperliquid$/;
/** On the spot market bitcoin and some others are tokens of another name. */
const WRAPPED = /^U(?=(BTC|ETH|SOL|PUMP|XPL)$)/;
/** TradingView writes all in upper case. KAS is no thousand of anything. */
const THOUSAND = /^K(?=PEPE|SHIB|BONK|LUNC|FLOKI|DOGS|NEIRO)/;

/** On its own for the worker, which needs no more of this file. */
export const matches = [`https://${HOST}/*`];

export const pages: VenuePages = {
  venue: 'hyperliquid',
  matches,
  pairAt: ({ hostname, pathname }) =>
    hostname === HOST ? pairOf(PAGE.exec(decoded(pathname))) : null,
  // The page that opens without a pair in its address shows the last one; whose market it is, its title need not say.
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
