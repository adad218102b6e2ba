/** The perpetual of a pair that a page shows. Pure. */
import type { Perp } from '../domain/perp';
import type { ViewedPair } from '../venues/pages-contract';
import { assetOf } from './assets';

/**
 * How venues name a coin by the thousand or million where the table of assets does not know it yet. What is left must be
 * long enough to be a coin's own name: 1000X is no thousand of X.
 */
const PACKED = /^(?:10{3,6}|1M|k(?=[A-Z]))(.{3,})$/u;

/**
 * Null where the venue does not list it, or where it is not sure that it is this one. A spot pair's perpetual may count
 * coins by the thousand or million: PEPE/USDT is 1000PEPEUSDT, SHIB/USDT SHIB1000USDT, and on Hyperliquid kPEPE.
 */
export function perpetualOf(pair: ViewedPair, perps: readonly Perp[]): Perp | null {
  const listed = perps.find(({ symbol }) => symbol === pair.symbol) ?? null;
  if (listed !== null) return pair.byTitle && listed.sharesName ? null : listed;
  if (pair.market !== 'spot') return null;
  const isOf = (perp: Perp, asset: string) =>
    asset !== perp.baseAsset && perp.symbol.replace(perp.baseAsset, asset) === pair.symbol;
  return (
    perps.find((perp) => isOf(perp, assetOf(perp.baseAsset).asset)) ??
    perps.find((perp) => isOf(perp, PACKED.exec(perp.baseAsset)?.[1] ?? perp.baseAsset)) ??
    null
  );
}

/** What the perpetual of a pair may be called, for those who have no list of them at hand. Some of them nobody lists. */
export function namesOf({ symbol, market }: ViewedPair): string[] {
  if (market === 'perpetual') return [symbol];
  const before = ['', '1000', '10000', '1000000', '1M', 'M', 'k'].map((pack) => pack + symbol);
  return [...before, symbol.replace(/(?=USD[TC]$)/, '1000')];
}
