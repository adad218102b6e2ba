/** Quota eviction: on a full disk the oldest days of history are deleted one at a time, and noted; never the board. */
import { DAY_MS, startOfDay } from '../domain/time';
import type { Database } from '../storage/database';
import { noteOf, putNote } from '../storage/notes';

/** Evictions within this time of each other are noted as one. */
const TOGETHER_MS = 7 * DAY_MS;

/** Runs `work`, which must be idempotent; on a full disk evicts the oldest day of history and retries, while there is any. */
export async function withQuotaEviction<T>(
  database: Database,
  work: () => Promise<T>,
  now: () => number = Date.now,
  free: () => Promise<number | null> = freeBytes,
): Promise<T> {
  const evicted: number[] = [];
  let wasAborted = false;
  for (;;) {
    try {
      const result = await work();
      // Noting the eviction may itself hit the quota.
      if (evicted.length > 0) await note(database, evicted, now());
      return result;
    } catch (error) {
      if (!isFullError(error)) throw error;
      if (!isQuotaError(error)) {
        // An abort can have other reasons: one retry, and no eviction while there is quota left.
        const isFirst = !wasAborted;
        wasAborted = true;
        if (isFirst) continue;
        if (((await free()) ?? 0) > MIN_FREE_BYTES) throw error;
      }
      const dayMs = await evictOldestDay(database);
      if (dayMs === null) throw error;
      evicted.push(dayMs);
    }
  }
}

async function note(database: Database, evicted: readonly number[], atMs: number): Promise<void> {
  const before = await noteOf(database, 'trimmed');
  const days = before !== null && atMs - before.atMs < TOGETHER_MS ? before.days : 0;
  const dayMs = Math.max(...evicted);
  await putNote(database, 'trimmed', { atMs, dayMs, days: days + evicted.length });
}

/** Over all venues: finished days first, then refreshes. Returns its midnight; null when there is no history left. */
async function evictOldestDay({ pastDays, log, symbols }: Database): Promise<number | null> {
  const venues = await symbols.toCollection().primaryKeys();
  const days = (venue: string, fromMs: number, toMs: number) =>
    pastDays.where('[venue+dayMs+symbol]').between([venue, fromMs], [venue, toMs]);
  const slots = (venue: string, fromMs: number, toMs: number) =>
    log.where('[venue+slotMs]').between([venue, fromMs], [venue, toMs]);
  for (const rangeOf of [days, slots]) {
    const firsts: number[] = [];
    for (const venue of venues) {
      const [first] = await rangeOf(venue, 0, Infinity).limit(1).primaryKeys();
      if (first !== undefined) firsts.push(startOfDay(first[1]));
    }
    if (firsts.length === 0) continue;
    const dayMs = Math.min(...firsts);
    for (const venue of venues) await rangeOf(venue, 0, dayMs + DAY_MS).delete();
    return dayMs;
  }
  return null;
}

export function isQuotaError(error: unknown): boolean {
  return isErrorNamed(error, ['QuotaExceededError']);
}

/**
 * When the disk itself is full, Chromium aborts the transaction with an AbortError instead of a quota error (observed
 * on a small disk).
 */
export function isFullError(error: unknown): boolean {
  return isErrorNamed(error, ['QuotaExceededError', 'AbortError']);
}

/** Checks nested errors, too: Dexie wraps the browser's error, and an aborted transaction hides it one level down. */
export function isErrorNamed(error: unknown, names: readonly string[]): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    if ('name' in cause && typeof cause.name === 'string' && names.includes(cause.name))
      return true;
    cause = 'inner' in cause ? cause.inner : null;
  }
  return false;
}

/** With less free space a write may fail half-way. */
export const MIN_FREE_BYTES = 8_000_000;

/** Free quota by the browser's estimate, bytes; null: unknown. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  } catch {
    return null;
  }
}
