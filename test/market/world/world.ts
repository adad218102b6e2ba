/**
 * The one world behind every venue of the market. It has no clock: each question names its moment. Chance counts from the
 * epoch, as the stories do: a world is the same whatever the day and the hour it is opened at.
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
  /** Stories and waves count from here, ms since 1970. */
  epochMs: number;
  stories: readonly Story[];
  crypto: readonly AssetSeed[];
  tokenised: readonly TokenisedAsset[];
  indexes: readonly AssetSeed[];
  settled: readonly AssetSeed[];
  /** Throws on an asset that this world does not know; so does `basePrice`. */
  truth(name: string, atMs: number): Truth;
  wave: Wave;
  /** About what it costs in USD, at any time. */
  basePrice(name: string): number;
}

/** Where every world begins on the calendar of chance: any moment would do. */
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
