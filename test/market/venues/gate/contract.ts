/** One contract of this venue, and how its numbers are written. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';

export const GATE = { venue: 'gate', share: 0.25 };

export interface Contract {
  name: string;
  /** The asset in the world. */
  asset: string;
  /** Coins of the asset that one listed coin stands for: MBABYDOGE is a million. */
  multiplier: number;
  type: 'direct' | 'inverse';
  status: 'trading' | 'prelaunch' | 'delisting' | 'delisted' | 'circuit_breaker';
  isPreMarket: boolean;
  contractType: '' | 'stocks' | 'indices' | 'metals' | 'commodities' | 'forex';
  /** Listed coins in one contract; 0 of an inverse one, which is a dollar. */
  size: number;
  periodHours: number;
  launchMs: number;
  /** Parts of a contract can be traded: then numbers of contracts are written as text. */
  hasParts: boolean;
  /** Its prices are those of this moment; null while it lives. */
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

/** As this venue writes numbers: no exponent, no zeros at the end. */
export function plain(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
