/** The world's values in this venue's units. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';

const DAY_MS = 86_400_000;

export interface Values {
  markPrice: number;
  indexPrice: number;
  settlePrice: number;
  /** Fraction per the contract's own period. */
  fundingRate: number;
  /** Coins as listed. */
  openInterest: number;
  /** In quote currency. */
  turnover24h: number;
}

export function valuesAt(world: World, contract: Contract, atMs: number): Values {
  const { settledMs } = contract;
  if (settledMs !== null && atMs >= settledMs) return leftoverValues(world, contract, settledMs);
  const truth = world.truth(contract.asset, atMs);
  const usdPerQuote = contract.quoteAsset === 'BTC' ? world.truth('BTC', atMs).indexPrice : 1;
  const indexPrice = (truth.indexPrice * contract.multiplier) / usdPerQuote;
  const daysLeft = Math.max(0, (contract.deliveryMs - atMs) / DAY_MS);
  const basis = isDated(contract) ? 0.00011 * daysLeft : truth.basis;
  const share = contract.quoteAsset === 'USDT' && !isDated(contract) ? 1 : 0.06;
  return {
    markPrice: indexPrice * (1 + basis),
    indexPrice,
    settlePrice: indexPrice * (1 + basis / 2),
    fundingRate:
      isDated(contract) || contract.quoteAsset === 'BTC'
        ? 0
        : (truth.funding8h * contract.periodHours) / 8,
    openInterest: (truth.openInterest * share) / contract.multiplier,
    turnover24h: (truth.turnover24h * share) / usdPerQuote,
  };
}

export function isDated({ contractType }: Contract): boolean {
  return contractType.endsWith('QUARTER');
}

/** The prices of its last day, with a wrong basis. */
function leftoverValues(world: World, contract: Contract, settledMs: number): Values {
  const indexPrice = world.truth(contract.asset, settledMs).indexPrice * contract.multiplier;
  const falseBasis = -0.003 + 0.015 * unit(world.seed, keyOf(contract.symbol), 92);
  return {
    markPrice: indexPrice * (1 + falseBasis),
    indexPrice,
    settlePrice: 0,
    fundingRate: 0,
    openInterest: 0,
    turnover24h: 0,
  };
}
