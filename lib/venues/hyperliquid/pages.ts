/** Hyperliquid's site: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import type { VenuePages, ViewedPair } from '../pages-contract';

const PAGE = /^\/trade\/([^/]+)(\/[^/]+)?\/?$/;
/** The price, the pair and the venue. A spot pair has a slash and is none of ours to guess from. */
const TITLE = /^[\d,]+\.?\d*\s*\|\s*([\w:-]{1,32})\s*\|\s*Hyperliquid$/;
/** Bitcoin and others are traded as tokens of another name. */
const WRAPPED = /^U(?=(?:BTC|ETH|SOL|PUMP|XPL)$)/;
const THOUSANDS = /^K(?=(?:PEPE|SHIB|BONK|LUNC|FLOKI|DOGS|NEIRO)$)/;

export const pages: VenuePages = {
  venue: 'hyperliquid',
  matches: ['https://app.hyperliquid.xyz/*'],
  pairAt({ hostname, pathname }) {
    if (hostname !== 'app.hyperliquid.xyz') return null;
    const [, base = '', quote] = PAGE.exec(pathname) ?? [];
    if (base === '') return null;
    return quote === undefined ? pair(base) : pair(base.replace(WRAPPED, ''), 'spot');
  },
  pairInTitle({ hostname, pathname }, title) {
    if (hostname !== 'app.hyperliquid.xyz' || !/^\/trade\/?$/.test(pathname)) return null;
    const symbol = TITLE.exec(title)?.[1];
    return symbol === undefined ? null : pair(symbol);
  },
  tradeUrl: (symbol) => `https://app.hyperliquid.xyz/trade/${symbol}`,
  tradingView: {
    exchange: 'HYPERLIQUID',
    symbolOf: (ticker) =>
      /^(\w+)USDC$/.exec(ticker)?.[1]?.replace(THOUSANDS, 'k').replace(WRAPPED, '') ?? null,
  },
  freeCorner: 'bottom-left',
};

/** Names keep their case: kPEPE is not KPEPE. */
function pair(symbol: string, market: ViewedPair['market'] = 'perpetual'): ViewedPair {
  return { venue: 'hyperliquid', symbol, market };
}
