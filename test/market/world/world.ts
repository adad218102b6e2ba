/**
 * The world behind all simulated venues. It has no clock: each call states its time. Noise counts from the epoch, as
 * the stories do, so a world is the same whatever day it starts on.
 */
import type { AssetSeed, Truth } from './asset';
import { basePrice, truthOf } from './asset';
import type { TokenisedAsset } from './assets';
import { cryptoAssets, INDEX_ASSETS, settledAssets, STORY_ASSETS, tokenisedAssets } from './assets';
import type { Wave } from './noise';
import { wave as waveOf } from './noise';
import type { Story } from './stories';
import { storiesFrom } from './stories';

export interface World {
  seed: number;
  /** Epoch of stories and noise, ms since 1970. */
  epochMs: number;
  stories: readonly Story[];
  crypto: readonly AssetSeed[];
  tokenised: readonly TokenisedAsset[];
  indexes: readonly AssetSeed[];
  settled: readonly AssetSeed[];
  /** Throws for an unknown asset; so does `basePrice`. */
  truth(name: string, atMs: number): Truth;
  wave: Wave;
  /** Approximate price in USD at any time. */
  basePrice(name: string): number;
}

/** The noise's time at the epoch of every world; any constant would do. */
const ORIGIN_MS = Date.UTC(2026, 2, 2);

export function createWorld(seed: number, epochMs: number): World {
  const wave: Wave = (key, atMs, periodMs, phase = 0) =>
    waveOf(seed, key, (atMs - epochMs + ORIGIN_MS) / periodMs + phase);
  const stories = storiesFrom(epochMs);
  const tokenised = tokenisedAssets();
  const fixed = [...tokenised, ...INDEX_ASSETS, ...STORY_ASSETS];
  const crypto = [...cryptoAssets(seed, namesOf(fixed)), ...STORY_ASSETS];
  const living = [...crypto, ...tokenised, ...INDEX_ASSETS];
  const settled = settledAssets(seed, namesOf(living));
  const byName = new Map(
    [...settled, ...living].map((asset) => [
      asset.name,
      { truth: truthOf({ seed, wave }, asset, stories), basePrice: basePrice(seed, asset) },
    ]),
  );
  const find = (name: string) => {
    const asset = byName.get(name);
    if (asset === undefined) throw new Error(`no asset ${name}`);
    return asset;
  };
  return {
    seed,
    epochMs,
    stories,
    crypto,
    tokenised,
    indexes: INDEX_ASSETS,
    settled,
    truth: (name, atMs) => find(name).truth(atMs),
    wave,
    basePrice: (name) => find(name).basePrice,
  };
}

function namesOf(assets: readonly AssetSeed[]): Set<string> {
  return new Set(assets.map(({ name }) => name));
}
