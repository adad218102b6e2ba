/** The contracts that this venue lists, with their special cases: a function of the world and the time. */
import { listedAt } from '../../world/at-venue';
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract } from './contract';
import { BYBIT, perpetual } from './contract';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long before it a launch or an end is announced. */
export const ANNOUNCED_MS = HOUR_MS;
const USDC_PAIRS = 24;
const INVERSE_PAIRS = 8;
const PREMARKET = 2;

export function contractsAt(world: World, atMs: number): Contract[] {
  const inStories = new Set(world.stories.map(({ asset }) => asset));
  const crypto = listedAt(
    world,
    BYBIT.venue,
    world.crypto.filter(({ name }) => /^[A-Z0-9]+$/.test(name) && !inStories.has(name)),
    { surely: 200, part: 0.85 },
  );
  const storyAssets = world.crypto.filter(({ name }) => inStories.has(name));
  const tokenised = listedAt(world, BYBIT.venue, world.tokenised, { surely: 200, part: 0.8 });
  const biggest = crypto.slice(0, USDC_PAIRS);
  const all = [
    ...crypto.map((asset) => perpetual(world, asset)),
    ...withStories(
      world,
      storyAssets.map((asset) => perpetual(world, asset)),
      atMs,
    ),
    ...biggest.map((asset) => perpetual(world, asset, 'USDC')),
    ...biggest.slice(0, INVERSE_PAIRS).map((asset) => inverse(perpetual(world, asset, 'USD'))),
    ...tokenised.map((asset) => ({
      ...perpetual(world, asset),
      symbolType: asset.kind === 'EQUITY' ? 'stock' : 'commodity',
    })),
    ...world.indexes.map((asset) => ({ ...perpetual(world, asset), symbolType: 'ETF' })),
    ...closed(world),
    ...dated(world, atMs),
  ];
  return all.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

/** One is announced, then trades; one has an announced end, and is closed from then on. */
function withStories(world: World, contracts: readonly Contract[], atMs: number): Contract[] {
  return contracts.flatMap((contract): Contract[] => {
    const story = world.stories.find(({ asset }) => asset === contract.asset);
    if (story === undefined) return [contract];
    const has = atMs >= story.startMs;
    const isNear = atMs >= story.startMs - ANNOUNCED_MS;
    if (story.kind === 'listing') {
      const listed = { ...contract, launchMs: story.startMs };
      return has ? [listed] : isNear ? [announced(listed)] : [];
    }
    if (story.kind !== 'settlement' || !isNear) return [contract];
    return [{ ...contract, status: has ? 'Closed' : 'Trading', deliveryMs: story.startMs }];
  });
}

/** Pre-listing, before the coin exists. */
function announced(contract: Contract): Contract {
  return { ...contract, status: 'PreLaunch', isPreListing: true };
}

function inverse(contract: Contract): Contract {
  return {
    ...contract,
    category: 'inverse',
    contractType: 'InversePerpetual',
    settleCoin: contract.baseCoin,
  };
}

/** Two that are listed only when announced ones are requested; the others were closed long ago. */
function closed(world: World): Contract[] {
  return world.settled.map((asset, index) => {
    const contract = perpetual(world, asset);
    if (index < PREMARKET) return announced(contract);
    const deliveryMs = world.epochMs - (40 + index * 7) * DAY_MS;
    return { ...contract, status: 'Closed', deliveryMs, launchMs: deliveryMs - 400 * DAY_MS };
  });
}

/** The next two quarters of the two assets that have them, in USDT (`BTCUSDT-27MAR26`) and in USDC (`BTC-27MAR26`). */
function dated(world: World, atMs: number): Contract[] {
  return world.crypto.slice(0, 2).flatMap((asset) =>
    ['USDT', 'USDC'].flatMap((quote) =>
      quarterEnds(atMs, 2).map((deliveryMs): Contract => {
        const base = perpetual(world, asset, quote);
        const name = quote === 'USDT' ? base.symbol : base.baseCoin;
        return {
          ...base,
          symbol: `${name}-${dayOf(deliveryMs)}`,
          contractType: 'LinearFutures',
          periodHours: 0,
          launchMs: deliveryMs - 190 * DAY_MS,
          deliveryMs,
        };
      }),
    ),
  );
}

function dayOf(atMs: number): string {
  const [, day, month, year] = /(\d+) (\w+) \d\d(\d\d)/.exec(new Date(atMs).toUTCString()) ?? [];
  return `${Number(day)}${month?.toUpperCase()}${year}`;
}
