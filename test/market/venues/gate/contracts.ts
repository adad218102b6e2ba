/**
 * The contracts that this venue lists, with their special cases: a function of the world and the time. Dated contracts
 * have a list of their own.
 */
import { listedAt } from '../../world/at-venue';
import type { TokenisedAsset } from '../../world/assets';
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { GATE, perpetual } from './contract';

/** How long announced contracts are in the list before they trade. */
export const ANNOUNCED_MS = 3_600_000;

const DAY_MS = 86_400_000;
const OWN_NAMES: Record<string, string> = { NATGAS: 'NG', COPPER: 'XCU' };
/** The world has neither stock indices nor currencies: other assets' prices stand in. */
const STAND_INS = [
  { listedAs: 'SPX500', name: 'V', contractType: 'indices' },
  { listedAs: 'NAS100', name: 'LLY', contractType: 'indices' },
  { listedAs: 'EURUSD', name: 'COPPER', contractType: 'forex' },
] as const;

export function contractsAt(world: World, atMs: number): Contract[] {
  const inStories = new Set(world.stories.map(({ asset }) => asset));
  const others = world.crypto.filter(({ name }) => !inStories.has(name));
  const usual = listedAt(world, GATE.venue, others, { surely: 380, part: 0.7 });
  const storyAssets = world.crypto.filter(({ name }) => inStories.has(name));
  const all = [
    ...usual.map((asset) => perpetual(world, asset)),
    ...storyAssets.flatMap((asset) => withStory(world, perpetual(world, asset), atMs)),
    ...world.tokenised.map((asset) => tokenised(world, asset)),
    ...STAND_INS.map(({ listedAs, name, contractType }) => ({
      ...perpetual(world, { name, rank: 200 }, listedAs),
      contractType,
    })),
    ...specialCases(world),
  ];
  const place = ({ name }: Contract) => unit(world.seed, keyOf(name), 391);
  return all.sort((a, b) => place(a) - place(b));
}

/** The only contract that is settled in coins. */
export function inverseContract(world: World): Contract {
  const contract = perpetual(world, { name: 'BTC', rank: 0 });
  return { ...contract, name: 'BTC_USD', type: 'inverse', size: 0 };
}

/** One is announced, then trades; one stays in this list after its settlement. */
function withStory(world: World, contract: Contract, atMs: number): Contract[] {
  const story = world.stories.find(({ asset }) => asset === contract.asset);
  const has = story !== undefined && atMs >= story.startMs;
  if (story?.kind === 'settlement' && has) {
    return [{ ...contract, status: 'delisted', frozenMs: story.startMs }];
  }
  if (story?.kind !== 'listing') return [contract];
  const launched = { ...contract, launchMs: story.startMs };
  if (has) return [launched];
  return atMs >= story.startMs - ANNOUNCED_MS ? [{ ...launched, status: 'prelaunch' }] : [];
}

function tokenised(world: World, asset: TokenisedAsset): Contract {
  const isMetal = /^(X..|COPPER)$/.test(asset.name);
  return {
    ...perpetual(world, asset, OWN_NAMES[asset.name]),
    contractType: asset.kind === 'EQUITY' ? 'stocks' : isMetal ? 'metals' : 'commodities',
  };
}

/** Contracts in which no position can be opened (one of them temporarily), and pre-market ones. */
function specialCases(world: World): Contract[] {
  const changes: Partial<Contract>[] = [
    { status: 'delisted' },
    { status: 'delisting' },
    { status: 'delisting' },
    { status: 'circuit_breaker' },
    { status: 'prelaunch', launchMs: world.epochMs + 3 * DAY_MS },
    { isPreMarket: true },
    { isPreMarket: true, contractType: 'stocks' },
    { isPreMarket: true, contractType: 'indices' },
  ];
  return changes.flatMap((change, index) => {
    const asset = world.settled[index];
    const frozenMs = change.status === 'delisted' ? world.epochMs - 20 * DAY_MS : null;
    return asset ? [{ ...perpetual(world, asset), frozenMs, ...change }] : [];
  });
}
