/**
 * Today's refreshes, regrouped: an hour's record of few symbols for each group, written again with every quarter of it. What
 * is in it stays in the log, so nothing can be lost on the way.
 */
import type { Database } from './database';
import { hourGroups } from './day-samples';
import { firstSlotSince, logOf } from './log';
import { mark } from './mark';
import { DAY_MS, SLOT_MS } from './records';
import { HOUR_MS } from '../domain/inputs';

/** So many refreshes at most are read out of the log when one symbol is shown. */
const ROLL_MS = 3 * SLOT_MS;

/** Everything before the newest whole quarter of an hour; the slot of `nowMs` can still change. */
export async function rollUp(
  database: Database,
  venue: string,
  nowMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  const endMs = Math.floor(nowMs / ROLL_MS) * ROLL_MS;
  for (;;) {
    const index = await database.symbols.get(venue);
    if (index === undefined) return;
    const fromMs = Math.max(index.rolledMs, index.compactedMs);
    if (fromMs >= endMs) return;
    const slotMs = (await firstSlotSince(database, venue, fromMs)) ?? endMs;
    const hourMs = Math.floor(slotMs / HOUR_MS) * HOUR_MS;
    const rolledMs = Math.min(endMs, hourMs + HOUR_MS);
    if (slotMs < endMs) await rollHour(database, venue, hourMs, rolledMs);
    await mark(database, venue, { rolledMs });
    await pause();
  }
}

async function rollHour(
  database: Database,
  venue: string,
  hourMs: number,
  toMs: number,
): Promise<void> {
  const snapshots = await logOf(database, venue, hourMs, toMs);
  const rows = (await database.symbols.get(venue))?.symbols.length ?? 0;
  const hour = (hourMs % DAY_MS) / HOUR_MS;
  await database.hours.bulkPut(
    hourGroups(snapshots, hourMs, rows).map((bytes, group) => ({
      venue,
      group,
      hour,
      hourMs,
      bytes,
    })),
  );
}
