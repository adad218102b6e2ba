/** One row per asset, over all venues. Loaded on first use of that view. Pure. */
import type { VenueBoard } from '../domain/board';
import type { PerpKey } from '../domain/venue';
import { perpKey } from '../domain/venue';
import { combine } from './combine';
import type { Unranked } from './rows';
import { ALL_VENUES } from './rows';

/** Keys are unique: when two assets share a name, the key of the smaller one also names its main perpetual. */
export function assetRows(boards: readonly VenueBoard[]): Unranked[] {
  const taken = new Set<PerpKey>();
  return combine(boards).map((perpState) => {
    const { perp, combined } = perpState;
    const [main] = combined.parts;
    const asset = perpKey(ALL_VENUES, perp.symbol);
    const key: PerpKey =
      taken.has(asset) && main !== undefined
        ? `${asset} ${perpKey(main.venue, main.perpState.perp.symbol)}`
        : asset;
    taken.add(key);
    return { perpState, key, venue: ALL_VENUES, combined };
  });
}
