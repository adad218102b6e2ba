/** The recorded history for pages: one symbol's series, and the last 24 h of all. */
import type { Series, VenueTrail } from '../domain/series';
import type { VenueId } from '../domain/venue';
import { reading } from '../storage/database';
import { readSeries } from './series';

/** Null before the first refresh. Rejects with the browser's error when the database can't be read. */
export function readPast(
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
): Promise<Series | null> {
  return reading<Series | null>(
    (database) => readSeries(database, venue, symbol, fromMs, toMs),
    null,
  );
}

/** Empty before the first refresh. Rejects as `readPast` does. */
export function readTrails(): Promise<VenueTrail[]> {
  return reading<VenueTrail[]>(async (database) => {
    const { trails, symbols } = database;
    const [records, indexes] = await database.transaction('r', [trails, symbols], () =>
      Promise.all([trails.toArray(), symbols.toArray()]),
    );
    return records.map(({ venue, quarterMs, classic, crowding }) => ({
      venue,
      quarterMs,
      symbols: indexes.find((index) => index.venue === venue)?.symbols ?? [],
      classic,
      crowding,
    }));
  }, []);
}
