/** How far our own samples reach back, for venues that remember none themselves. */
import { OI_WINDOWS } from '../domain/inputs';
import type { Collecting } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';
import type { Database } from './database';

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
      const [oldest] = await database.slots
        .where('[venue+slotMs]')
        .between([venue, nowMs - windowMs - toleranceMs], [venue, nowMs], true, true)
        .limit(1)
        .primaryKeys();
      const readyAtMs = (oldest?.[2] ?? nowMs) + windowMs - toleranceMs;
      return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
    }),
  );
}
