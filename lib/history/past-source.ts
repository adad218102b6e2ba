/** Reads one symbol's past, and everybody's last 24 h, straight from IndexedDB as board-source.ts does. */
import type { Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import { openExisting, stored } from './existing';
import { readSeries } from './series';
import { isTrail, soundIndex } from './sound';

/** The scores of the last 24 h of one venue's symbols; see lib/domain/trail.ts. */
export interface VenueTrail {
  venue: VenueId;
  quarterMs: number;
  symbols: readonly string[];
  classic: Int8Array;
  crowding: Int8Array;
}

/** Null before the first refresh. Rejects with the browser's error when the database can't be read. */
export async function readPast(
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
): Promise<Series | null> {
  const database = await openExisting();
  if (database === null) return null;
  try {
    return await readSeries(database, venue, symbol, fromMs, toMs);
  } finally {
    database.close();
  }
}

export async function readTrails(): Promise<VenueTrail[]> {
  const database = await openExisting();
  if (database === null) return [];
  try {
    const transaction = database.transaction(['trails', 'symbols'], 'readonly');
    const [trails, indexes] = await Promise.all([
      stored<unknown[]>(transaction.objectStore('trails').getAll()),
      stored<unknown[]>(transaction.objectStore('symbols').getAll()),
    ]);
    const sound = indexes.map(soundIndex);
    return trails.filter(isTrail).map(({ venue, quarterMs, classic, crowding }) => ({
      venue,
      quarterMs,
      symbols: sound.find((index) => index?.venue === venue)?.symbols ?? [],
      classic,
      crowding,
    }));
  } finally {
    database.close();
  }
}
