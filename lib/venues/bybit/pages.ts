/** Bybit's sites: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded, inCapitals, LOCALE } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

const HOSTS =
  'bybit.com bybitglobal.com bybit.nl bybit.eu bybit.tr bybit-tr.com bybit.kz bybit.ae bybit.id bybitgeorgia.ge'
    .split(' ')
    .map((domain) => `www.${domain}`);
/** USDC perpetuals have their own path, `/trade/futures/usdc/BTC-PERP`; formerly `/trade/usdc/…`. */
const PAGE = new RegExp(
  `^${LOCALE}/trade/(?:(?:futures/)?usd[tc]/([^/-]+(?:-perp)?)|spot/([^/]+)/([^/]+))/?$`,
  'i',
);

/** A separate export: the worker needs only this. */
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

/** USDC perpetuals are BTCPERP in the API, also BTC-PERP on pages, and BTCUSDC on other sites. */
function symbolOf(name: string): string {
  return inCapitals(name).replace(/-PERP$|USDC$/, 'PERP');
}
