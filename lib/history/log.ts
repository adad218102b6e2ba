/**
 * Reading the log: one record a refresh, about 22 kB for 600 symbols. Chromium hands answers over about 100 kB out many times
 * slower, so everybody asks for a few records at once, side by side.
 */
import type { Database } from './database';
import { stored } from './existing';
import type { SnapshotRecord } from './records';
import { DAY_MS, SLOT_MS } from './records';

const RECORDS_AT_ONCE = 4;

function* stretches(fromMs: number, toMs: number): Iterable<[number, number]> {
  for (let atMs = fromMs; atMs < toMs; atMs += RECORDS_AT_ONCE * SLOT_MS) {
    yield [atMs, Math.min(toMs, atMs + RECORDS_AT_ONCE * SLOT_MS)];
  }
}

/** Refreshes of slots `fromMs` ≤ slot < `toMs`, oldest first. */
export async function logOf(
  database: Database,
  venue: string,
  fromMs: number,
  toMs: number,
): Promise<SnapshotRecord[]> {
  const { log } = database;
  const parts = await database.transaction('r', log, () =>
    Promise.all(
      [...stretches(fromMs, toMs)].map(([from, to]) =>
        log.where('[venue+slotMs]').between([venue, from], [venue, to]).toArray(),
      ),
    ),
  );
  return parts.flat();
}

/** The start of the first refresh since `fromMs`; undefined without any. */
export async function firstSlotSince(
  { log }: Database,
  venue: string,
  fromMs: number,
): Promise<number | undefined> {
  const range = log.where('[venue+slotMs]').between([venue, fromMs], [venue, Infinity]);
  const [key] = await range.limit(1).primaryKeys();
  return key?.[1];
}

/** The same as `logOf`, without Dexie and in the caller's transaction. */
export async function rawLogOf(
  store: IDBObjectStore,
  venue: string,
  fromMs: number,
  toMs: number,
): Promise<SnapshotRecord[]> {
  const rangeOf = (from: number, to: number) =>
    IDBKeyRange.bound([venue, from], [venue, to], false, true);
  let parts = [...stretches(fromMs, toMs)];
  if (toMs - fromMs > DAY_MS) {
    // Days that wait for the worker: mostly nobody was there.
    const keys = await stored<IDBValidKey[]>(store.getAllKeys(rangeOf(fromMs, toMs)));
    const slots = keys.map((key) => (Array.isArray(key) ? Number(key[1]) : toMs));
    const starts = slots.filter((_, index) => index % RECORDS_AT_ONCE === 0);
    parts = starts.map((from, index) => [from, starts[index + 1] ?? toMs]);
  }
  const answers = parts.map(([from, to]) =>
    stored<SnapshotRecord[]>(store.getAll(rangeOf(from, to))),
  );
  return (await Promise.all(answers)).flat();
}
