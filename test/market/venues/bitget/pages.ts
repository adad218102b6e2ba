/** The pages of the venue's site: futures by product and spot to trade on, in any locale, and others. */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { MarketRequest } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { isPriced } from './listing';
import { lastPrice, priceText, tickerRow } from './rows';

const LOCALE = /^\/(?!mix\/)(?:[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*|asia)(?=\/|$)/;
const FUTURES = /^\/(?:futures|mix)\/(usdt|usdc|coin)\/([^/_]+)(?:_[A-Z]+BL)?\/?$/;
const SPOT = /^\/spot\/([^/]+?)(USDT|USDC)(?:_SPBL)?\/?$/;

/** How many of the largest symbols are in the page's list. */
const LISTED = 40;
const OTHERS = [
  'usdt/龙虾USDT',
  'usdt/TSLAUSDT',
  'usdc/BTCPERP',
  'usdc/1000BONKPERP',
  'coin/BTCUSD',
];

/** All other paths are pages without a pair, as on the real site. */
export function tradePage(request: MarketRequest, listing: Listing, nowMs: number): string {
  const prefix = LOCALE.exec(request.path)?.[0] ?? '';
  const found = contractAt(request.path.slice(prefix.length), listing, nowMs);
  return tradingPage({
    site: 'Bitget',
    here: placeAt(request.path, listing, nowMs),
    stats: found ? statsOf(listing, found, nowMs) : [],
    places: pathsOf(listing).flatMap((path) => placeAt(prefix + path, listing, nowMs) ?? []),
    others: [
      { label: 'Futures', path: `${prefix}/futures` },
      { label: 'Markets', path: `${prefix}/markets` },
      { label: 'Assets', path: `${prefix}/asset` },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

/** Null where nothing trades. A spot pair has the perpetual's price, which no test reads. */
function placeAt(path: string, listing: Listing, nowMs: number): Place | null {
  const local = path.replace(LOCALE, '');
  const contract = contractAt(local, listing, nowMs);
  if (contract === null) return null;
  const [, base, quote] = SPOT.exec(local) ?? [];
  const price = priceText(contract, lastPrice(listing.world, contract, nowMs));
  return { path, label: base && quote ? `${base}/${quote}` : contract.symbol, price };
}

function contractAt(path: string, listing: Listing, nowMs: number): Contract | null {
  const [, product = '', symbol = ''] = FUTURES.exec(path) ?? [];
  const [, base, quote] = SPOT.exec(path) ?? [];
  const contract = base
    ? listing.at(nowMs).find((each) => each.asset === base && each.quoteCoin === quote)
    : listing.find(symbol.toUpperCase(), nowMs);
  if (contract === undefined || !isPriced(contract, nowMs)) return null;
  return base || contract.product === `${product.toUpperCase()}-FUTURES` ? contract : null;
}

/** The symbols of stories, the largest ones, then some of each other kind. */
function pathsOf({ world }: Listing): string[] {
  const assets = new Set([
    ...world.stories.map(({ asset }) => asset),
    ...world.crypto.slice(0, LISTED).map(({ name }) => name),
  ]);
  return [
    ...[...assets].map((asset) => `/futures/usdt/${asset}USDT`),
    ...OTHERS.map((other) => `/futures/${other}`),
    ...['BTCUSDT', 'SOLUSDT', 'PEPEUSDT', 'ETHUSDC'].map((pair) => `/spot/${pair}`),
  ];
}

function statsOf({ world }: Listing, contract: Contract, nowMs: number) {
  const row = tickerRow(world, contract, nowMs);
  return [
    ['Mark price', row.markPrice],
    ['Index price', row.indexPrice],
    ['Funding rate', `${(Number(row.fundingRate) * 100).toFixed(4)}%`],
    ['24h turnover', `${(Number(row.quoteVolume) / 1e6).toFixed(2)}M`],
  ] as const;
}
