/** One instrument of this venue, and its number formats. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';

export const OKX = { venue: 'okx', share: 0.45 };

export interface Contract {
  instId: string;
  instType: 'SPOT' | 'SWAP' | 'FUTURES';
  /** Its asset in the world. */
  asset: string;
  /** The quote of its index: USDT, USDC or USD. */
  quote: string;
  settleCcy: string;
  ctType: '' | 'linear' | 'inverse';
  /** Coins per contract; dollars for an inverse one. */
  ctVal: number;
  state: 'live' | 'preopen' | 'suspend' | 'rebase' | 'test';
  ruleType: 'normal' | 'pre_market' | 'rebase_contract' | 'xperp';
  instCategory: '1' | '3' | '4';
  periodHours: number;
  listMs: number;
  expiryMs: number | null;
  /** Since when its prices are frozen; null while it trades. */
  frozenMs: number | null;
  priceDecimals: number;
}

const DAY_MS = 86_400_000;

export function swap(
  world: World,
  { name, rank }: { name: string; rank: number },
  quote = 'USDT',
): Contract {
  const magnitude = Math.log10(world.basePrice(name));
  return {
    instId: `${name}-${quote}-SWAP`,
    instType: 'SWAP',
    asset: name,
    quote,
    settleCcy: quote,
    ctType: 'linear',
    ctVal: 10 ** Math.floor(3 - magnitude),
    state: 'live',
    ruleType: 'normal',
    instCategory: '1',
    periodHours: periodOf(world, name, rank),
    listMs: world.epochMs - Math.floor((45 + 1400 * unit(world.seed, keyOf(name), 61)) * DAY_MS),
    expiryMs: null,
    frozenMs: null,
    priceDecimals: Math.max(1, Math.min(14, 4 - Math.floor(magnitude))),
  };
}

/** The largest have the usual 8 h; many 4 h, some 1, 2 or 6 h. */
function periodOf(world: World, name: string, rank: number): number {
  if (rank < 12) return 8;
  const part = unit(world.seed, keyOf(`okx ${name}`), 77);
  if (part < 0.03) return 1;
  if (part < 0.05) return 2;
  if (part < 0.06) return 6;
  return part < 0.5 ? 4 : 8;
}

/** The name of its index: without the contract's own suffix. */
export function indexIdOf({ asset, quote }: Contract): string {
  return `${asset}-${quote}`;
}

export function familyOf({ instId }: Contract): string {
  return instId.split('-').slice(0, 2).join('-');
}
