/** The world's values in this venue's units. */
import { truthAt } from '../../world/at-venue';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { BITGET } from './contract';

const DAY_MS = 86_400_000;
const SHARES = { USDT: 1, USDC: 0.05, USD: 0.08 };

export interface Values {
  markPrice: number;
  indexPrice: number;
  /** Fraction per the contract's own period; null on dated ones. */
  fundingRate: number | null;
  /** Coins as listed. */
  openInterest: number;
  /** Over 24 h, in quote currency. */
  turnover24h: number;
}

export function valuesAt(world: World, contract: Contract, atMs: number): Values {
  const { asset, multiplier, quoteCoin, deliveryMs, periodHours } = contract;
  const truth = truthAt(world, BITGET, asset, atMs);
  const share = SHARES[quoteCoin];
  const indexPrice = truth.indexPrice * multiplier;
  const basis =
    deliveryMs === null ? truth.basis : (0.00011 * Math.max(0, deliveryMs - atMs)) / DAY_MS;
  return {
    markPrice: indexPrice * (1 + basis),
    indexPrice,
    fundingRate: deliveryMs === null ? (truth.funding8h * periodHours) / 8 : null,
    openInterest: (truth.openInterest * share) / multiplier,
    turnover24h: truth.turnover24h * share,
  };
}
