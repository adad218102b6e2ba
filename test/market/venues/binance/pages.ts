/** The pages of the venue's site where people trade: perpetuals and spot, in any locale. */
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Listing } from './listing';
import { valuesAt } from './values';

const LOCALE = '(?:/[a-z]{2}(?:-[A-Za-z]{2,4})?)?';
const FUTURES = new RegExp(`^${LOCALE}/futures/([^/]+)/?$`);
const SPOT = new RegExp(`^${LOCALE}/trade/([^/_]+)_([^/]+)/?$`);

/** Null for paths that are neither: the API's, or none. Any other page of the site is a plain one. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string | null {
  if (request.path.startsWith('/fapi/') || request.path.startsWith('/futures/data/')) return null;
  const locale = /^\/([a-z]{2}(?:-[A-Za-z]{2,4})?)\//.exec(request.path)?.[1] ?? 'en';
  const contracts = listing
    .at(nowMs)
    .filter(({ settledMs, contractType }) => settledMs === null && contractType === 'PERPETUAL')
    .sort((a, b) => (b.onboardMs % 7) - (a.onboardMs % 7));
  const shown = contracts.filter(({ quoteAsset }) => quoteAsset === 'USDT').slice(0, 40);
  const symbol = FUTURES.exec(request.path)?.[1] ?? null;
  const spot = SPOT.exec(request.path);
  const perpetual = contracts.find(
    (contract) => contract.symbol === (symbol ?? spot?.slice(1).join('')),
  );
  return tradingPage({
    title: symbol ?? (spot ? `${spot[1]}/${spot[2]}` : null),
    price: perpetual ? valuesAt(listing.world, perpetual, nowMs).markPrice : null,
    links: ['BTC', 'ETH', 'SOL', 'AVAX', 'APT', 'LTC']
      .map((base) => ({ label: `${base}USDT`, path: `/${locale}/futures/${base}USDT` }))
      .concat(
        shown.map((contract) => ({
          label: contract.symbol,
          path: `/${locale}/futures/${encodeURIComponent(contract.symbol)}`,
        })),
      )
      .concat([
        { label: 'BTC spot', path: `/${locale}/trade/BTC_USDT?type=spot` },
        { label: 'PEPE spot', path: `/${locale}/trade/PEPE_USDT?type=spot` },
        { label: 'Home', path: `/${locale}/futures/home` },
        { label: 'Markets', path: `/${locale}/markets` },
      ]),
    isHostile: request.query.get('hostile') !== '0',
    removesStrangers: request.query.get('hostile') === '2',
  });
}
