/** The world's truth in this venue's units and decimals. */
import type { World } from '../../world/world';
import type { Contract } from './contracts';

const DAY_MS = 86_400_000;

export interface Values {
  markPrice: number;
  indexPrice: number;
  settlePrice: number;
  /** Fraction per the contract's own period. */
  fundingRate: number;
  /** Listed coins. */
  openInterest: number;
  /** Quote currency. */
  turnover24h: number;
}

export function valuesAt(world: World, contract: Contract, atMs: number): Values {
  if (contract.isLeftover) return leftoverValues(world, contract);
  const truth = world.truth(contract.asset, atMs);
  const usdPerQuote = contract.quoteAsset === 'BTC' ? world.truth('BTC', atMs).indexPrice : 1;
  const indexPrice = (truth.indexPrice * contract.multiplier) / usdPerQuote;
  const isDated = contract.contractType.endsWith('QUARTER');
  const daysLeft = Math.max(0, (contract.deliveryMs - atMs) / DAY_MS);
  const basis = isDated ? 0.00011 * daysLeft : truth.basis;
  const share = contract.quoteAsset === 'USDT' && !isDated ? 1 : 0.06;
  return {
    markPrice: indexPrice * (1 + basis),
    indexPrice,
    settlePrice: indexPrice * (1 + basis / 2),
    fundingRate:
      isDated || contract.quoteAsset === 'BTC' ? 0 : (truth.funding8h * contract.periodHours) / 8,
    openInterest: (truth.openInterest * share) / contract.multiplier,
    turnover24h: (truth.turnover24h * share) / usdPerQuote,
  };
}

/** The prices of the day it ended, and with them a basis that means nothing. */
function leftoverValues(world: World, contract: Contract): Values {
  const endedMs = Math.min(contract.deliveryMs, world.epochMs - DAY_MS);
  const { indexPrice } = world.truth(contract.asset, endedMs);
  return {
    markPrice: indexPrice * 1.009,
    indexPrice,
    settlePrice: 0,
    fundingRate: 0,
    openInterest: 0,
    turnover24h: 0,
  };
}
