/**
 * The underlying of a perpetual. Only `crypto` and `index` are on by default. `pre-market`: a company before its listing;
 * `builder`: anything on a third-party market, with its own collateral and oracle. The others are tokenised assets.
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
  /** As the venue writes it, with case and script preserved. */
  symbol: string;
  /** The venue's name, with its multiplier: `1000PEPE`, `kPEPE`, `XBT`. */
  baseAsset: string;
  /** `USD` where the venue has no stablecoin but its own collateral. */
  quoteAsset: string;
  assetClass: AssetClass;
  /** When trading began, ms since 1970; null: not stated. */
  listedAtMs: number | null;
  /** Null until the venue states it, perhaps with its prices. */
  fundingPeriodHours: number | null;
  /** Contract size: contracts × this = coins. */
  coinsPerContract: number;
  /** Whether open interest counts a contract once or for both sides. Absent: unknown; once is usual. */
  openInterestSides?: 1 | 2;
  /** Since when, ms, the symbol has meant this asset in these units. Absent: always. */
  sameSinceMs?: number;
  /** A third-party market lists the same name, so a page title alone is ambiguous. Absent: none does. */
  sharesName?: true;
}

/** Since when samples of the symbol are of this contract, ms; 0: all are. `nowMs`: the venue's clock. */
export function comparableSinceMs(perp: Perp, nowMs: number): number {
  const { listedAtMs, sameSinceMs = 0 } = perp;
  return Math.max(sameSinceMs, listedAtMs !== null && listedAtMs <= nowMs ? listedAtMs : 0);
}

/** The user's choice of perpetuals for the board. */
export interface Universe {
  quoteAssets: readonly string[];
  tokenised: boolean;
  /** Third-party markets. Absent: no. */
  builderMarkets?: true;
}

/** Always included: a venue that quotes in USD lists each perpetual once. */
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
