/** The pages of the venue's site. Perpetuals, spot and third-party markets share a path; one page names no pair. */
import { hostilitiesOf } from '../../pages/hostile';
import type { Place } from '../../pages/trading-page';
import { tradingPage } from '../../pages/trading-page';
import type { World } from '../../world/world';
import type { MarketRequest } from '../venue';
import type { Coin } from './coins';
import { coinsAt } from './coins';
import { dexCoins } from './dexs';
import { contextRow } from './rows';

const PAGE = /^\/trade(?:\/([^/]+)(?:\/([^/]+))?)?\/?$/;
/** The pair of `/trade` on a first visit. */
const DEFAULT_COIN = 'BTC';
const WRAPPED: Record<string, string> = { UBTC: 'BTC', UETH: 'ETH', USOL: 'SOL' };
/** How many of the largest symbols are in the page's list. */
const LISTED = 40;

/** All other paths are pages without a pair. */
export function tradePage(request: MarketRequest, world: World, nowMs: number): string {
  const coins = coinsAt(world, nowMs);
  const last = request.query.get('last') ?? DEFAULT_COIN;
  const placeAt = (path: string): Place | null => {
    const found = coinAt(path, world, coins, last);
    return (
      found && { path, label: found.label, price: contextRow(world, found.coin, nowMs).markPx }
    );
  };
  const here = coinAt(request.path, world, coins, last);
  const paths = [
    ...listedNames(world, coins).map((name) => `/trade/${name}`),
    '/trade/HYPE/USDC',
    '/trade/UBTC/USDC',
    '/trade/xyz:TSLA',
    '/trade',
  ];
  return tradingPage({
    site: 'Hyperliquid',
    here: placeAt(request.path),
    stats: here ? statsOf(contextRow(world, here.coin, nowMs)) : [],
    places: paths.flatMap((path) => placeAt(path) ?? []),
    others: [
      { label: 'Portfolio', path: '/portfolio' },
      { label: 'Vaults', path: '/vaults' },
      { label: 'Leaderboard', path: '/leaderboard' },
    ],
    hostilities: hostilitiesOf(request.query.get('hostile')),
  });
}

/** Without a pair in its URL the page shows the `last` one, and its title leaves out the market. */
function coinAt(path: string, world: World, coins: readonly Coin[], last: string) {
  const [match, named, quote] = PAGE.exec(path) ?? [];
  const base = named ?? last;
  if (match === undefined) return null;
  const name = quote === undefined ? base : (WRAPPED[base] ?? base);
  const coin = [...coins, ...(dexCoins(world, base.split(':')[0] ?? '') ?? [])].find(
    (each) => each.name === name && each.delistedMs === null,
  );
  if (coin === undefined) return null;
  const label = named === undefined ? name.replace(/^[^:]+:/, '') : name;
  return { coin, label: quote === undefined ? label : `${name}/${quote}` };
}

/** The symbols of stories, and the largest ones. */
function listedNames({ stories, crypto }: World, coins: readonly Coin[]): string[] {
  const assets = [...stories.map(({ asset }) => asset), ...crypto.map(({ name }) => name)];
  const nameOf = new Map(
    coins.flatMap(({ asset, name, delistedMs }) => (delistedMs === null ? [[asset, name]] : [])),
  );
  const names = assets.flatMap((asset) => nameOf.get(asset) ?? []);
  return [...new Set(names)].slice(0, LISTED);
}

function statsOf({ oraclePx, funding, openInterest, dayNtlVlm }: ReturnType<typeof contextRow>) {
  return [
    ['Oracle', oraclePx],
    ['24h volume (USD)', `${(Number(dayNtlVlm) / 1e6).toFixed(2)} M`],
    ['Open interest (coins)', openInterest],
    ['Funding', `${(Number(funding) * 100).toFixed(4)} %`],
  ] as const;
}
