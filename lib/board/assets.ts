/**
 * One asset under the names the venues give it, and the perpetual of a pair that a page shows. A name that is not in the table
 * stands for itself, one to one. Pure.
 */
import type { Perp } from '../domain/perp';
import type { ViewedPair } from '../venues/pages-contract';

/** What one listed coin stands for. */
export interface AssetUnits {
  asset: string;
  /** Coins of the asset in one listed coin: 1000 for 1000PEPE. */
  units: number;
}

/**
 * By prefix: its units, and the assets that venues list with it. A list, since a prefix can be part of a name: 1000X and 1INCH
 * are assets.
 */
const PACKS: readonly [prefix: string, units: number, assets: string][] = [
  [
    '1000',
    1e3,
    'PEPE SHIB BONK FLOKI LUNC SATS XEC RATS CAT CHEEMS WHY TURBO NEIROCTO BTT TOSHI APU MUMU BTTC TAG TROLL',
  ],
  ['10000', 1e4, 'SATS LADYS WEN ELON COQ QUBIC WHY NFT STARL BTT'],
  ['100000', 1e5, 'AIDOGE'],
  ['1000000', 1e6, 'MOG BOB BABYDOGE CHEEMS PEIPEI AIDOGE'],
  ['1M', 1e6, 'BABYDOGE'],
  ['M', 1e6, 'BABYDOGE'],
  ['k', 1e3, 'PEPE SHIB BONK FLOKI LUNC DOGS NEIRO'],
];

const BY_NAME: ReadonlyMap<string, AssetUnits> = new Map([
  ...PACKS.flatMap(([prefix, units, assets]) =>
    assets.split(' ').map((asset): [string, AssetUnits] => [prefix + asset, { asset, units }]),
  ),
  ['SHIB1000', { asset: 'SHIB', units: 1000 }],
  ['XBT', { asset: 'BTC', units: 1 }],
  ['XCU', { asset: 'COPPER', units: 1 }],
  ['NG', { asset: 'NATGAS', units: 1 }],
]);

/** The asset behind a venue's `baseAsset`. Case matters: kPEPE is a thousand, KPEPE would be another coin. */
export function assetOf(baseAsset: string): AssetUnits {
  return BY_NAME.get(baseAsset) ?? { asset: baseAsset, units: 1 };
}

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

/** Candidate symbols for the perpetual of a pair, where no list of perpetuals is at hand. Not all of them exist. */
export function namesOf({ symbol, market }: ViewedPair): string[] {
  if (market === 'perpetual') return [symbol];
  const before = ['', '1000', '10000', '1000000', '1M', 'M', 'k'].map((pack) => pack + symbol);
  return [...before, symbol.replace(/(?=USD[TC]$)/, '1000')];
}
