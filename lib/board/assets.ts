/** One asset under the names the venues give it. A name that is not in the table stands for itself, one to one. */

/** What one listed coin stands for. */
export interface AssetUnits {
  asset: string;
  /** Coins of the asset in one listed coin: 1000 for 1000PEPE. */
  units: number;
}

/**
 * Listed by prefix, with its units and the assets that venues list with it. Never stripped blindly: 1000X is the name of
 * an asset, and 1INCH is not an inch.
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
