/** One contract of this venue, and its number formats. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';

export const BITGET = { venue: 'bitget', share: 0.35 };

export const PRODUCTS = [
  'USDT-FUTURES',
  'USDC-FUTURES',
  'COIN-FUTURES',
  'SUSDT-FUTURES',
  'SUSDC-FUTURES',
  'SCOIN-FUTURES',
] as const;
export type Product = (typeof PRODUCTS)[number];

export interface Contract {
  symbol: string;
  product: Product;
  /** Its asset in the world. */
  asset: string;
  baseCoin: string;
  quoteCoin: 'USDT' | 'USDC' | 'USD';
  /** Coins of the asset in one listed coin: 1000 for 1000BONK, 1 for PEPE. */
  multiplier: number;
  /** In the newer API's words; the older list says `normal`. */
  status: 'online' | 'listed' | 'limit_open' | 'restrictedAPI' | 'offline';
  symbolType: 'crypto' | 'stock' | 'metal' | 'commodity';
  isRwa: boolean;
  periodHours: number;
  /** As in the lists, which change later than the rates do. */
  listedPeriodHours: number;
  launchMs: number | null;
  /** When it ends, if announced. */
  offMs: number | null;
  /** Delivery time of a dated contract. */
  deliveryMs: number | null;
  priceDecimals: number;
  sizeDecimals: number;
}

const DAY_MS = 86_400_000;
/** Multipliers that are part of the name. */
const PACKS: Record<string, readonly [prefix: string, multiplier: number]> = {
  BONK: ['1000', 1e3],
  SATS: ['1000', 1e3],
  MOG: ['1000000', 1e6],
  BABYDOGE: ['1M', 1e6],
};

export function perpetual(
  world: World,
  { name, rank }: { name: string; rank: number },
  quoteCoin: Contract['quoteCoin'] = 'USDT',
): Contract {
  const [prefix, multiplier] = PACKS[name] ?? ['', 1];
  const baseCoin = prefix + name;
  const magnitude = Math.log10(world.basePrice(name) * multiplier);
  const chance = unit(world.seed, keyOf(`bitget ${name}`), 64);
  const periodHours = periodOf(world, name, rank);
  return {
    symbol: baseCoin + (quoteCoin === 'USDC' ? 'PERP' : quoteCoin),
    product: quoteCoin === 'USD' ? 'COIN-FUTURES' : `${quoteCoin}-FUTURES`,
    asset: name,
    baseCoin,
    quoteCoin,
    multiplier,
    status: 'online',
    symbolType: 'crypto',
    isRwa: false,
    periodHours,
    listedPeriodHours: periodHours,
    // Most are older than this field.
    launchMs: chance < 0.7 ? null : world.epochMs - Math.floor((30 + 400 * chance) * DAY_MS),
    offMs: null,
    deliveryMs: null,
    priceDecimals: Math.max(1, Math.min(13, 4 - Math.floor(magnitude))),
    sizeDecimals: Math.max(0, Math.min(4, Math.round(magnitude))),
  };
}

/** The largest have the usual 8 h; most others 4 h, a few 1 h. */
function periodOf(world: World, name: string, rank: number): number {
  if (rank < 15) return 8;
  const part = unit(world.seed, keyOf(`bitget ${name}`), 77);
  if (part < 0.02) return 1;
  return part < 0.6 ? 4 : 8;
}
