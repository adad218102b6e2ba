/** The pages of the venue's site: perpetuals, dated futures and spot to trade on, in any locale, and others. */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { premiumRow, priceRow, tickerRow } from './rows';

const LOCALE = /^\/([a-z]{2,3}(?:-[A-Za-z\d]{2,8})*)(?=\/|$)/;
const FUTURES = /^\/futures\/([^/]+)\/?$/;
const SPOT = /^\/trade\/([^/_]+)_([^/]+)\/?$/;
const API = /^\/(?:fapi|futures\/data)(?:\/|$)/;

/** How many of the largest symbols are in the page's list. */
const LISTED = 40;
const OTHER_KINDS = ['龙虾USDT', '币安人生USDT', 'BTCUSDC', 'ETHBTC', 'TSLAUSDT', 'BTCDOMUSDT'];

/** Null for the API's paths. All other paths are pages without a pair, as on the real site. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string | null {
  if (API.test(request.path)) return null;
  const prefix = LOCALE.exec(request.path)?.[0] ?? '';
  const paths = [
    ...listedSymbols(listing, nowMs).map((symbol) => `/futures/${symbol}`),
    ...['BTC', 'SOL', 'PEPE'].map((base) => `/trade/${base}_USDT`),
  ];
  const found = contractAt(request.path.slice(prefix.length), listing, nowMs);
  return tradingPage({
    here: placeAt(request.path, listing, nowMs),
    stats: found ? statsOf(listing, found, nowMs) : [],
    places: paths.flatMap((path) => placeAt(prefix + path, listing, nowMs) ?? []),
    others: [
      { label: 'Futures', path: `${prefix}/futures/home` },
      { label: 'Markets', path: `${prefix}/markets` },
      { label: 'Wallet', path: `${prefix}/my/wallet/futures/balance` },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

/** Null where nothing trades. A spot pair has the perpetual's price, which no test reads. */
function placeAt(path: string, listing: Listing, nowMs: number): Place | null {
  const local = path.replace(LOCALE, '');
  const contract = contractAt(local, listing, nowMs);
  if (contract === null) return null;
  const { price } = priceRow(listing.world, contract, nowMs);
  const spot = SPOT.exec(local);
  return spot
    ? { path, label: `${spot[1]}/${spot[2]}`, price, query: '?type=spot' }
    : { path, label: contract.symbol, price };
}

function contractAt(path: string, listing: Listing, nowMs: number): Contract | null {
  const future = FUTURES.exec(path)?.[1]?.toUpperCase();
  if (future !== undefined) return listing.find(future, nowMs) ?? null;
  const [, base, quote] = SPOT.exec(path) ?? [];
  return (
    listing.at(nowMs).find(({ asset, quoteAsset, contractType }) => {
      const isPair = asset === base && quoteAsset === quote;
      return isPair && contractType === 'PERPETUAL';
    }) ?? null
  );
}

/** The symbols of stories, the largest ones, then some of each other kind. */
function listedSymbols(listing: Listing, nowMs: number): string[] {
  const { stories, crypto } = listing.world;
  const assets = new Set([
    ...stories.map(({ asset }) => asset),
    ...crypto.slice(0, LISTED).map(({ name }) => name),
  ]);
  const place = new Map([...assets].map((asset, index) => [asset, index]));
  const contracts = listing.at(nowMs);
  const biggest = contracts
    .filter(({ quoteAsset, contractType }) => quoteAsset === 'USDT' && contractType === 'PERPETUAL')
    .filter(({ asset }) => place.has(asset))
    .sort((a, b) => (place.get(a.asset) ?? 0) - (place.get(b.asset) ?? 0));
  const dated = contracts.filter(({ contractType }) => contractType.endsWith('QUARTER'));
  return [...[...biggest, ...dated].map(({ symbol }) => symbol), ...OTHER_KINDS];
}

function statsOf({ world }: Listing, contract: Contract, nowMs: number) {
  const ticker = tickerRow(world, contract, nowMs);
  const premium = premiumRow(world, contract, nowMs);
  return [
    ['24h change', `${ticker.priceChangePercent} %`],
    ['Mark', Number(premium.markPrice).toFixed(contract.priceDecimals)],
    ['Index', Number(premium.indexPrice).toFixed(contract.priceDecimals)],
    ['Funding', `${(Number(premium.lastFundingRate) * 100).toFixed(4)} %`],
    [`24h turnover (${contract.quoteAsset})`, `${(Number(ticker.quoteVolume) / 1e6).toFixed(2)} M`],
  ] as const;
}
