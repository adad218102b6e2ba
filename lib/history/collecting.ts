/** How far our own samples reach back, for venues that remember none themselves. */
import { OI_WINDOWS } from '../domain/inputs';
import type { Collecting } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import type { Database } from './database';
import { DAY_MS, dayOf } from './records';

/**
 * A window is ready when a sample is old enough for its tolerance. `nowMs` is on the exchange's clock, whose
 * difference to this machine's is `clockSkewMs`; what comes back is on this machine's.
 */
export async function collectingOf(
  database: Database,
  venue: VenueId,
  nowMs: number,
  clockSkewMs: number,
): Promise<Collecting> {
  return Promise.all(
    OI_WINDOWS.map(async ({ windowMs, toleranceMs }) => {
      const fromMs = nowMs - windowMs - toleranceMs;
      const oldestMs = (await oldestSince(database, venue, fromMs, nowMs)) ?? nowMs;
      const readyAtMs = oldestMs + windowMs - toleranceMs;
      return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
    }),
  );
}

/** When the oldest sample since then was taken. Every group of symbols is as old: the first one tells. */
async function oldestSince(database: Database, venue: VenueId, fromMs: number, nowMs: number) {
  // The days that are over; they leave the slots once they are compacted, the oldest first.
  for (let dayMs = dayOf(fromMs); dayMs < nowMs; dayMs += DAY_MS) {
    const day = await database.recent.get([venue, dayMs, 0]);
    const atS = day?.values.find((value, at) => at % 2 === 1 && dayMs + value * 1000 >= fromMs);
    if (atS !== undefined) return dayMs + atS * 1000;
  }
  const [oldest] = await database.slots
    .where('[venue+slotMs]')
    .between([venue, fromMs], [venue, nowMs], true, true)
    .limit(1)
    .toArray();
  return oldest?.atMs;
}
