/** Third-party markets on the same chain, with their own lists and prefixed names. */
import type { World } from '../../world/world';
import type { Coin } from './coins';
import { sizeDecimals } from './coins';

interface Dex {
  name: string;
  /** Assets of the world, and their names on this market. */
  assets: (world: World) => readonly { asset: string; coin: string }[];
}

const OWN_NAMES: Record<string, string> = { XAU: 'GOLD', XAG: 'SILVER', XPT: 'PLATINUM' };

const DEXS: readonly Dex[] = [
  {
    name: 'xyz',
    assets: ({ tokenised }) =>
      tokenised.map(({ name }) => ({ asset: name, coin: OWN_NAMES[name] ?? name })),
  },
  // Coins that the venue's own market has under the same names, at nearly the same prices.
  {
    name: 'hyna',
    assets: ({ crypto }) =>
      crypto
        .filter(({ name }) => ['SOL', 'DOGE', 'XRP'].includes(name))
        .map(({ name }) => ({ asset: name, coin: name })),
  },
  { name: 'newly', assets: () => [] },
];

/** Null for an unknown market. */
export function dexCoins(world: World, dex: string): Coin[] | null {
  const found = DEXS.find(({ name }) => name === dex);
  if (found === undefined) return null;
  return found.assets(world).map(({ asset, coin }) => ({
    name: `${dex}:${coin}`,
    asset,
    multiplier: 1,
    sizeDecimals: sizeDecimals(world.basePrice(asset)),
    maxLeverage: 10,
    isOnlyIsolated: true,
    delistedMs: null,
    hasEmptyBook: false,
  }));
}

/** The first one is the venue's own, without a name. */
export function dexRows(world: World) {
  return [
    null,
    ...DEXS.map(({ name }, index) => {
      const coins = dexCoins(world, name) ?? [];
      return {
        name,
        fullName: name.toUpperCase(),
        deployer: `0x00000000000000000000000000000000000000d${index}`,
        oracleUpdater: null,
        feeRecipient: index === 0 ? '0x00000000000000000000000000000000000000f1' : null,
        assetToStreamingOiCap: coins.map((coin) => [coin.name, '25000000.0']),
        assetToFundingMultiplier: coins.map((coin) => [coin.name, '1.0']),
      };
    }),
  ];
}
