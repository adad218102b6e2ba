/** When the disk is full, the oldest history goes first, a day at a time; the board never. What went is written down. */
import type { Database } from './database';
import { noteOf, putNote } from './notes';
import { dayOf } from './records';
import { DAY_MS } from '../domain/time';

/** Days that go within so long of each other are told as one loss. */
const TOGETHER_MS = 7 * DAY_MS;

/** Runs `work`; when the disk is full, gives up the oldest day of history and tries again, as long as there is any. */
export async function withRoom<T>(
  database: Database,
  work: () => Promise<T>,
  now: () => number = Date.now,
  room: () => Promise<number | null> = roomLeft,
): Promise<T> {
  const gone: number[] = [];
  let wasAborted = false;
  for (;;) {
    try {
      const result = await work();
      // There must be room for these words, too; work that is repeated changes nothing.
      if (gone.length > 0) await note(database, gone, now());
      return result;
    } catch (error) {
      if (!isFullError(error)) throw error;
      if (!isQuotaError(error)) {
        // An abort can have other reasons: it is tried once more, and nothing is given up while there is room.
        const isFirst = !wasAborted;
        wasAborted = true;
        if (isFirst) continue;
        if (((await room()) ?? 0) > LEAST_ROOM_BYTES) throw error;
      }
      const dayMs = await forgetOldestDay(database);
      if (dayMs === null) throw error;
      gone.push(dayMs);
    }
  }
}

async function note(database: Database, gone: readonly number[], atMs: number): Promise<void> {
  const before = await noteOf(database, 'trimmed');
  const days = before !== null && atMs - before.atMs < TOGETHER_MS ? before.days : 0;
  const dayMs = Math.max(...gone);
  await putNote(database, 'trimmed', { atMs, dayMs, days: days + gone.length });
}

/** Of all venues: finished days before refreshes. Null when there is no history left, else which day it was. */
async function forgetOldestDay({ pastDays, log, symbols }: Database): Promise<number | null> {
  const venues = await symbols.toCollection().primaryKeys();
  const days = (venue: string, fromMs: number, toMs: number) =>
    pastDays.where('[venue+dayMs+symbol]').between([venue, fromMs], [venue, toMs]);
  const slots = (venue: string, fromMs: number, toMs: number) =>
    log.where('[venue+slotMs]').between([venue, fromMs], [venue, toMs]);
  for (const rangeOf of [days, slots]) {
    const firsts: number[] = [];
    for (const venue of venues) {
      const [first] = await rangeOf(venue, 0, Infinity).limit(1).primaryKeys();
      if (first !== undefined) firsts.push(dayOf(first[1]));
    }
    if (firsts.length === 0) continue;
    const dayMs = Math.min(...firsts);
    for (const venue of venues) await rangeOf(venue, 0, dayMs + DAY_MS).delete();
    return dayMs;
  }
  return null;
}

export function isQuotaError(error: unknown): boolean {
  return isNamed(error, ['QuotaExceededError']);
}

/**
 * Of a write. On a disk that is really full Chromium ends the transaction with an AbortError, without the error for a quota:
 * seen on a small disk of its own.
 */
export function isFullError(error: unknown): boolean {
  return isNamed(error, ['QuotaExceededError', 'AbortError']);
}

/** Whether it has such a name: Dexie wraps the browser's error, and an aborted transaction hides it one level down. */
export function isNamed(error: unknown, names: readonly string[]): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    if ('name' in cause && typeof cause.name === 'string' && names.includes(cause.name))
      return true;
    cause = 'inner' in cause ? cause.inner : null;
  }
  return false;
}

/** Less than this, and a write may well fail half-way. */
export const LEAST_ROOM_BYTES = 8_000_000;

/** What the browser says is left on the disk for us, in bytes; null where it does not say. It need not be true. */
export async function roomLeft(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  } catch {
    return null;
  }
}
