/** Markets that others run on the same chain: their own list, their own names with a prefix. */
import type { World } from '../../world/world';
import type { Coin } from './coins';
import { sizeDecimals } from './coins';

const DEX = 'xyz';
const OWN_NAMES: Record<string, string> = { XAU: 'GOLD', XAG: 'SILVER', XPT: 'PLATINUM' };

/** Null when there is no market of that name. */
export function dexCoins(world: World, dex: string): Coin[] | null {
  if (dex !== DEX) return null;
  return world.tokenised.map(({ name }) => ({
    name: `${DEX}:${OWN_NAMES[name] ?? name}`,
    asset: name,
    multiplier: 1,
    sizeDecimals: sizeDecimals(world.basePrice(name)),
    maxLeverage: 10,
    isOnlyIsolated: true,
    delistedMs: null,
    hasEmptyBook: false,
  }));
}

/** The first is the venue's own, which has no name. */
export function dexRows(world: World) {
  const coins = dexCoins(world, DEX) ?? [];
  return [
    null,
    {
      name: DEX,
      fullName: DEX.toUpperCase(),
      deployer: '0x00000000000000000000000000000000000000d1',
      oracleUpdater: null,
      feeRecipient: '0x00000000000000000000000000000000000000d2',
      assetToStreamingOiCap: coins.map(({ name }) => [name, '25000000.0']),
    },
  ];
}
