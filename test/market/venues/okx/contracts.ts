/** The contracts that this venue lists, with their special cases: a function of the world and the time. */
import { listedAt } from '../../world/at-venue';
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract } from './contract';
import { OKX, swap } from './contract';

const HOUR_MS = 3_600_000;
/** When the announced contracts appear in the list, with a name only. */
const ANNOUNCED_MS = HOUR_MS;
const USDC_PAIRS = 6;
const INVERSE_PAIRS = 12;
const SPOT_PAIRS = 60;
const PREMARKET = 2;
const X_PERPS = 6;

export function contractsAt(world: World, atMs: number): Contract[] {
  const inStories = new Set(world.stories.map(({ asset }) => asset));
  const assets = listedAt(
    world,
    OKX.venue,
    world.crypto.filter(({ name }) => /^[A-Z0-9]+$/.test(name) && !inStories.has(name)),
    { surely: 140, part: 0.3 },
  );
  const crypto = assets.map((asset, index) => ({
    ...swap(world, asset),
    ...(index >= assets.length - PREMARKET && { ruleType: 'pre_market' as const }),
  }));
  const storyAssets = world.crypto.filter(({ name }) => inStories.has(name));
  const tokenised = listedAt(world, OKX.venue, world.tokenised, { surely: 100, part: 0.6 });
  const biggest = world.crypto.slice(0, INVERSE_PAIRS);
  const all = [
    ...crypto,
    ...withStories(
      world,
      storyAssets.map((asset) => swap(world, asset)),
      atMs,
    ),
    ...biggest.slice(0, USDC_PAIRS).map((asset) => swap(world, asset, 'USDC')),
    ...biggest.slice(0, 2).map((asset) => inDollars(swap(world, asset, 'USD'))),
    ...biggest.map((asset, index) => inverse(swap(world, asset, 'USD'), index === 0 ? 100 : 10)),
    ...tokenised.map((asset) => ({
      ...swap(world, asset),
      instCategory: asset.kind === 'EQUITY' ? ('3' as const) : ('4' as const),
    })),
    ...specialCases(world),
    ...dated(world, atMs),
    ...world.crypto.slice(0, SPOT_PAIRS).map((asset) => spot(swap(world, asset))),
  ];
  const place = ({ instId }: Contract) => unit(world.seed, keyOf(instId), 291);
  return all.sort((a, b) => place(a) - place(b));
}

/** One is announced, then trades; one is gone from its settlement on. */
function withStories(world: World, contracts: readonly Contract[], atMs: number): Contract[] {
  return contracts.flatMap((contract): Contract[] => {
    const story = world.stories.find(({ asset }) => asset === contract.asset);
    const has = story !== undefined && atMs >= story.startMs;
    if (story?.kind === 'settlement') return has ? [] : [contract];
    if (story?.kind !== 'listing') return [contract];
    const listed = { ...contract, listMs: story.startMs };
    if (has) return [listed];
    return atMs >= story.startMs - ANNOUNCED_MS ? [{ ...listed, state: 'preopen' }] : [];
  });
}

/** Margined in several dollar assets at once. */
function inDollars(contract: Contract): Contract {
  return { ...contract, instId: `${contract.asset}-USD_UM-SWAP`, settleCcy: 'USDⓈ' };
}

function inverse(contract: Contract, dollars: number): Contract {
  return { ...contract, ctType: 'inverse', settleCcy: contract.asset, ctVal: dollars };
}

function spot(contract: Contract): Contract {
  const { asset, quote } = contract;
  const instId = `${asset}-${quote}`;
  return { ...contract, instId, instType: 'SPOT', ctType: '', settleCcy: '', ctVal: 0 };
}

/** Swaps that do not trade normally: halted with their last prices, in a rebase, for tests, announced. */
function specialCases(world: World): Contract[] {
  const [halted, rebased, tested, announced] = world.settled.map((asset) => swap(world, asset));
  const frozenMs = world.epochMs - 30 * HOUR_MS;
  return [
    ...(halted ? [{ ...halted, state: 'suspend' as const, frozenMs }] : []),
    ...(rebased
      ? [{ ...rebased, state: 'rebase' as const, ruleType: 'rebase_contract' as const, frozenMs }]
      : []),
    ...(tested ? [{ ...tested, state: 'test' as const }] : []),
    ...(announced ? [{ ...announced, state: 'preopen' as const }] : []),
  ];
}

/** Two quarterly futures of the largest assets in two currencies, and X-Perps, which pay funding as swaps do. */
function dated(world: World, atMs: number): Contract[] {
  const quarters = world.crypto.slice(0, 2).flatMap((asset) =>
    quarterEnds(atMs, 2).flatMap((expiryMs) =>
      [swap(world, asset), inverse(swap(world, asset, 'USD'), 100)].map((base) => ({
        ...base,
        instId: `${asset.name}-${base.quote}-${dayOf(expiryMs)}`,
        instType: 'FUTURES' as const,
        expiryMs,
      })),
    ),
  );
  const expiryMs = Date.UTC(2031, 3, 4, 8);
  const lasting = world.crypto.slice(0, X_PERPS).map((asset) => ({
    ...inDollars(swap(world, asset, 'USD')),
    instId: `${asset.name}-USD_UM_XPERP-${dayOf(expiryMs)}`,
    instType: 'FUTURES' as const,
    settleCcy: 'USD',
    ruleType: 'xperp' as const,
    expiryMs,
  }));
  return [...quarters, ...lasting];
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(2, 10).replaceAll('-', '');
}
