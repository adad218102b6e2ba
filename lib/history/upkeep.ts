/**
 * What history needs once in a while: finished days compacted, old ones thinned, the oldest forgotten. Works off what is
 * due in slices of one transaction each, the worker free in between; whatever is left over is found again next time.
 */
import { OI_WINDOWS } from '../domain/inputs';
import type { Database } from './database';
import { compactOne } from './compact';
import { DAY_MS, dayOf } from './records';
import { thinned } from './thin';

/** So long samples stay 5 minutes apart; older ones become half-hour means. */
export const FINE_DAYS = 7;
/** Records of one slice. */
const SLICE = 48;

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
  while (await compactOne(database, venue, todayMs)) await pause();
  while (await thinSome(database, venue, todayMs - FINE_DAYS * DAY_MS)) await pause();
  const keepFromMs = todayMs - historyDays * DAY_MS;
  while (await forgetSome(database, venue, keepFromMs)) await pause();
  const [, , day] = OI_WINDOWS;
  const lookedAtMs = dayOf(nowMs - day.windowMs - day.toleranceMs);
  await database.recent
    .where('[venue+dayMs+group]')
    .between([venue, 0, 0], [venue, lookedAtMs, 0])
    .delete();
}

/** Moves some symbols' oldest day to half-hour means. False when none is due. */
async function thinSome(database: Database, venue: string, beforeMs: number): Promise<boolean> {
  const { days, longDays } = database;
  return database.transaction('rw', [days, longDays], async () => {
    const due = await days
      .where('[venue+dayMs]')
      .between([venue, 0], [venue, beforeMs])
      .limit(SLICE)
      .toArray();
    if (due.length === 0) return false;
    await longDays.bulkPut(due.map(thinned));
    await days.bulkDelete(due.map(keyOf));
    return true;
  });
}

/** Forgets some of what is older than the person wants to keep. False when there is none. */
async function forgetSome(database: Database, venue: string, beforeMs: number): Promise<boolean> {
  let some = false;
  for (const table of [database.longDays, database.days]) {
    const keys = await table
      .where('[venue+dayMs]')
      .between([venue, 0], [venue, beforeMs])
      .limit(SLICE * 8)
      .primaryKeys();
    if (keys.length > 0) await table.bulkDelete(keys);
    some ||= keys.length > 0;
  }
  return some;
}

function keyOf({ venue, symbol, dayMs }: { venue: string; symbol: string; dayMs: number }) {
  return [venue, symbol, dayMs] satisfies [string, string, number];
}
