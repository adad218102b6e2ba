/** The world's values in this venue's units. */
import { truthAt } from '../../world/at-venue';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { OKX } from './contract';

const DAY_MS = 86_400_000;

export interface Values {
  markPrice: number;
  indexPrice: number;
  /** Fraction per the contract's own period. */
  fundingRate: number;
  contracts: number;
  coins: number;
  usd: number;
  /** Coins. */
  volume24h: number;
}

export function valuesAt(world: World, contract: Contract, nowMs: number): Values {
  const { asset, ctType, ctVal, settleCcy, instType, expiryMs, ruleType } = contract;
  const atMs = contract.frozenMs ?? nowMs;
  const truth = truthAt(world, OKX, asset, atMs);
  const isDated = instType === 'FUTURES' && ruleType !== 'xperp';
  const daysLeft = Math.max(0, ((expiryMs ?? 0) - atMs) / DAY_MS);
  const basis = isDated ? 0.00012 * daysLeft : truth.basis;
  const markPrice = truth.indexPrice * (1 + basis);
  const share = settleCcy === 'USDT' && instType === 'SWAP' ? 1 : ctType === 'inverse' ? 0.2 : 0.05;
  const wanted = truth.openInterest * share;
  // A multiple of the lot, a hundredth of a contract.
  const contracts =
    Math.round((wanted * (ctType === 'inverse' ? markPrice : 1) * 100) / ctVal) / 100;
  const coins = ctType === 'inverse' ? (contracts * ctVal) / markPrice : contracts * ctVal;
  return {
    markPrice,
    indexPrice: truth.indexPrice,
    fundingRate: (truth.funding8h * contract.periodHours) / 8,
    contracts,
    coins,
    usd: coins * markPrice,
    volume24h: (truth.turnover24h * share) / markPrice,
  };
}
