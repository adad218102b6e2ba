/** A venue's short name in keys, settings and commands: `binance`. Checked against the registry where it comes from outside. */
export type VenueId = string;

/** The key of a venue's perpetual: `binance:BTCUSDT`. Symbols are case-sensitive and may be non-ASCII. */
export type PerpKey = `${VenueId}:${string}`;

export function perpKey(venue: VenueId, symbol: string): PerpKey {
  return `${venue}:${symbol}`;
}
