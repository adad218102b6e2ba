/** A venue's short name as used in keys, settings and commands, e.g. `binance`. Checked against the registry at every edge. */
export type VenueId = string;

/** One perpetual on one venue, as a key: `binance:BTCUSDT`. Symbols are case-sensitive and may be non-ASCII. */
export type PerpKey = `${VenueId}:${string}`;

export function perpKey(venue: VenueId, symbol: string): PerpKey {
  return `${venue}:${symbol}`;
}
