/** The contracts that this venue lists, with their special cases: a function of the world and the time. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';
import type { Contract } from './contract';
import { perpetual, PERPETUAL_DELIVERY_MS } from './contract';
import { quarterEnds } from './quarters';

const DAY_MS = 86_400_000;

const PREMARKET_RANKS = new Set([501, 507, 513]);
const USDC_PAIRS = 35;
const USD1_PAIRS = 3;

export function contractsAt(world: World, atMs: number): Contract[] {
  const crypto = world.crypto.map((asset) => ({
    ...perpetual(world, asset),
    ...(PREMARKET_RANKS.has(asset.rank) && { underlyingType: 'PREMARKET' }),
  }));
  const usdc = world.crypto.slice(0, USDC_PAIRS).map((asset) => perpetual(world, asset, 'USDC'));
  const usd1 = world.crypto.slice(0, USD1_PAIRS).map((asset) => perpetual(world, asset, 'USD1'));
  const indexes = world.indexes.map((asset) => ({
    ...perpetual(world, asset),
    underlyingType: 'INDEX',
  }));
  const tokenised = world.tokenised.map((asset) => ({
    ...perpetual(world, asset),
    contractType: 'TRADIFI_PERPETUAL',
    underlyingType: asset.name === 'BABA' ? 'HK_EQUITY' : asset.kind,
  }));
  const inBitcoin = world.crypto
    .filter(({ name }) => name === 'ETH' || name === 'BNB')
    .map((asset) => perpetual(world, asset, 'BTC'));
  const all = [
    ...withStories(world, crypto, atMs),
    ...usdc,
    ...usd1,
    ...indexes,
    ...tokenised,
    ...inBitcoin,
    ...quarterlies(world, atMs),
    ...leftovers(world),
  ];
  // Shuffled, since the venue's own order has no meaning.
  const place = ({ symbol }: Contract) => unit(world.seed, keyOf(symbol), 91);
  const [bitcoin, ...rest] = all;
  return [...(bitcoin ? [bitcoin] : []), ...rest.sort((a, b) => place(a) - place(b))];
}

function withStories(world: World, contracts: readonly Contract[], atMs: number): Contract[] {
  return contracts.flatMap((contract) => {
    const story = world.stories.find(({ asset }) => asset === contract.asset);
    const has = story !== undefined && atMs >= story.startMs;
    if (story?.kind === 'listing') return has ? [{ ...contract, onboardMs: story.startMs }] : [];
    if (story?.kind !== 'settlement' || !has) return [contract];
    return [
      { ...contract, status: 'SETTLING', deliveryMs: story.startMs, settledMs: story.startMs },
    ];
  });
}

/** The next two quarters of the two assets that have them. */
function quarterlies(world: World, atMs: number): Contract[] {
  const kinds = ['CURRENT_QUARTER', 'NEXT_QUARTER'];
  return world.crypto.slice(0, 2).flatMap((asset) =>
    quarterEnds(atMs, kinds.length).map((deliveryMs, index) => {
      const day = new Date(deliveryMs).toISOString().slice(2, 10).replaceAll('-', '');
      const base = perpetual(world, asset);
      return {
        ...base,
        symbol: `${base.symbol}_${day}`,
        contractType: kinds[index] ?? '',
        onboardMs: deliveryMs - 190 * DAY_MS,
        deliveryMs,
      };
    }),
  );
}

/** Settled long ago, and still among the prices. One is still listed as trading, four are not listed. */
function leftovers(world: World): Contract[] {
  return world.settled.map((asset, index) => {
    const status = index === 0 ? 'TRADING' : index < 24 ? 'SETTLING' : 'PENDING_TRADING';
    const settledMs = world.epochMs - (40 + index * 7) * DAY_MS;
    return {
      ...perpetual(world, asset),
      status,
      settledMs,
      isUnlisted: index >= 38,
      onboardMs: settledMs - 400 * DAY_MS,
      deliveryMs: status === 'SETTLING' ? settledMs : PERPETUAL_DELIVERY_MS,
    };
  });
}
