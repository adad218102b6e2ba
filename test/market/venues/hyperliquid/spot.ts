/** Its spot market, as far as clients need it to start: numbered tokens, and pairs, most without a name. */
import type { World } from '../../world/world';
import type { Coin } from './coins';
import { contextRow } from './rows';

/** Numbers are indexes in the lists; USDC is the first token. The price is that of the asset. */
const PAIRS = [
  { token: 'HYPE', tokenIndex: 1, index: 0, asset: 'HYPE' },
  { token: 'UBTC', tokenIndex: 2, index: 1, asset: 'BTC' },
] as const;

export function spotMeta() {
  const token = (name: string, index: number, fullName: string | null) => ({
    name,
    szDecimals: index === 0 ? 8 : 2,
    weiDecimals: 8,
    index,
    tokenId: `0x${index.toString(16).padStart(32, '0')}`,
    isCanonical: index === 0,
    evmContract: null,
    fullName,
    deployerTradingFeeShare: '0.0',
  });
  return {
    universe: PAIRS.map(({ tokenIndex, index }) => ({
      tokens: [tokenIndex, 0],
      name: `@${index}`,
      index,
      isCanonical: false,
    })),
    tokens: [
      token('USDC', 0, null),
      ...PAIRS.map((pair) =>
        token(pair.token, pair.tokenIndex, pair.token === 'UBTC' ? 'Unit Bitcoin' : 'Hyperliquid'),
      ),
    ],
  };
}

export function spotContexts(world: World, coins: readonly Coin[], nowMs: number) {
  return PAIRS.flatMap(({ asset, index }) => {
    const coin = coins.find((each) => each.asset === asset);
    if (coin === undefined) return [];
    const { prevDayPx, dayNtlVlm, dayBaseVlm, markPx, midPx } = contextRow(world, coin, nowMs);
    const supply = '1000000.0';
    return [
      {
        prevDayPx,
        dayNtlVlm,
        markPx,
        midPx,
        circulatingSupply: supply,
        coin: `@${index}`,
        totalSupply: supply,
        dayBaseVlm,
      },
    ];
  });
}
