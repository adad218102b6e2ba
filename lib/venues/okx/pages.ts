/** OKX's sites: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import type { VenuePages } from '../pages-contract';

const HOST = /^(www|my|app)\.okx\.com$/;
const PAGE =
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/trade-(?:(swap)\/(\w+-\w+)-swap|(?:spot|margin)\/(\w+-\w+))\/?$/i;

/** On its own for the worker, which needs no more of this file. */
export const matches = ['https://www.okx.com/*', 'https://my.okx.com/*', 'https://app.okx.com/*'];

export const pages: VenuePages = {
  venue: 'okx',
  matches,
  pairAt({ hostname, pathname }) {
    const [, isSwap, swap, spot] = (HOST.test(hostname) && PAGE.exec(pathname)) || [];
    const pair = swap ?? spot;
    if (!pair) return null;
    return { venue: 'okx', symbol: swapOf(pair), market: isSwap ? 'perpetual' : 'spot' };
  },
  tradeUrl: (symbol) => `https://www.okx.com/trade-swap/${symbol.toLowerCase()}`,
  tradingView: {
    exchange: 'OKX',
    symbolOf(ticker) {
      const [, base, quote] = /^(\w+)(USD[TC])$/.exec(ticker) ?? [];
      return base && quote ? swapOf(`${base}-${quote}`) : null;
    },
  },
  freeCorner: 'bottom-left',
};

function swapOf(pair: string): string {
  return `${pair.toUpperCase()}-SWAP`;
}
