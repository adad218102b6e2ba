/** One contract of this venue, and its number formats. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';

export const BYBIT = { venue: 'bybit', share: 0.55 };

export interface Contract {
  symbol: string;
  category: 'linear' | 'inverse';
  contractType: 'LinearPerpetual' | 'LinearFutures' | 'InversePerpetual';
  status: 'Trading' | 'PreLaunch' | 'Closed';
  /** Its asset in the world. */
  asset: string;
  baseCoin: string;
  quoteCoin: string;
  settleCoin: string;
  /** Coins of the asset in one listed coin, 1000 for SHIB1000. */
  multiplier: number;
  symbolType: string;
  /** 0 on dated contracts. */
  periodHours: number;
  launchMs: number;
  /** Delivery time of dated contracts, and of perpetuals with an announced end; 0 for none. */
  deliveryMs: number;
  isPreListing: boolean;
  priceDecimals: number;
  quantityDecimals: number;
}

const DAY_MS = 86_400_000;

/** Usually a prefix; a suffix on the oldest ones. */
const PACKS: Record<string, readonly [name: string, multiplier: number]> = {
  PEPE: ['1000PEPE', 1e3],
  SHIB: ['SHIB1000', 1e3],
  BONK: ['1000BONK', 1e3],
  FLOKI: ['1000FLOKI', 1e3],
  LUNC: ['1000LUNC', 1e3],
  TURBO: ['1000TURBO', 1e3],
  SATS: ['10000SATS', 1e4],
  MOG: ['1000000MOG', 1e6],
  BABYDOGE: ['1000000BABYDOGE', 1e6],
};

export function perpetual(
  world: World,
  { name, rank }: { name: string; rank: number },
  quoteCoin = 'USDT',
): Contract {
  const [baseCoin, multiplier] = PACKS[name] ?? [name, 1];
  const magnitude = Math.log10(world.basePrice(name) * multiplier);
  return {
    symbol: baseCoin + (quoteCoin === 'USDC' ? 'PERP' : quoteCoin),
    category: 'linear',
    contractType: 'LinearPerpetual',
    status: 'Trading',
    asset: name,
    baseCoin,
    quoteCoin,
    settleCoin: quoteCoin,
    multiplier,
    symbolType: zoneOf(world, name, rank),
    periodHours: periodOf(world, name, rank),
    launchMs: world.epochMs - Math.floor((42 + 1700 * unit(world.seed, keyOf(name), 63)) * DAY_MS),
    deliveryMs: 0,
    isPreListing: false,
    priceDecimals: within(4 - Math.floor(magnitude), 1, 8),
    quantityDecimals: within(Math.round(magnitude) - 2, 0, 3),
  };
}

/** Newer and smaller coins have a zone of their own. */
function zoneOf(world: World, name: string, rank: number): string {
  return rank > 60 && unit(world.seed, keyOf(`bybit ${name}`), 64) < 0.2 ? 'innovation' : '';
}

/** The largest have the usual 8 h; about half of the rest 4 h, some 1 h or 2 h. */
function periodOf(world: World, name: string, rank: number): number {
  if (rank < 10) return 8;
  const part = unit(world.seed, keyOf(`bybit ${name}`), 77);
  if (part < 0.04) return 1;
  if (part < 0.06) return 2;
  return part < 0.6 ? 4 : 8;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
