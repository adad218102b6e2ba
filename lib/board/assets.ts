/**
 * Maps the venues' base names to assets, and a page's pair to its perpetual. A name that is not in the table is its own
 * asset, with one coin per listed coin. Pure.
 */
import type { Perp } from '../domain/perp';
import type { ViewedPair } from '../venues/pages-contract';

/** The asset behind one listed coin. */
export interface AssetUnits {
  asset: string;
  /** Coins of the asset in one listed coin: 1000 for 1000PEPE. */
  units: number;
}

/**
 * Prefix, coins per listed coin, and the assets listed with it. An explicit list, since a prefix can be part of a name:
 * 1000X and 1INCH are assets.
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
 * A multiplier prefix on an asset that PACKS does not list yet. The rest must have at least 3 characters: 1000X is not
 * a thousand X.
 */
const PACKED = /^(?:10{3,6}|1M|k(?=[A-Z]))(.{3,})$/u;

/**
 * Null where the venue does not list the perpetual, or the match is not certain. The perpetual of a spot pair may have
 * a multiplier: PEPE/USDT is 1000PEPEUSDT, SHIB/USDT is SHIB1000USDT, and on Hyperliquid kPEPE.
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

/** Candidate symbols for a pair's perpetual where no listing is available. Not all of them exist. */
export function namesOf({ symbol, market }: ViewedPair): string[] {
  if (market === 'perpetual') return [symbol];
  const before = ['', '1000', '10000', '1000000', '1M', 'M', 'k'].map((pack) => pack + symbol);
  return [...before, symbol.replace(/(?=USD[TC]$)/, '1000')];
}
