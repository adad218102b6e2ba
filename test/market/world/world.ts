/** The one world behind every venue of the market. It has no clock: each question names its moment. */
import type { AssetSeed, Truth } from './asset';
import { truthAt } from './asset';
import { cryptoAssets, INDEX_ASSETS, STORY_ASSETS, tokenisedAssets } from './assets';
import type { Story } from './stories';
import { storiesFrom } from './stories';

export interface World {
  seed: number;
  /** Stories count from here, ms since 1970. */
  epochMs: number;
  stories: readonly Story[];
  crypto: readonly AssetSeed[];
  tokenised: ReturnType<typeof tokenisedAssets>;
  indexes: readonly AssetSeed[];
  /** Throws on an asset that this world does not know. */
  truth(name: string, atMs: number): Truth;
}

export function createWorld(seed: number, epochMs: number): World {
  const stories = storiesFrom(epochMs);
  const crypto = [...cryptoAssets(seed), ...STORY_ASSETS];
  const tokenised = tokenisedAssets(seed);
  const byName = new Map(
    [...crypto, ...tokenised, ...INDEX_ASSETS].map((asset) => [asset.name, asset]),
  );
  return {
    seed,
    epochMs,
    stories,
    crypto,
    tokenised,
    indexes: INDEX_ASSETS,
    truth(name, atMs) {
      const asset = byName.get(name);
      if (asset === undefined) throw new Error(`no asset ${name}`);
      return truthAt(seed, asset, stories, atMs);
    },
  };
}
