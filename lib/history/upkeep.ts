/**
 * What history needs once in a while: finished days compacted, old ones thinned, the oldest forgotten, and today's refreshes
 * regrouped. Works off what is due in slices, the worker free in between; whatever is left over is found again next time.
 */
import { compactDays } from './compact';
import type { Database } from './database';
import { FINE_DAYS } from './marks';
import { noteOf, passedOf, putNote } from './notes';
import { dayOf } from './records';
import { rollUp } from './roll';
import { LOOK_BACK_MS } from './seed';
import { thinDays } from './thin';
import { DAY_MS } from '../domain/time';

export interface UpkeepOptions {
  venue: string;
  /** On the exchange's clock. */
  nowMs: number;
  historyDays: number;
  /** Called between slices. */
  pause: () => Promise<void>;
}

export async function upkeep(database: Database, options: UpkeepOptions): Promise<void> {
  const { venue, nowMs, historyDays, pause } = options;
  const todayMs = dayOf(nowMs);
  await compactDays(database, venue, todayMs, pause);
  // What can't be undone goes by the time that has certainly passed, see passed.ts.
  const passed = await passedOf(database, venue);
  const certainMs = Math.min(nowMs, passed?.untilMs ?? 0);
  const certainDayMs = dayOf(certainMs);
  await thinDays(database, venue, certainDayMs - FINE_DAYS * DAY_MS, pause);
  await rollUp(database, venue, nowMs, pause);
  await forget(database, venue, certainMs, certainDayMs - historyDays * DAY_MS);
}

/** What nobody looks back at any more, and what is older than the person wants to keep; the latter is written down. */
async function forget(
  database: Database,
  venue: string,
  nowMs: number,
  keepFromMs: number,
): Promise<void> {
  const { symbols, log, pastDays, trimmed } = database;
  const compactedMs = (await symbols.get(venue))?.compactedMs ?? 0;
  const loggedMs = Math.min(compactedMs, nowMs - LOOK_BACK_MS);
  await log.where('[venue+slotMs]').between([venue, 0], [venue, loggedMs]).delete();
  const range = pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, keepFromMs]);
  const [first] = await range.limit(1).primaryKeys();
  if (first === undefined) return;
  const days = (keepFromMs - first[1]) / DAY_MS;
  const gone = pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, keepFromMs]);
  const records = await database.transaction('rw', [pastDays, trimmed], async () => {
    const before = await noteOf(database, 'forgotten');
    const all = (before?.days ?? 0) + (before?.beforeMs === keepFromMs ? 0 : days);
    await putNote(database, 'forgotten', { atMs: nowMs, beforeMs: keepFromMs, days: all });
    return gone.delete();
  });
  const until = new Date(keepFromMs).toISOString().slice(0, 10);
  console.warn(`${venue}: ${records} records of days before ${until} were deleted.`);
}
