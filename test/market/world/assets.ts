/** Who is traded in this world: well-known names on top, invented ones below, by falling size. */
import type { AssetSeed } from './asset';
import { unit } from './noise';

const KNOWN: readonly (readonly [name: string, price: number])[] = [
  ['BTC', 91_000],
  ['ETH', 3_100],
  ['SOL', 142],
  ['XRP', 2.2],
  ['DOGE', 0.16],
  ['BNB', 890],
  ['SUI', 1.9],
  ['AVAX', 15],
  ['LTC', 88],
  ['APT', 3.1],
  ['ADA', 0.48],
  ['LINK', 13.5],
  ['PEPE', 0.0000052],
  ['SHIB', 0.0000086],
  ['TRX', 0.28],
  ['DOT', 2.6],
  ['NEAR', 2.1],
  ['UNI', 6.4],
  ['ARB', 0.22],
  ['OP', 0.34],
  ['FIL', 1.7],
  ['ATOM', 2.6],
  ['BCH', 510],
  ['ETC', 14],
  ['AAVE', 175],
  ['INJ', 5.8],
  ['TIA', 0.7],
  ['SEI', 0.14],
  ['WLD', 0.65],
  ['ENA', 0.27],
  ['BONK', 0.0000098],
  ['FLOKI', 0.000049],
  ['LUNC', 0.000032],
  ['SATS', 0.000000018],
  ['MOG', 0.00000031],
  ['BABYDOGE', 0.00000000074],
  ['HYPE', 34],
  ['TON', 1.6],
  ['RUNE', 0.7],
  ['GALA', 0.0078],
];

/** Non-ASCII names, as some venues list them. */
const CHINESE = ['龙虾', '牛来', '币安人生', '我踏马来了'];

const SYLLABLES = [
  'AL',
  'BO',
  'CRE',
  'DU',
  'EX',
  'FI',
  'GRO',
  'HU',
  'IL',
  'JO',
  'KRA',
  'LU',
  'MI',
  'NO',
  'OR',
  'PLU',
  'QU',
  'RI',
  'SO',
  'TRI',
];
const ENDINGS = ['A', 'ON', 'X', 'LY', 'RA', 'T', 'IS', 'O', 'EN', 'US'];

/** Perpetuals with a crypto asset behind them, without those of the stories' listing and settlement. */
export const CRYPTO_COUNT = 538;

export function cryptoAssets(seed: number): AssetSeed[] {
  const names = new Map<string, number | undefined>(KNOWN.map(([name, price]) => [name, price]));
  names.set('1000X', undefined);
  for (const name of CHINESE) names.set(name, undefined);
  for (let index = 0; names.size < CRYPTO_COUNT; index += 1) {
    const pick = (channel: number, from: readonly string[]) =>
      from[Math.floor(unit(seed, index, channel) * from.length)] ?? '';
    names.set(pick(1, SYLLABLES) + pick(2, SYLLABLES) + pick(3, ENDINGS), undefined);
  }
  return [...names].map(([name, price], rank) => ({
    name,
    rank,
    ...(price !== undefined && { price }),
  }));
}

/** Traded through the stories: one comes, one goes. */
export const STORY_ASSETS: readonly AssetSeed[] = [
  { name: 'NEWCO', rank: 60, price: 1.2 },
  { name: 'OLDCO', rank: 400, price: 0.04 },
];

export const INDEX_ASSETS: readonly AssetSeed[] = [
  { name: 'BTCDOM', rank: 180, price: 4_100 },
  { name: 'DEFI', rank: 300, price: 560 },
];

/** Stocks and commodities as tokens. */
export function tokenisedAssets(seed: number): (AssetSeed & { kind: 'EQUITY' | 'COMMODITY' })[] {
  const commodities = ['XAU', 'XAG', 'CL', 'NG'];
  const stocks = Array.from({ length: 36 }, (_, index) => {
    const letter = (channel: number) =>
      String.fromCharCode(65 + Math.floor(unit(seed, index, channel, 5) * 26));
    return `${letter(1)}${letter(2)}${letter(3)}STK${index}`;
  });
  return [
    ...commodities.map((name, index) => ({
      name,
      rank: 90 + index * 30,
      kind: 'COMMODITY' as const,
    })),
    ...stocks.map((name, index) => ({ name, rank: 120 + index * 11, kind: 'EQUITY' as const })),
  ];
}
