/** OKX's sites: the pair that a page shows, and the page of a pair. Imports only the contract. */
import { decoded, inCapitals, LOCALE } from '../pages-contract';
import type { VenuePages } from '../pages-contract';

/** Global, EEA, United States, Turkey, Hong Kong. */
const HOSTS = ['www', 'my', 'app', 'tr', 'hk'].map((name) => `${name}.okx.com`);
const PAGE = new RegExp(
  `^${LOCALE}/trade-(?:swap/([^/-]+-[^/-]+-swap)|futures/([^/-]+-usd_um_xperp-\\d{6})|(?:spot|margin)/([^/-]+-[^/-]+))/?$`,
  'i',
);

/** A separate export: the worker needs only this. */
export const matches = HOSTS.map((host) => `https://${host}/*`);

export const pages: VenuePages = {
  venue: 'okx',
  matches,
  pairAt({ hostname, pathname }) {
    const [, swap, xPerp, spot] = (HOSTS.includes(hostname) && PAGE.exec(decoded(pathname))) || [];
    const contract = swap ?? xPerp;
    if (contract) return { venue: 'okx', symbol: inCapitals(contract), market: 'perpetual' };
    return spot ? { venue: 'okx', symbol: `${inCapitals(spot)}-SWAP`, market: 'spot' } : null;
  },
  tradeUrl(symbol) {
    const name = encodeURIComponent(symbol.toLowerCase());
    return symbol.includes('_XPERP-')
      ? `https://my.okx.com/trade-futures/${name}`
      : `https://www.okx.com/trade-swap/${name}`;
  },
  tradingView: {
    exchange: 'OKX',
    symbolOf(ticker) {
      const [, base, quote] = /^([^\s/-]+)(USD[TC])$/.exec(ticker) ?? [];
      return base && quote ? `${inCapitals(base)}-${quote}-SWAP` : null;
    },
  },
  freeCorner: 'bottom-left',
};
