/** Old days over their own keys as half-hour means. */
import type { Database } from './database';
import { mark } from './mark';
import { thinned } from './means';
import { DAY_MS } from '../domain/time';

/** Symbols of one transaction. */
const SLICE = 96;

/** The venue's days before `beforeMs` over their own keys; one that has been thinned stays as it is. */
export async function thinDays(
  database: Database,
  venue: string,
  beforeMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  const { pastDays } = database;
  for (;;) {
    const fromMs = (await database.symbols.get(venue))?.thinnedMs ?? Infinity;
    if (fromMs >= beforeMs) return;
    const range = (from: number, to: number) =>
      pastDays.where('[venue+dayMs+symbol]').between([venue, from], [venue, to]);
    const [oldest] = await range(fromMs, beforeMs).limit(1).primaryKeys();
    if (oldest === undefined) {
      await mark(database, venue, { thinnedMs: beforeMs });
      return;
    }
    const [, dayMs] = oldest;
    const keys = await range(dayMs, dayMs + DAY_MS).primaryKeys();
    for (let from = 0; from < keys.length; from += SLICE) {
      await database.transaction('rw', pastDays, async () => {
        const records = await pastDays.bulkGet(keys.slice(from, from + SLICE));
        await pastDays.bulkPut(
          records.flatMap((record) => (record === undefined ? [] : thinned(record))),
        );
      });
      await pause();
    }
    await mark(database, venue, { thinnedMs: dayMs + DAY_MS });
  }
}
