/** The world's values at one venue. Deterministic by seed, venue, asset and time, so that venues can be compared. */
import type { AssetSeed, Truth } from './asset';
import { keyOf, unit } from './noise';
import type { World } from './world';

const HOUR_MS = 3_600_000;

export interface VenueFlavour {
  venue: string;
  /** The venue's size relative to the first one, 0..1: its share of open interest and turnover. */
  share: number;
}

/** Slightly different prices, funding of its own, and its share of open interest and turnover (in whole coins, USD). */
export function truthAt(
  world: World,
  { venue, share }: VenueFlavour,
  asset: string,
  atMs: number,
): Truth {
  const truth = world.truth(asset, atMs);
  const key = keyOf(`${venue} ${asset}`);
  const ownShare = share * (0.6 + 0.8 * unit(world.seed, key, 201));
  return {
    indexPrice: truth.indexPrice * (1 + 0.00004 * world.wave(key ^ 1, atMs, 40_000)),
    basis: truth.basis + 0.0002 * world.wave(key ^ 2, atMs, 13 * 60_000),
    funding8h: truth.funding8h + 0.00004 * world.wave(key ^ 3, atMs, 5 * HOUR_MS),
    openInterest:
      truth.openInterest * ownShare * Math.exp(0.02 * world.wave(key ^ 4, atMs, 7 * HOUR_MS)),
    turnover24h:
      truth.turnover24h * ownShare * Math.exp(0.1 * world.wave(key ^ 5, atMs, 9 * HOUR_MS)),
  };
}

/** The assets of a group that a venue lists: the largest, and a part of the rest that differs by venue. */
export function listedAt<T extends AssetSeed>(
  world: World,
  venue: string,
  assets: readonly T[],
  { surely, part }: { surely: number; part: number },
): T[] {
  return assets.filter(
    ({ name, rank }) =>
      rank < surely || unit(world.seed, keyOf(`${venue} lists ${name}`), 202) < part,
  );
}
