/** Bybit's sites: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import type { VenuePages } from '../pages-contract';

const HOSTS =
  'bybit.com bybit.nl bybit.eu bybit.tr bybit-tr.com bybit.kz bybit.ae bybit.id bybitgeorgia.ge'
    .split(' ')
    .map((domain) => `www.${domain}`);
const PAGE =
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/trade\/(?:usd[tc]\/(\w+(?:-perp)?)|spot\/(\w+)\/(\w+))\/?$/i;

/** On its own for the worker, which needs no more of this file. */
export const matches = HOSTS.map((host) => `https://${host}/*`);

export const pages: VenuePages = {
  venue: 'bybit',
  matches,
  pairAt({ hostname, pathname }) {
    const [, contract, base = '', quote] = (HOSTS.includes(hostname) && PAGE.exec(pathname)) || [];
    if (contract) return { venue: 'bybit', symbol: symbolOf(contract), market: 'perpetual' };
    return quote ? { venue: 'bybit', symbol: symbolOf(base + quote), market: 'spot' } : null;
  },
  tradeUrl: (symbol) =>
    `https://www.bybit.com/trade/${symbol.endsWith('PERP') ? `usdc/${symbol.slice(0, -4)}-PERP` : `usdt/${symbol}`}`,
  tradingView: {
    exchange: 'BYBIT',
    symbolOf: (ticker) => (/^\w+(USD[TC]|PERP)$/.test(ticker) ? symbolOf(ticker) : null),
  },
  freeCorner: 'bottom-left',
};

/** Perpetuals in USDC are called BTCPERP, on their pages also BTC-PERP, and BTCUSDC by others. */
function symbolOf(name: string): string {
  return name.toUpperCase().replace(/-PERP$|USDC$/, 'PERP');
}
