/** One contract of this venue, and its number formats. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';

export const GATE = { venue: 'gate', share: 0.25 };

export interface Contract {
  name: string;
  /** Its asset in the world. */
  asset: string;
  /** Coins of the asset in one listed coin, a million for MBABYDOGE. */
  multiplier: number;
  type: 'direct' | 'inverse';
  status: 'trading' | 'prelaunch' | 'delisting' | 'delisted' | 'circuit_breaker';
  isPreMarket: boolean;
  contractType: '' | 'stocks' | 'indices' | 'metals' | 'commodities' | 'forex';
  /** Listed coins per contract; 0 for an inverse contract, which is a dollar. */
  size: number;
  periodHours: number;
  launchMs: number;
  /** Contracts are divisible: their numbers are text then. */
  hasParts: boolean;
  /** Since when its prices are frozen; null while it trades. */
  frozenMs: number | null;
  priceDecimals: number;
}

const DAY_MS = 86_400_000;
const MILLIONS = new Set(['BABYDOGE']);

export function perpetual(
  world: World,
  { name: asset, rank }: { name: string; rank: number },
  listedAs = asset,
): Contract {
  const isMillion = MILLIONS.has(asset);
  const multiplier = isMillion ? 1e6 : 1;
  const magnitude = Math.log10(world.basePrice(asset) * multiplier);
  const chance = (channel: number): number => unit(world.seed, keyOf(`gate ${asset}`), channel);
  return {
    name: `${isMillion ? 'M' : ''}${listedAs}_USDT`,
    asset,
    multiplier,
    type: 'direct',
    status: 'trading',
    isPreMarket: false,
    contractType: '',
    size: Number((10 ** Math.floor(1 - magnitude)).toPrecision(1)),
    periodHours: rank < 12 || chance(77) > 0.42 ? 8 : chance(78) < 0.04 ? 1 : 4,
    launchMs: world.epochMs - Math.floor((50 + 1500 * chance(55)) * DAY_MS),
    hasParts: chance(79) < 0.04,
    frozenMs: null,
    priceDecimals: Math.max(1, Math.min(13, 4 - Math.floor(magnitude))),
  };
}

/** The venue's number format: no exponent, no trailing zeros. */
export function plain(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
