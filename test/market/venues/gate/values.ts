/** The world's values in this venue's units. */
import { truthAt } from '../../world/at-venue';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { GATE, plain } from './contract';

export interface Values {
  markPrice: number;
  /** 0 before the index exists. */
  indexPrice: number;
  /** Fraction per the contract's own period. */
  fundingRate: number;
  contracts: number;
  /** Over 24 h, in quote currency. */
  turnover: number;
}

export function valuesAt(world: World, contract: Contract, nowMs: number): Values {
  const { asset, multiplier, size, type, isPreMarket, periodHours } = contract;
  const truth = truthAt(world, GATE, asset, contract.frozenMs ?? nowMs);
  const indexPrice = truth.indexPrice * multiplier;
  // The other values are computed from the published price.
  const markPrice = Number(plain(indexPrice * (1 + truth.basis), contract.priceDecimals));
  const isInverse = type === 'inverse';
  const share = isInverse || isPreMarket ? 0.02 : 1;
  const coins = (truth.openInterest * share) / multiplier;
  const wanted = isInverse ? coins * markPrice : coins / size;
  return {
    markPrice,
    indexPrice: isPreMarket ? 0 : indexPrice,
    fundingRate: isPreMarket ? 0 : (truth.funding8h * periodHours) / 8,
    contracts: contract.hasParts ? Math.round(wanted * 10) / 10 : Math.round(wanted),
    turnover: truth.turnover24h * share,
  };
}

/** In quote currency. */
export function worth({ contracts, markPrice }: Values, { size }: Contract): number {
  return size === 0 ? contracts : contracts * size * markPrice;
}
