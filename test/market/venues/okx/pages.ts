/** The pages of the venue's sites: swaps, dated contracts and spot to trade on, in any locale, and others. */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { price } from './rows';
import { valuesAt } from './values';

const LOCALE = /^\/[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*(?=\/|$)/;
const TRADE = /^\/trade-(swap|futures|spot|margin)\/([^/]+)\/?$/;

/** How many of the largest symbols are in the page's list. */
const LISTED = 40;

/** All other paths are pages without a pair. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string {
  const prefix = LOCALE.exec(request.path)?.[0] ?? '';
  const found = contractAt(request.path.slice(prefix.length), listing, nowMs);
  return tradingPage({
    here: placeAt(request.path, listing, nowMs),
    stats: found ? statsOf(listing, found, nowMs) : [],
    places: pathsOf(listing, nowMs).flatMap((path) => placeAt(prefix + path, listing, nowMs) ?? []),
    others: [
      { label: 'Markets', path: `${prefix}/markets/prices` },
      { label: 'Assets', path: `${prefix}/balance/overview` },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

function placeAt(path: string, listing: Listing, nowMs: number): Place | null {
  const contract = contractAt(path.replace(LOCALE, ''), listing, nowMs);
  if (contract === null) return null;
  const { markPrice } = valuesAt(listing.world, contract, nowMs);
  const { instId, instType } = contract;
  const label = instType === 'SPOT' ? instId.replace('-', '/') : instId.replace(/-SWAP$/, ' Perp');
  return { path, label, price: price(contract, markPrice) };
}

function contractAt(path: string, listing: Listing, nowMs: number): Contract | null {
  const [, kind, name = ''] = TRADE.exec(path) ?? [];
  const contract = listing.find(name.toUpperCase(), nowMs);
  if (contract === undefined || contract.state === 'preopen') return null;
  const kinds = { SWAP: ['swap'], FUTURES: ['futures'], SPOT: ['spot', 'margin'] };
  return kinds[contract.instType].includes(kind ?? '') ? contract : null;
}

/** The symbols of stories, the largest ones, then some of each other kind. */
function pathsOf(listing: Listing, nowMs: number): string[] {
  const { stories, crypto } = listing.world;
  const assets = new Set([
    ...stories.map(({ asset }) => asset),
    ...crypto.slice(0, LISTED).map(({ name }) => name),
  ]);
  const dated = listing.at(nowMs, 'FUTURES').map(({ instId }) => `/trade-futures/${instId}`);
  return [
    ...[...assets].map((asset) => `/trade-swap/${asset}-USDT-SWAP`),
    ...['BTC-USDC-SWAP', 'BTC-USD-SWAP', 'TSLA-USDT-SWAP'].map((id) => `/trade-swap/${id}`),
    ...dated,
    ...['BTC', 'SOL', 'PEPE'].map((asset) => `/trade-spot/${asset}-USDT`),
  ].map((path) => path.toLowerCase());
}

function statsOf({ world }: Listing, contract: Contract, nowMs: number) {
  const { markPrice, indexPrice, fundingRate, usd } = valuesAt(world, contract, nowMs);
  return [
    ['Mark price', price(contract, markPrice)],
    ['Index price', price(contract, indexPrice)],
    ['Funding', `${(fundingRate * 100).toFixed(4)}%`],
    ['Open interest (USD)', `${(usd / 1e6).toFixed(2)}M`],
  ] as const;
}
