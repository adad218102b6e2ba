/** The contracts that this venue lists, with their special cases: a function of the world and the time. */
import { listedAt } from '../../world/at-venue';
import type { TokenisedAsset } from '../../world/assets';
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract } from './contract';
import { BITGET, perpetual } from './contract';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** When the announced contracts appear in the list. */
export const ANNOUNCED_MS = HOUR_MS;
const USDC_PAIRS = 49;
const INVERSE_PAIRS = 9;
const METALS = new Set(['XAU', 'XAG', 'XPT', 'XPD', 'COPPER']);
/** Stocks with the symbol type of coins; only `isRwa` tells. */
const CALLED_CRYPTO = new Set(['BABA', 'DIS']);

export function contractsAt(world: World, atMs: number): Contract[] {
  const inStories = new Set(world.stories.map(({ asset }) => asset));
  const others = world.crypto.filter(({ name }) => !inStories.has(name));
  const crypto = listedAt(world, BITGET.venue, others, { surely: 150, part: 0.8 });
  const storyAssets = world.crypto.filter(({ name }) => inStories.has(name));
  const tokenised = listedAt(world, BITGET.venue, world.tokenised, { surely: 200, part: 0.8 });
  const all = [
    ...crypto.map((asset) => perpetual(world, asset)),
    // Symbols with Chinese names are listed at every venue.
    ...others
      .filter(({ name }) => /\p{Script=Han}/u.test(name) && !crypto.some((c) => c.name === name))
      .map((asset) => perpetual(world, asset)),
    ...withStories(
      world,
      storyAssets.map((asset) => perpetual(world, asset)),
      atMs,
    ),
    ...tokenised.map((asset) => realWorld(world, asset)),
    ...world.crypto.slice(0, USDC_PAIRS).map((asset) => perpetual(world, asset, 'USDC')),
    ...inverse(world, atMs),
    ...specialCases(world),
  ];
  const place = ({ symbol }: Contract) => unit(world.seed, keyOf(symbol), 391);
  const [bitcoin, ...rest] = all;
  return [...(bitcoin ? [bitcoin] : []), ...rest.sort((a, b) => place(a) - place(b))];
}

/**
 * One is announced, then trades; one is announced to end, then is gone; one has a shorter period than the lists say.
 */
function withStories(world: World, contracts: readonly Contract[], atMs: number): Contract[] {
  return contracts.flatMap((contract): Contract[] => {
    const story = world.stories.find(({ asset }) => asset === contract.asset);
    const has = story !== undefined && atMs >= story.startMs;
    switch (story?.kind) {
      case 'settlement':
        return has ? [] : [{ ...contract, offMs: story.startMs }];
      case 'listing': {
        const listed = { ...contract, launchMs: story.startMs };
        if (has) return [listed];
        return atMs >= story.startMs - ANNOUNCED_MS ? [{ ...listed, status: 'listed' }] : [];
      }
      case 'short-ramp':
        return [{ ...contract, periodHours: 1, listedPeriodHours: 8 }];
      default:
        return [contract];
    }
  });
}

function realWorld(world: World, asset: TokenisedAsset): Contract {
  const kind = METALS.has(asset.name) ? 'metal' : 'commodity';
  const type = CALLED_CRYPTO.has(asset.name) ? 'crypto' : 'stock';
  return {
    ...perpetual(world, asset),
    symbolType: asset.kind === 'COMMODITY' ? kind : type,
    isRwa: true,
  };
}

function inverse(world: World, atMs: number): Contract[] {
  const biggest = world.crypto.slice(0, INVERSE_PAIRS);
  const dated = biggest.slice(0, 2).flatMap((asset) =>
    quarterEnds(atMs, 1).map((deliveryMs) => {
      const base = perpetual(world, asset, 'USD');
      const date = new Date(deliveryMs);
      const month = 'HMUZ'[Math.floor(date.getUTCMonth() / 3)] ?? '';
      const year = String(date.getUTCFullYear()).slice(2);
      return { ...base, symbol: `${base.symbol}${month}${year}`, deliveryMs };
    }),
  );
  return [...biggest.map((asset) => perpetual(world, asset, 'USD')), ...dated];
}

/** Delisted but still listed, close-only, closed to API orders, and listed before launch. */
function specialCases(world: World): Contract[] {
  const [gone, winding, manualOnly, early] = world.settled.map((asset) => perpetual(world, asset));
  const { epochMs } = world;
  return [
    ...(gone ? [{ ...gone, status: 'offline' as const, offMs: epochMs - 3 * DAY_MS }] : []),
    ...(winding
      ? [{ ...winding, status: 'limit_open' as const, offMs: epochMs + 2 * DAY_MS }]
      : []),
    ...(manualOnly ? [{ ...manualOnly, status: 'restrictedAPI' as const }] : []),
    ...(early ? [{ ...early, launchMs: epochMs + 9 * DAY_MS }] : []),
  ];
}
