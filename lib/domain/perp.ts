/**
 * What kind of thing the perpetual follows. Everything but `crypto` and `index` is off by default: what follows markets
 * outside (`pre-market`: a company before it is listed) as tokenised, and `builder`, whatever others list on a venue with
 * a collateral and an oracle of their own, by itself.
 */
export const ASSET_CLASSES = [
  'crypto',
  'index',
  'stock',
  'commodity',
  'forex',
  'pre-market',
  'builder',
] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

/** A perpetual that trades now, as its venue lists it. */
export interface Perp {
  /** As the venue writes it: case and script preserved. */
  symbol: string;
  /** As the venue names it, with the venue's own multiplier: `1000PEPE`, `kPEPE`, `XBT`. */
  baseAsset: string;
  /** `USD` where the venue knows no stablecoin but its own collateral. */
  quoteAsset: string;
  assetClass: AssetClass;
  /** When trading began, ms since 1970; null where the venue does not say. */
  listedAtMs: number | null;
  /** Null where the venue states the period with its prices, or could not be asked. */
  fundingPeriodHours: number | null;
  /** Open interest in contracts times this is coins. */
  coinsPerContract: number;
  /**
   * How often the venue counts a contract: once, or twice, for who bought it and for who sold it. Absent: it does not say, and
   * nobody else has found out; once is the usual way.
   */
  openInterestSides?: 1 | 2;
  /** Before this moment, ms, the name stood for something else: another coin, or the same one in other units. Absent: never. */
  sameSinceMs?: number;
  /** Others list one under this name on the same site: a title alone does not tell whose it is. Absent: nobody does. */
  sharesName?: true;
}

/** Since when samples under this name are of this contract, ms. 0: as long as there are any. */
export function comparableSinceMs(perp: Perp, nowMs: number): number {
  const { listedAtMs, sameSinceMs = 0 } = perp;
  return Math.max(sameSinceMs, listedAtMs !== null && listedAtMs <= nowMs ? listedAtMs : 0);
}

/** Which of a venue's perpetuals the user wants on the board. */
export interface Universe {
  quoteAssets: readonly string[];
  tokenised: boolean;
  /** Markets that others run on a venue. Absent: no. */
  builderMarkets?: true;
}

/** A venue that quotes in USD lists each perpetual once: there is nothing to choose. */
const ONLY_QUOTE = 'USD';

export function isTokenised(assetClass: AssetClass): boolean {
  return assetClass !== 'crypto' && assetClass !== 'index' && assetClass !== 'builder';
}

export function inUniverse(perp: Perp, universe: Universe): boolean {
  return (
    (universe.quoteAssets.includes(perp.quoteAsset) || perp.quoteAsset === ONLY_QUOTE) &&
    (universe.tokenised || !isTokenised(perp.assetClass)) &&
    (universe.builderMarkets === true || perp.assetClass !== 'builder')
  );
}

export function isSameUniverse(a: Universe, b: Universe): boolean {
  return (
    a.tokenised === b.tokenised &&
    a.builderMarkets === b.builderMarkets &&
    a.quoteAssets.length === b.quoteAssets.length &&
    a.quoteAssets.every((asset) => b.quoteAssets.includes(asset))
  );
}

/** Longer names are no symbols of any exchange. */
const LONGEST_SYMBOL = 200;

/** Whether it can be a symbol's name: what an exchange or a record states need not be one. */
export function isSymbol(symbol: unknown): symbol is string {
  return typeof symbol === 'string' && symbol.length > 0 && symbol.length <= LONGEST_SYMBOL;
}
