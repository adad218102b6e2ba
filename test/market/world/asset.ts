/** One asset's truth at any moment: price, who is crowded, open interest, turnover. Pure functions of (seed, name, time). */
import { keyOf, unit, wave } from './noise';
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
  /** 0 is the most traded. Sizes fall with it. */
  rank: number;
  /** USD, where it matters that a known asset looks like itself. */
  price?: number;
}

export function truthAt(
  seed: number,
  asset: AssetSeed,
  stories: readonly Story[],
  atMs: number,
): Truth {
  const key = keyOf(asset.name);
  const waveOf = (channel: number, periodMs: number) =>
    wave(seed, key + channel * 7919, atMs / periodMs + unit(seed, key, channel));
  const story = storyEffect(stories, asset.name, atMs);
  const restlessness = 0.4 + 2.2 * unit(seed, key, 101) ** 2;

  const drift =
    0.16 * waveOf(1, 9 * DAY_MS) +
    0.05 * waveOf(2, 1.3 * DAY_MS) +
    0.012 * waveOf(3, 3 * HOUR_MS) +
    0.003 * waveOf(4, 11 * MINUTE_MS);
  const indexPrice = basePrice(seed, asset) * Math.exp(drift * restlessness);

  const crowd = clip(
    0.6 * waveOf(5, 2.1 * DAY_MS) +
      0.35 * waveOf(6, 7 * HOUR_MS) +
      0.12 * waveOf(7, 40 * MINUTE_MS),
  );
  const usualFunding = 0.00006 + 0.00012 * crowd + 0.0025 * crowd ** 5 * restlessness;
  const usualBasis =
    0.0006 * crowd + 0.003 * crowd ** 5 * restlessness + 0.0002 * waveOf(8, 9 * MINUTE_MS);

  const growth =
    0.14 * waveOf(9, 3.2 * DAY_MS) +
    0.055 * waveOf(10, 11 * HOUR_MS) +
    0.016 * waveOf(11, 100 * MINUTE_MS) +
    0.004 * waveOf(12, 13 * MINUTE_MS);
  const turnover = 4e10 / (asset.rank + 1.5) ** 1.75 + 2e5;
  const openInterestUsd = turnover * (0.25 + 0.5 * unit(seed, key, 102));
  return {
    indexPrice,
    basis: usualBasis + story.basis,
    funding8h: Math.max(-0.02, Math.min(0.02, usualFunding + story.funding8h)),
    openInterest:
      (openInterestUsd / basePrice(seed, asset)) *
      Math.exp(growth * restlessness + story.logOpenInterest),
    turnover24h: turnover * Math.exp(0.5 * waveOf(13, 1.7 * DAY_MS)),
  };
}

function basePrice(seed: number, { name, price }: AssetSeed): number {
  return price ?? 10 ** (unit(seed, keyOf(name), 100) * 5 - 3);
}

function clip(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
