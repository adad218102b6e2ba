/** Bybit's sites: which pair a page shows, and where to trade one. Imports nothing but the contract. */
import { decoded, inCapitals, LOCALE } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const HOSTS =
  'bybit.com bybitglobal.com bybit.nl bybit.eu bybit.tr bybit-tr.com bybit.kz bybit.ae bybit.id bybitgeorgia.ge'
    .split(' ')
    .map((domain) => `www.${domain}`);
/** Perpetuals in USDC have a path of their own, `/trade/futures/usdc/BTC-PERP`; `/trade/usdc/…` is their older one. */
const PAGE = new RegExp(
  `^${LOCALE}/trade/(?:(?:futures/)?usd[tc]/([^/-]+(?:-perp)?)|spot/([^/]+)/([^/]+))/?$`,
  'i',
);

/** On its own for the worker, which needs no more of this file. */
export const matches = HOSTS.map((host) => `https://${host}/*`);

export const pages: VenuePages = {
  venue: 'bybit',
  matches,
  pairAt({ hostname, pathname }) {
    const [, contract, base = '', quote] =
      (HOSTS.includes(hostname) && PAGE.exec(decoded(pathname))) || [];
    if (contract) return { venue: 'bybit', symbol: symbolOf(contract), market: 'perpetual' };
    return quote ? { venue: 'bybit', symbol: symbolOf(base + quote), market: 'spot' } : null;
  },
  tradeUrl(symbol) {
    const name = encodeURIComponent(symbol);
    return `https://www.bybit.com/trade/${symbol.endsWith('PERP') ? `futures/usdc/${name.slice(0, -4)}-PERP` : `usdt/${name}`}`;
  },
  tradingView: {
    exchange: 'BYBIT',
    symbolOf: (ticker) => (/^[^\s/-]+(USD[TC]|PERP)$/.test(ticker) ? symbolOf(ticker) : null),
  },
  freeCorner: 'bottom-left',
};

/** Perpetuals in USDC are called BTCPERP, on their pages also BTC-PERP, and BTCUSDC by others. */
function symbolOf(name: string): string {
  return inCapitals(name).replace(/-PERP$|USDC$/, 'PERP');
}
