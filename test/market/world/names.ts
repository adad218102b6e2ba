/** Names of the world's assets: well-known ones with a realistic price, and made-up ones. */
import { unit } from './noise';

/** By decreasing size: name and price in USD. */
const KNOWN = `
BTC 91000 ETH 3100 SOL 142 XRP 2.2 DOGE 0.16 BNB 890 SUI 1.9 AVAX 15 LTC 88 APT 3.1 ADA 0.48 LINK 13.5 PEPE 0.0000052
SHIB 0.0000086 HYPE 34 TRX 0.28 DOT 2.6 NEAR 2.1 UNI 6.4 ARB 0.22 OP 0.34 FIL 1.7 ATOM 2.6 BCH 510 ETC 14 AAVE 175
INJ 5.8 TIA 0.7 SEI 0.14 WLD 0.65 ENA 0.27 BONK 0.0000098 FLOKI 0.000049 LUNC 0.000032 SATS 0.000000018
MOG 0.00000031 BABYDOGE 0.00000000074 TON 1.6 RUNE 0.7 GALA 0.0078 ZEC 410 TAO 290 HBAR 0.14 XLM 0.24 ICP 3.4
ONDO 0.48 CRV 0.4 LDO 0.62 MKR 1500 PENDLE 2.1 JUP 0.21 PYTH 0.07 WIF 0.36 ORDI 4.1 STX 0.33 IMX 0.28 DYDX 0.19
GMX 8.4 SNX 0.5 COMP 31 SUSHI 0.36 YFI 3900 ALGO 0.14 VET 0.013 EGLD 7.8 FLOW 0.19 SAND 0.15 MANA 0.16 AXS 1.1
APE 0.24 CHZ 0.03 ENS 11 GRT 0.045 THETA 0.35 KAS 0.048 ROSE 0.014 ZIL 0.0055 IOTA 0.1 NEO 4.2 QTUM 1.5 XTZ 0.52
KSM 8.1 DASH 58 ZEN 10 WAVES 0.8 ONE 0.004 CELO 0.13 MINA 0.09 KAVA 0.12 BLUR 0.035 MASK 0.6 JTO 0.43 STRK 0.11
ZK 0.035 W 0.045 EIGEN 0.52 ETHFI 0.83 NOT 0.0006 TURBO 0.0019 PNUT 0.09 GOAT 0.04 MOODENG 0.08 VIRTUAL 0.95
AIXBT 0.04 FARTCOIN 0.31 TRUMP 5.8 MELANIA 0.11 KAITO 0.6 BERA 0.8 IP 2.4 LAYER 0.2 RED 0.29 PUMP 0.0029 XPL 0.2
ASTER 1.1 LINEA 0.01 WLFI 0.14 MORPHO 1.3 SYRUP 0.27 SPX 0.55 POPCAT 0.09 BRETT 0.017 NEIRO 0.00015
`;

/** Non-ASCII names, as some venues list them. */
const CHINESE = ['龙虾', '牛来', '币安人生', '我踏马来了'];

export interface Named {
  name: string;
  price?: number;
}

/** The first `count` names, well-known ones first; none of `taken`. */
export function assetNames(seed: number, count: number, taken: ReadonlySet<string>): Named[] {
  const words = KNOWN.trim().split(/\s+/);
  const names = new Map<string, number | undefined>();
  for (let index = 0; index < words.length; index += 2) {
    names.set(words[index] ?? '', Number(words[index + 1]));
  }
  // Not a multiplier: this asset's name begins with a number.
  names.set('1000X', undefined);
  for (const name of CHINESE) names.set(name, undefined);
  for (let index = 0; names.size < count; index += 1) {
    const name = madeUpName(seed, index);
    if (!names.has(name) && !taken.has(name)) names.set(name, undefined);
  }
  return [...names].map(([name, price]) => ({ name, ...(price !== undefined && { price }) }));
}

const CONSONANTS = ['B', 'C', 'D', 'F', 'G', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'Z'];
const CLUSTERS = ['BR', 'CH', 'DR', 'FL', 'GL', 'KR', 'PL', 'SH', 'ST', 'TR', 'QU', 'W', 'H', 'J'];
const VOWELS = ['A', 'E', 'I', 'O', 'U', 'A', 'O', 'Y'];
const ENDINGS = ['', '', 'X', 'N', 'R', 'T', 'AI', 'FI', 'DAO', 'S', 'L', 'NET', 'SWAP'];

/** Three to eight letters, pronounceable. */
export function madeUpName(seed: number, index: number): string {
  const pick = (channel: number, from: readonly string[]): string =>
    from[Math.floor(unit(seed, index, channel) * from.length)] ?? '';
  const first = pick(1, unit(seed, index, 2) < 0.6 ? CONSONANTS : CLUSTERS);
  return first + pick(3, VOWELS) + pick(4, CONSONANTS) + pick(5, VOWELS) + pick(6, ENDINGS);
}
