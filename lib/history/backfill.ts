/**
 * The time when we were not there: where it is, and what a venue remembers of it. Back-filled samples carry a mark, and never
 * take the place of our own, whichever come first.
 */
import type { Database } from './database';
import type { PastSample } from './day-samples';
import { layBackFilled } from './lay';

export type { PastSample } from './day-samples';

/**
 * Samples of a symbol (oldest first, of any days, today's too), laid where nothing of our own is. Doing it again changes
 * nothing. They also count when a refresh looks back a day.
 */
export function addBackFilled(
  database: Database,
  venue: string,
  symbol: string,
  samples: readonly PastSample[],
): Promise<void> {
  const { symbols, seeds, pastDays } = database;
  return database.transaction('rw', [symbols, seeds, pastDays], () =>
    layBackFilled(database, venue, new Map([[symbol, samples]])),
  );
}
