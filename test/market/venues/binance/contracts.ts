/** What this venue lists, oddities and all: a function of the world and the moment. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';

export interface Contract {
  symbol: string;
  /** The asset in the world. */
  asset: string;
  baseAsset: string;
  quoteAsset: string;
  /** Coins of the asset that one listed coin stands for: 1000PEPE is a thousand. */
  multiplier: number;
  contractType: string;
  underlyingType: string;
  status: string;
  periodHours: number;
  onboardMs: number;
  deliveryMs: number;
  /** Settled long ago: still among the prices, with a price of that day. */
  isLeftover: boolean;
  /** Left out of exchangeInfo. */
  isUnlisted: boolean;
}

const DAY_MS = 86_400_000;
const PERPETUAL_DELIVERY_MS = 4_133_404_800_000;

const PREFIXES: Record<string, readonly [string, number]> = {
  PEPE: ['1000', 1e3],
  SHIB: ['1000', 1e3],
  BONK: ['1000', 1e3],
  FLOKI: ['1000', 1e3],
  LUNC: ['1000', 1e3],
  SATS: ['1000', 1e3],
  MOG: ['1000000', 1e6],
  BABYDOGE: ['1M', 1e6],
};

const PREMARKET = new Set([501, 507, 513]);
const USDC_PAIRS = 35;

export function contractsAt(world: World, atMs: number): Contract[] {
  const perpetual = (name: string, rank: number, quoteAsset = 'USDT'): Contract => {
    const [prefix, multiplier] = PREFIXES[name] ?? ['', 1];
    const baseAsset = prefix + name;
    return {
      symbol: baseAsset + quoteAsset,
      asset: name,
      baseAsset,
      quoteAsset,
      multiplier,
      contractType: 'PERPETUAL',
      underlyingType: PREMARKET.has(rank) ? 'PREMARKET' : 'COIN',
      status: 'TRADING',
      periodHours: periodOf(world, name, rank),
      onboardMs:
        world.epochMs - Math.floor((40 + 1500 * unit(world.seed, keyOf(name), 55)) * DAY_MS),
      deliveryMs: PERPETUAL_DELIVERY_MS,
      isLeftover: false,
      isUnlisted: false,
    };
  };
  const crypto = world.crypto.map(({ name, rank }) => perpetual(name, rank));
  const usdc = world.crypto
    .slice(0, USDC_PAIRS)
    .map(({ name, rank }) => perpetual(name, rank, 'USDC'));
  const indexes = world.indexes.map(({ name, rank }) => ({
    ...perpetual(name, rank),
    underlyingType: 'INDEX',
  }));
  const tokenised = world.tokenised.map(({ name, rank, kind }) => ({
    ...perpetual(name, rank),
    contractType: 'TRADIFI_PERPETUAL',
    underlyingType: kind,
  }));
  const inBitcoin = ['ETH', 'BNB'].map((name, rank) => perpetual(name, rank, 'BTC'));
  return [
    ...withStories(world, crypto, atMs),
    ...usdc,
    ...indexes,
    ...tokenised,
    ...inBitcoin,
    ...quarterlies(world, atMs, perpetual),
    ...leftovers(world, perpetual),
  ];
}

function periodOf(world: World, name: string, rank: number): number {
  if (rank < 10) return 8;
  const part = unit(world.seed, keyOf(name), 77);
  if (part < 0.025) return 1;
  return part < 0.55 ? 4 : 8;
}

function withStories(world: World, contracts: readonly Contract[], atMs: number): Contract[] {
  const result: Contract[] = [];
  for (const contract of contracts) {
    const story = world.stories.find(
      ({ asset, kind }) =>
        asset === contract.asset && (kind === 'listing' || kind === 'settlement'),
    );
    if (story === undefined) result.push(contract);
    else if (story.kind === 'listing') {
      if (atMs >= story.startMs) result.push({ ...contract, onboardMs: story.startMs });
    } else if (atMs < story.startMs) result.push(contract);
    else {
      const gone = { status: 'SETTLING', deliveryMs: story.startMs, isLeftover: true };
      result.push({ ...contract, ...gone });
    }
  }
  return result;
}

type MakePerpetual = (name: string, rank: number, quoteAsset?: string) => Contract;

/** The next two last Fridays of a quarter, for the two assets that have them. */
function quarterlies(world: World, atMs: number, perpetual: MakePerpetual): Contract[] {
  const kinds = ['CURRENT_QUARTER', 'NEXT_QUARTER'];
  return ['BTC', 'ETH'].flatMap((name, rank) =>
    quarterEnds(atMs, kinds.length).map((deliveryMs, index) => {
      const day = new Date(deliveryMs).toISOString().slice(2, 10).replaceAll('-', '');
      const base = perpetual(name, rank);
      return {
        ...base,
        symbol: `${base.symbol}_${day}`,
        contractType: kinds[index] ?? '',
        deliveryMs,
      };
    }),
  );
}

function quarterEnds(atMs: number, count: number): number[] {
  const ends: number[] = [];
  const date = new Date(atMs);
  for (let quarter = Math.floor(date.getUTCMonth() / 3); ends.length < count; quarter += 1) {
    const last = new Date(Date.UTC(date.getUTCFullYear(), quarter * 3 + 3, 0, 8));
    last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() + 2) % 7));
    if (last.getTime() > atMs) ends.push(last.getTime());
  }
  return ends;
}

/** Forty-two that were settled long ago. One of them is still listed as trading, four are listed no more. */
function leftovers(world: World, perpetual: MakePerpetual): Contract[] {
  return Array.from({ length: 42 }, (_, index) => {
    const name = world.crypto[200 + index]?.name ?? 'BTC';
    const base = perpetual(name, 200 + index);
    const status = index === 0 ? 'TRADING' : index < 24 ? 'SETTLING' : 'PENDING_TRADING';
    return {
      ...base,
      symbol: `OLD${base.baseAsset}USDT`,
      baseAsset: `OLD${base.baseAsset}`,
      status,
      isLeftover: true,
      isUnlisted: index >= 38,
      deliveryMs: status === 'SETTLING' ? world.epochMs - 90 * DAY_MS : PERPETUAL_DELIVERY_MS,
    };
  });
}
