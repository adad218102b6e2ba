/** The world's values in this venue's units. */
import { truthAt } from '../../world/at-venue';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { BYBIT } from './contract';

const DAY_MS = 86_400_000;

export interface Values {
  markPrice: number;
  indexPrice: number;
  /** Fraction per the contract's own period; null on dated contracts. */
  fundingRate: number | null;
  /** Listed coins of one side; dollars for inverse contracts. */
  singleOpenInterest: number;
  /** In quote currency. */
  turnover24h: number;
}

export function isDated({ contractType }: Contract): boolean {
  return contractType === 'LinearFutures';
}

export function valuesAt(world: World, contract: Contract, atMs: number): Values {
  const { asset, multiplier, category, quoteCoin, deliveryMs, quantityDecimals } = contract;
  const truth = truthAt(world, BYBIT, asset, atMs);
  const indexPrice = truth.indexPrice * multiplier;
  const daysLeft = Math.max(0, (deliveryMs - atMs) / DAY_MS);
  const markPrice = indexPrice * (1 + (isDated(contract) ? 0.00011 * daysLeft : truth.basis));
  const share =
    category === 'inverse' ? 0.15 : isDated(contract) || quoteCoin === 'USDC' ? 0.05 : 1;
  const coins = (truth.openInterest * share) / multiplier;
  const step = 10 ** quantityDecimals;
  return {
    markPrice,
    indexPrice,
    fundingRate: isDated(contract) ? null : (truth.funding8h * contract.periodHours) / 8,
    // A multiple of the quantity step.
    singleOpenInterest:
      category === 'inverse' ? Math.round(coins * markPrice) : Math.round(coins * step) / step,
    turnover24h: truth.turnover24h * share,
  };
}
