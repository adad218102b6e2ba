/** The one world behind every venue of the market. It has no clock: each question names its moment. */
import type { AssetSeed, Truth } from './asset';
import { basePrice, truthOf } from './asset';
import type { TokenisedAsset } from './assets';
import { cryptoAssets, INDEX_ASSETS, settledAssets, STORY_ASSETS, tokenisedAssets } from './assets';
import type { Story } from './stories';
import { storiesFrom } from './stories';

export interface World {
  seed: number;
  /** Stories count from here, ms since 1970. */
  epochMs: number;
  stories: readonly Story[];
  crypto: readonly AssetSeed[];
  tokenised: readonly TokenisedAsset[];
  indexes: readonly AssetSeed[];
  settled: readonly AssetSeed[];
  /** Throws on an asset that this world does not know; so does `basePrice`. */
  truth(name: string, atMs: number): Truth;
  /** About what it costs in USD, at any time. */
  basePrice(name: string): number;
}

export function createWorld(seed: number, epochMs: number): World {
  const stories = storiesFrom(epochMs);
  const tokenised = tokenisedAssets();
  const fixed = [...tokenised, ...INDEX_ASSETS, ...STORY_ASSETS];
  const crypto = [...cryptoAssets(seed, namesOf(fixed)), ...STORY_ASSETS];
  const living = [...crypto, ...tokenised, ...INDEX_ASSETS];
  const settled = settledAssets(seed, namesOf(living));
  const byName = new Map(
    [...settled, ...living].map((asset) => [
      asset.name,
      { truth: truthOf(seed, asset, stories), basePrice: basePrice(seed, asset) },
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
    basePrice: (name) => find(name).basePrice,
  };
}

function namesOf(assets: readonly AssetSeed[]): Set<string> {
  return new Set(assets.map(({ name }) => name));
}
