/**
 * What history needs once in a while: finished days compacted, old ones thinned, the oldest forgotten, and today's refreshes
 * regrouped. Works off what is due in slices, the worker free in between; whatever is left over is found again next time.
 */
import { compactDays } from './compact';
import type { Database } from './database';
import { FINE_DAYS } from './marks';
import { DAY_MS, dayOf } from './records';
import { rollUp } from './roll';
import { LOOK_BACK_MS } from './seed';
import { thinDays } from './thin';

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
  await thinDays(database, venue, todayMs - FINE_DAYS * DAY_MS, pause);
  await rollUp(database, venue, nowMs, pause);
  await forget(database, venue, nowMs, todayMs - historyDays * DAY_MS);
}

/** What nobody looks back at any more, and what is older than the person wants to keep. */
async function forget(
  { symbols, log, pastDays }: Database,
  venue: string,
  nowMs: number,
  keepFromMs: number,
): Promise<void> {
  const compactedMs = (await symbols.get(venue))?.compactedMs ?? 0;
  const loggedMs = Math.min(compactedMs, nowMs - LOOK_BACK_MS);
  await log.where('[venue+slotMs]').between([venue, 0], [venue, loggedMs]).delete();
  const range = pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, keepFromMs]);
  await range.delete();
}
