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
    const firstOf = (venue: string) =>
      table.where('[venue+dayMs]').between([venue, 0], [venue, Infinity]).limit(1).toArray();
    const firsts = (await Promise.all(venues.map(firstOf))).flat();
    if (firsts.length === 0) continue;
    const dayMs = Math.min(...firsts.map((first) => first.dayMs));
    for (const venue of venues) {
      await table.bulkDelete(
        await table.where('[venue+dayMs]').equals([venue, dayMs]).primaryKeys(),
      );
    }
    return true;
  }
  let some = false;
  for (const venue of venues) {
    const upTo = (endMs: number) =>
      slots.where('[venue+slotMs]').between([venue, 0], [venue, endMs]);
    const [first] = await upTo(Infinity).limit(1).toArray();
    if (first === undefined) continue;
    await slots.bulkDelete(await upTo(dayOf(first.slotMs) + DAY_MS).primaryKeys());
    some = true;
  }
  return some;
}

/** Dexie wraps the browser's error, and an aborted transaction hides it one level down. */
export function isQuotaError(error: unknown): boolean {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if ('name' in cause && cause.name === 'QuotaExceededError') return true;
    cause = 'inner' in cause ? cause.inner : null;
  }
  return false;
}
