/** The coins that this venue lists. The list only grows: an asset's index in it is its number. */
import type { AssetSeed } from '../../world/asset';
import { listedAt } from '../../world/at-venue';
import { keyOf, unit } from '../../world/noise';
import type { StoryKind } from '../../world/stories';
import type { World } from '../../world/world';

export interface Coin {
  name: string;
  /** Its asset in the world. */
  asset: string;
  /** Coins of the asset in one listed coin, 1000 for kPEPE. */
  multiplier: number;
  /** Decimals of sizes; prices have at most six minus these. */
  sizeDecimals: number;
  maxLeverage: number;
  isOnlyIsolated: boolean;
  /** Since when it is delisted, with the prices of that moment; null while it trades. */
  delistedMs: number | null;
  /** It trades, but has an empty order book and so no mid price. */
  hasEmptyBook: boolean;
}

export const HYPERLIQUID = { venue: 'hyperliquid', share: 0.22 };

const DAY_MS = 86_400_000;
const THOUSANDS = new Set(['PEPE', 'SHIB', 'BONK', 'LUNC', 'FLOKI', 'NEIRO']);
/** Assets of the world whose prices are too small for six decimals. */
const NEVER = new Set(['SATS', 'MOG', 'BABYDOGE', '1000X']);
const EMPTY_BOOKS = 2;

export function coinsAt(world: World, atMs: number): Coin[] {
  const begun = (asset: string, kind: StoryKind) =>
    world.stories.find((story) => {
      return story.asset === asset && story.kind === kind && atMs >= story.startMs;
    });
  const inStory = new Set(world.stories.map(({ asset }) => asset));
  const isNew = (asset: string) =>
    world.stories.some((story) => story.asset === asset && story.kind === 'listing');

  const eligible = world.crypto.filter(({ name }) => /^[A-Z0-9]+$/.test(name) && !NEVER.has(name));
  const others = eligible.filter(({ name }) => !inStory.has(name));
  const usual = listedAt(world, HYPERLIQUID.venue, others, { surely: 125, part: 0.16 });
  const living = usual.map((asset, index) => ({
    ...coinOf(world, asset),
    hasEmptyBook: index >= usual.length - EMPTY_BOOKS,
  }));
  const delisted = world.settled.map((asset, index) => ({
    ...coinOf(world, asset),
    delistedMs: world.epochMs - (30 + index * 11) * DAY_MS,
  }));
  const storyCoins = eligible
    .filter(({ name }) => inStory.has(name) && (!isNew(name) || begun(name, 'listing')))
    .map((asset) => ({
      ...coinOf(world, asset),
      delistedMs: begun(asset.name, 'settlement')?.startMs ?? null,
    }));
  const place = ({ asset }: Coin): number =>
    isNew(asset) ? 1 : FIRST.includes(asset) ? FIRST.indexOf(asset) - 2 : chance(world, asset);
  return [...living, ...delisted, ...storyCoins].sort((a, b) => place(a) - place(b));
}

/** The order of listing: these two first, the others shuffled. */
const FIRST = ['BTC', 'ETH'];

function chance(world: World, asset: string): number {
  return unit(world.seed, keyOf(asset), 191);
}

function coinOf(world: World, { name, rank }: AssetSeed): Coin {
  const isThousand = THOUSANDS.has(name);
  const multiplier = isThousand ? 1000 : 1;
  return {
    name: isThousand ? `k${name}` : name,
    asset: name,
    multiplier,
    sizeDecimals: sizeDecimals(world.basePrice(name) * multiplier),
    maxLeverage: rank < 1 ? 40 : rank < 4 ? 20 : rank < 60 ? 10 : rank < 200 ? 5 : 3,
    isOnlyIsolated: rank > 500,
    delistedMs: null,
    hasEmptyBook: false,
  };
}

export function sizeDecimals(price: number): number {
  return Math.max(0, Math.min(5, Math.round(Math.log10(price))));
}
