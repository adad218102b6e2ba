/** The pages of the venue's sites: perpetuals, dated contracts and spot to trade on, in any locale, and others. */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { tickerRow } from './rows';

const LOCALE = /^\/[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*(?=\/|$)/;
const CONTRACT = /^\/trade\/(?:usdt|(?:futures\/)?usdc|inverse)\/([^/]+)\/?$/;
const SPOT = /^\/trade\/spot\/([^/]+)\/([^/]+)\/?$/;

/** How many of the largest symbols are in the page's list. */
const LISTED = 40;

/** All other paths are pages without a pair. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string {
  const prefix = LOCALE.exec(request.path)?.[0] ?? '';
  const found = contractAt(request.path.slice(prefix.length), listing, nowMs);
  return tradingPage({
    site: 'Bybit Perpetual',
    here: placeAt(request.path, listing, nowMs),
    stats: found ? statsOf(listing, found, nowMs) : [],
    places: pathsOf(listing, nowMs).flatMap((path) => placeAt(prefix + path, listing, nowMs) ?? []),
    others: [
      { label: 'Markets', path: `${prefix}/markets/overview` },
      { label: 'Assets', path: `${prefix}/user/assets/home/overview` },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

function placeAt(path: string, listing: Listing, nowMs: number): Place | null {
  const local = path.replace(LOCALE, '');
  const contract = contractAt(local, listing, nowMs);
  if (contract === null) return null;
  const [, base, quote] = SPOT.exec(local) ?? [];
  return {
    path,
    label: base ? `${base}/${quote}` : `Trade ${contract.symbol}`,
    price: tickerRow(listing.world, contract, nowMs).lastPrice,
  };
}

/** A spot pair has the perpetual's price, which no test reads. */
function contractAt(path: string, listing: Listing, nowMs: number): Contract | null {
  const name = CONTRACT.exec(path)?.[1]?.toUpperCase().replace('-PERP', 'PERP');
  const [, base, quote] = SPOT.exec(path) ?? [];
  const contract =
    name === undefined
      ? listing
          .at(nowMs)
          .find((each) => each.asset === base && each.quoteCoin === quote && each.periodHours > 0)
      : listing.find(name, nowMs);
  return contract && contract.status !== 'Closed' ? contract : null;
}

/** The symbols of stories, the largest ones, then some of each other kind. */
function pathsOf(listing: Listing, nowMs: number): string[] {
  const { stories, crypto } = listing.world;
  const assets = new Set([
    ...stories.map(({ asset }) => asset),
    ...crypto.slice(0, LISTED).map(({ name }) => name),
  ]);
  const symbolOf = new Map(
    listing
      .at(nowMs)
      .filter(({ quoteCoin, periodHours }) => quoteCoin === 'USDT' && periodHours > 0)
      .map(({ asset, symbol }) => [asset, symbol]),
  );
  const dated = listing.at(nowMs).filter(({ periodHours }) => periodHours === 0);
  return [
    ...[...assets, 'TSLA'].map((asset) => `/trade/usdt/${symbolOf.get(asset)}`),
    '/trade/futures/usdc/BTC-PERP',
    '/trade/futures/usdc/SOL-PERP',
    '/trade/inverse/BTCUSD',
    ...dated.map(({ symbol, quoteCoin }) => `/trade/${quoteCoin.toLowerCase()}/${symbol}`),
    ...['BTC', 'SOL', 'PEPE'].map((asset) => `/trade/spot/${asset}/USDT`),
  ];
}

function statsOf({ world }: Listing, contract: Contract, nowMs: number) {
  const row = tickerRow(world, contract, nowMs);
  return [
    ['Mark price', row.markPrice],
    ['Index price', row.indexPrice],
    ['Open interest', row.openInterest],
    ['24h turnover', `${(Number(row.turnover24h) / 1e6).toFixed(2)}M`],
    ['Funding rate', `${(Number(row.fundingRate) * 100).toFixed(4)}%`],
  ] as const;
}
