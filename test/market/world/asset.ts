/** One asset's values at any time: price, crowding, open interest, turnover. Pure functions of (seed, name, time). */
import type { Wave } from './noise';
import { keyOf, unit } from './noise';
import type { Story } from './stories';
import { storyEffect } from './stories';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Truth {
  /** In USD. */
  indexPrice: number;
  /** (mark − index) / index, a fraction. */
  basis: number;
  /** Fraction per 8 h. */
  funding8h: number;
  /** Coins. */
  openInterest: number;
  /** Over 24 h, USD. */
  turnover24h: number;
}

export interface AssetSeed {
  name: string;
  /** 0 is the largest. Sizes decrease with the rank. */
  rank: number;
  /** USD, for well-known assets. */
  price?: number;
}

/** The funding while the premium stays within the damper: 0.01 % per 8 h. */
const INTEREST_8H = 0.0001;
const DAMPER_8H = 0.0005;
const FUNDING_CAP_8H = 0.02;

/** Constants of an asset are computed once. `wave` is the world's. */
export function truthOf(
  { seed, wave }: { seed: number; wave: Wave },
  asset: AssetSeed,
  stories: readonly Story[],
): (atMs: number) => Truth {
  const key = keyOf(asset.name);
  const waveOf = (channel: number, periodMs: number): ((atMs: number) => number) => {
    const phase = unit(seed, key, channel);
    return (atMs) => wave(key + channel * 7919, atMs, periodMs, phase);
  };
  const drift = sum(
    [0.16, waveOf(1, 9 * DAY_MS)],
    [0.05, waveOf(2, 1.3 * DAY_MS)],
    [0.012, waveOf(3, 3 * HOUR_MS)],
    [0.003, waveOf(4, 11 * MINUTE_MS)],
  );
  const crowdOf = sum(
    [0.65, waveOf(5, 2.1 * DAY_MS)],
    [0.4, waveOf(6, 7 * HOUR_MS)],
    [0.1, waveOf(7, 40 * MINUTE_MS)],
  );
  const growth = sum(
    [0.14, waveOf(9, 3.2 * DAY_MS)],
    [0.055, waveOf(10, 11 * HOUR_MS)],
    [0.016, waveOf(11, 100 * MINUTE_MS)],
    [0.004, waveOf(12, 13 * MINUTE_MS)],
  );
  const basisNoise = waveOf(8, 9 * MINUTE_MS);
  const busyness = waveOf(13, 1.7 * DAY_MS);

  const own = stories.filter((story) => story.asset === asset.name);
  // A story must stand out from the noise.
  const restlessness = own.length > 0 ? 0.35 : 0.4 + 2.2 * unit(seed, key, 101) ** 2;
  const price = basePrice(seed, asset);
  const turnover = usualTurnover(seed, key, asset.rank);
  const usualCoins = (turnover * (0.25 + 0.5 * unit(seed, key, 102))) / price;

  return (atMs) => {
    const story = storyEffect(own, atMs);
    const crowd = clip(crowdOf(atMs), 1);
    const premium = -0.0001 + 0.0006 * crowd + 0.0045 * crowd ** 5 * restlessness;
    const funding8h = premium + clip(INTEREST_8H - premium, DAMPER_8H);
    return {
      indexPrice: price * Math.exp(drift(atMs) * restlessness),
      basis: 0.7 * premium + 0.0003 * basisNoise(atMs) + story.basis,
      funding8h: clip(funding8h + story.funding8h, FUNDING_CAP_8H),
      openInterest: usualCoins * Math.exp(growth(atMs) * restlessness + story.logOpenInterest),
      turnover24h: turnover * Math.exp(0.5 * busyness(atMs)),
    };
  };
}

type Term = readonly [share: number, wave: (atMs: number) => number];

function sum(...terms: readonly Term[]): (atMs: number) => number {
  return (atMs) => {
    let total = 0;
    for (const [share, waveAt] of terms) total += share * waveAt(atMs);
    return total;
  };
}

/** In USD, without drift. */
export function basePrice(seed: number, { name, price }: AssetSeed): number {
  return price ?? 10 ** (unit(seed, keyOf(name), 100) * 5 - 3);
}

/** Heavy-tailed: five orders of magnitude between the first and the last. */
function usualTurnover(seed: number, key: number, rank: number): number {
  const chance = unit(seed, key, 103);
  return (4e10 / (rank + 1.5) ** 1.8) * (0.5 + chance) + 2e4 * 10 ** (1.5 * chance);
}

function clip(value: number, size: number): number {
  return Math.max(-size, Math.min(size, value));
}
