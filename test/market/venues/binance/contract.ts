/** One contract of this venue, and its number formats. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';

export interface Contract {
  symbol: string;
  /** Its asset in the world. */
  asset: string;
  baseAsset: string;
  quoteAsset: string;
  /** Coins of the asset in one listed coin, 1000 for 1000PEPE. */
  multiplier: number;
  contractType: string;
  underlyingType: string;
  status: string;
  periodHours: number;
  onboardMs: number;
  deliveryMs: number;
  /** Since when it is a leftover with the prices of that moment; null while it trades. */
  settledMs: number | null;
  /** Missing in exchangeInfo. */
  isUnlisted: boolean;
  priceDecimals: number;
  quantityDecimals: number;
}

const DAY_MS = 86_400_000;
export const PERPETUAL_DELIVERY_MS = 4_133_404_800_000;

const PREFIXES: Record<string, readonly [text: string, multiplier: number]> = {
  PEPE: ['1000', 1e3],
  SHIB: ['1000', 1e3],
  BONK: ['1000', 1e3],
  FLOKI: ['1000', 1e3],
  LUNC: ['1000', 1e3],
  SATS: ['1000', 1e3],
  MOG: ['1000000', 1e6],
  BABYDOGE: ['1M', 1e6],
};

export function perpetual(
  world: World,
  { name, rank }: { name: string; rank: number },
  quoteAsset = 'USDT',
): Contract {
  const [prefix, multiplier] = PREFIXES[name] ?? ['', 1];
  const usdPerQuote = quoteAsset === 'BTC' ? world.basePrice('BTC') : 1;
  const magnitude = Math.log10((world.basePrice(name) * multiplier) / usdPerQuote);
  return {
    symbol: prefix + name + quoteAsset,
    asset: name,
    baseAsset: prefix + name,
    quoteAsset,
    multiplier,
    contractType: 'PERPETUAL',
    underlyingType: 'COIN',
    status: 'TRADING',
    periodHours: quoteAsset === 'BTC' ? 8 : periodOf(world, name, rank),
    onboardMs: world.epochMs - Math.floor((40 + 1500 * unit(world.seed, keyOf(name), 55)) * DAY_MS),
    deliveryMs: PERPETUAL_DELIVERY_MS,
    settledMs: null,
    isUnlisted: false,
    priceDecimals: within(4 - Math.floor(magnitude), 1, 7),
    quantityDecimals: within(Math.round(magnitude) - 2, 0, 3),
  };
}

/** The largest have the usual 8 h; about half of the rest 4 h, a few 1 h. */
function periodOf(world: World, name: string, rank: number): number {
  if (rank < 10) return 8;
  const part = unit(world.seed, keyOf(name), 77);
  if (part < 0.025) return 1;
  return part < 0.55 ? 4 : 8;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
