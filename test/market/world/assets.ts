/** The assets of the world: crypto by decreasing size, tokenised stocks and commodities, indexes, and settled ones. */
import type { AssetSeed } from './asset';
import { assetNames, madeUpName } from './names';

export type TokenisedAsset = AssetSeed & { kind: 'EQUITY' | 'COMMODITY' };

/** Perpetuals on a crypto asset, without those of the listing and settlement stories. */
const CRYPTO_COUNT = 538;
const SETTLED_COUNT = 42;

export function cryptoAssets(seed: number, taken: ReadonlySet<string>): AssetSeed[] {
  return assetNames(seed, CRYPTO_COUNT, taken).map((named, rank) => ({ ...named, rank }));
}

/** Assets whose trading begins or ends with a story. */
export const STORY_ASSETS: readonly AssetSeed[] = [
  { name: 'NEWCO', rank: 60, price: 1.2 },
  { name: 'OLDCO', rank: 400, price: 0.04 },
];

export const INDEX_ASSETS: readonly AssetSeed[] = [
  { name: 'BTCDOM', rank: 180, price: 4_100 },
  { name: 'DEFI', rank: 300, price: 560 },
];

/** No longer traded: the names of the leftovers that some venues still list. */
export function settledAssets(seed: number, living: ReadonlySet<string>): AssetSeed[] {
  const names = new Set<string>();
  for (let index = 0; names.size < SETTLED_COUNT; index += 1) {
    const name = madeUpName(seed ^ 0x5e77, index);
    if (!living.has(name)) names.add(name);
  }
  return [...names].map((name, index) => ({ name, rank: 300 + index * 5 }));
}

const COMMODITIES = 'XAU 4100 XAG 49 XPT 1550 XPD 1400 COPPER 5.1 CL 61 NATGAS 3.6';
const STOCKS = `
TSLA 430 NVDA 185 AAPL 270 MSFT 510 AMZN 230 GOOGL 280 META 620 COIN 300 MSTR 210 HOOD 130 PLTR 175 AMD 240 INTC 38
CRCL 85 MU 240 AVGO 350 ORCL 220 NFLX 110 BABA 160 TSM 285 SNDK 230 GME 22 DIS 110 UBER 92 PYPL 66 SHOP 155 CRWD 530
RDDT 200 SPOT 630 JPM 310 V 335 LLY 1020 COST 920
`;

export function tokenisedAssets(): TokenisedAsset[] {
  const read = (text: string, kind: TokenisedAsset['kind'], rank: number, step: number) => {
    const words = text.trim().split(/\s+/);
    return words.flatMap((name, index) =>
      index % 2 === 0
        ? [{ name, kind, price: Number(words[index + 1]), rank: rank + (index / 2) * step }]
        : [],
    );
  };
  return [...read(COMMODITIES, 'COMMODITY', 40, 45), ...read(STOCKS, 'EQUITY', 70, 12)];
}
