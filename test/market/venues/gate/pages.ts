/**
 * The pages of the venue's sites: perpetuals (also under their old path), dated contracts, spot, in any locale, and
 * others.
 */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Contract } from './contract';
import { plain } from './contract';
import type { Listing } from './listing';
import { valuesAt, worth } from './values';

const LOCALE = /^\/[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*(?=\/|$)/;
const FUTURES = /^\/futures(?:_trade)?\/(usdt|btc)\/([^/]+)\/?$/i;
const SPOT = /^\/trade\/([^/_]+)_(USDT)\/?$/;

/** How many of the largest symbols are in the page's list. */
const LISTED = 40;

/** All other paths are pages without a pair. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string {
  const prefix = LOCALE.exec(request.path)?.[0] ?? '';
  const found = contractAt(request.path.slice(prefix.length), listing, nowMs);
  return tradingPage({
    site: 'Gate',
    here: placeAt(request.path, listing, nowMs),
    stats: found ? statsOf(listing, found, nowMs) : [],
    places: pathsOf(listing).flatMap((path) => placeAt(prefix + path, listing, nowMs) ?? []),
    others: [
      { label: 'Markets', path: `${prefix}/price` },
      { label: 'Delivery', path: `${prefix}/futures-delivery/usdt/BTC_USDT_20260327` },
      { label: 'Wallet', path: `${prefix}/myaccount` },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

function placeAt(path: string, listing: Listing, nowMs: number): Place | null {
  const local = path.replace(LOCALE, '');
  const contract = contractAt(local, listing, nowMs);
  if (contract === null) return null;
  const price = plain(valuesAt(listing.world, contract, nowMs).markPrice, contract.priceDecimals);
  const label = SPOT.test(local) ? contract.name.replace('_', '/') : contract.name.replace('_', '');
  return { path, label, price };
}

/** A spot pair has the perpetual's price, which no test reads. */
function contractAt(path: string, listing: Listing, nowMs: number): Contract | null {
  const [, settle, name] = FUTURES.exec(path) ?? [];
  const [, base, quote] = SPOT.exec(path) ?? [];
  const wanted = name?.toUpperCase() ?? (base && quote ? `${base}_${quote}` : '');
  const contract = listing.find(wanted, nowMs, settle?.toLowerCase() === 'btc' ? 'btc' : 'usdt');
  return contract && !/^(prelaunch|delisted)$/.test(contract.status) ? contract : null;
}

/** The symbols of stories, the largest ones, then some of each other kind. */
function pathsOf({ world }: Listing): string[] {
  const names = [
    ...world.stories.map(({ asset }) => asset),
    ...world.crypto.slice(0, LISTED).map(({ name }) => name),
    ...['龙虾', 'MBABYDOGE', 'TSLA', 'XAU'],
  ];
  return [
    ...[...new Set(names)].map((name) => `/futures/USDT/${name}_USDT`),
    '/futures/BTC/BTC_USD',
    ...['BTC', 'SOL', 'PEPE'].map((name) => `/trade/${name}_USDT`),
  ];
}

function statsOf({ world }: Listing, contract: Contract, nowMs: number) {
  const values = valuesAt(world, contract, nowMs);
  return [
    ['Mark price', plain(values.markPrice, contract.priceDecimals)],
    ['Index price', plain(values.indexPrice, contract.priceDecimals)],
    ['Funding rate', `${(values.fundingRate * 100).toFixed(4)}%`],
    ['Open interest', `${(worth(values, contract) / 1e6).toFixed(2)}M`],
  ] as const;
}
