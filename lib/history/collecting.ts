/** How far our own samples reach back, for venues that remember none themselves. */
import { OI_WINDOWS } from '../domain/inputs';
import type { Collecting } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import type { Database } from './database';
import { firstSlotSince } from './log';

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
      const oldestMs = (await oldestSince(database, venue, fromMs)) ?? nowMs;
      const readyAtMs = oldestMs + windowMs - toleranceMs;
      return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
    }),
  );
}

/** When the oldest refresh since then was, while it can count: the log has all of them. */
async function oldestSince(database: Database, venue: VenueId, fromMs: number) {
  const slotMs = await firstSlotSince(database, venue, fromMs);
  return slotMs === undefined ? undefined : (await database.log.get([venue, slotMs]))?.atMs;
}
