/** Which perpetual's history is asked for. Pure. */
import { perpKey } from '../domain/venue';
import type { PerpKey } from '../domain/venue';
import type { RankedRow } from './rows';

/** Of an asset, its largest market: only a perpetual has a past. */
export function detailKeyOf({ key, combined }: RankedRow): PerpKey {
  const main = combined?.parts[0];
  return main === undefined ? key : perpKey(main.venue, main.standing.perp.symbol);
}

/** `#binance:BTCUSDT` at the end of a tab's address. */
export function hashOf(key: PerpKey | null): string {
  return key === null ? '' : `#${encodeURIComponent(key)}`;
}

/** Null when the address names no symbol. */
export function keyOfHash(hash: string): PerpKey | null {
  const [, venue = '', symbol = ''] = /^#([^:%]+)(?::|%3A)(.+)$/i.exec(hash) ?? [];
  if (venue === '') return null;
  try {
    return perpKey(venue, decodeURIComponent(symbol));
  } catch (error) {
    console.warn('The address names no symbol.', error);
    return null;
  }
}
