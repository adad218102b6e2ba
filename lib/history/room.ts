/** When the disk is full, the oldest history goes first, a day at a time; the board never. */
import type { Database } from './database';
import { DAY_MS, dayOf } from './records';

/** Runs `work`; when the disk is full, gives up the oldest day of history and tries again, as long as there is any. */
export async function withRoom<T>(database: Database, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      if (!(await forgetOldestDay(database))) throw error;
    }
  }
}

/** Of all venues, means before samples before snapshots. False when there is no history left. */
async function forgetOldestDay({ longDays, days, slots, symbols }: Database): Promise<boolean> {
  const venues = await symbols.toCollection().primaryKeys();
  for (const table of [longDays, days]) {
    let oldestMs = Infinity;
    for (const venue of venues) {
      const [first] = await table
        .where('[venue+dayMs]')
        .between([venue, 0], [venue, Infinity])
        .limit(1)
        .toArray();
      oldestMs = Math.min(oldestMs, first?.dayMs ?? Infinity);
    }
    if (oldestMs === Infinity) continue;
    for (const venue of venues) {
      await table.where('[venue+dayMs]').equals([venue, oldestMs]).delete();
    }
    return true;
  }
  let some = 0;
  for (const venue of venues) {
    const [first] = await slots
      .where('[venue+slotMs]')
      .between([venue, 0], [venue, Infinity])
      .limit(1)
      .toArray();
    if (first === undefined) continue;
    const endMs = dayOf(first.slotMs) + DAY_MS;
    some += await slots.where('[venue+slotMs]').between([venue, 0], [venue, endMs]).delete();
  }
  return some > 0;
}

/** Dexie wraps the browser's error, and an aborted transaction hides it one level down. */
export function isQuotaError(error: unknown): boolean {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if ('name' in cause && cause.name === 'QuotaExceededError') return true;
    cause = 'inner' in cause ? cause.inner : null;
  }
  return false;
}
