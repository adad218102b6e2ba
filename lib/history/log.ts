/**
 * Reading the log: one record a refresh, about 22 kB for 600 symbols. Chromium hands one large answer out many times slower than
 * the same in small ones, so each record is a request, all of them side by side.
 */
import type { Database } from './database';
import { stored } from './existing';
import type { SnapshotRecord } from './records';
import { SLOT_MS } from './records';
import { isSnapshot } from './sound';
import { DAY_MS } from '../domain/time';

function slotsOf(venue: string, fromMs: number, toMs: number): [string, number][] {
  const keys: [string, number][] = [];
  for (let slotMs = Math.ceil(fromMs / SLOT_MS) * SLOT_MS; slotMs < toMs; slotMs += SLOT_MS) {
    keys.push([venue, slotMs]);
  }
  return keys;
}

/** Refreshes of slots `fromMs` ≤ slot < `toMs`, oldest first. */
export async function logOf(
  { log }: Database,
  venue: string,
  fromMs: number,
  toMs: number,
): Promise<SnapshotRecord[]> {
  const records = await log.bulkGet(slotsOf(venue, fromMs, toMs));
  return records.filter((record) => record !== undefined);
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
  let keys: IDBValidKey[] = slotsOf(venue, fromMs, Math.min(toMs, fromMs + DAY_MS));
  if (toMs - fromMs > DAY_MS) {
    // Days that wait for the worker: mostly nobody was there.
    const range = IDBKeyRange.bound([venue, fromMs], [venue, toMs], false, true);
    keys = await stored<IDBValidKey[]>(store.getAllKeys(range));
  }
  const records = await Promise.all(keys.map((key) => stored<unknown>(store.get(key))));
  return records.filter(isSnapshot);
}
