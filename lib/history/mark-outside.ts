/**
 * That there is a history, noted outside of the database: a browser that is out of room, or a person who clears its data, takes
 * a database without a word, and a new one looks like a first day.
 */
import * as z from '../schema';
import type { Database } from './database';
import { putNote } from './notes';
import { dayOf } from './records';
import type { StorageArea } from './session-store';

/** In the extension's local storage. */
const KEY = 'history';
const markSchema = z.object({ fromMs: z.number(), toMs: z.number() });

async function markIn(area: StorageArea) {
  return markSchema.safeParse((await area.get(KEY))[KEY]).data ?? null;
}

/** After a refresh at `atMs`, on the exchange's clock, has become history. Written once a day. */
export async function markHistory(area: StorageArea, atMs: number): Promise<void> {
  const before = await markIn(area);
  if (before !== null && dayOf(before.toMs) === dayOf(atMs)) return;
  await area.set({ [KEY]: { fromMs: before?.fromMs ?? atMs, toMs: atMs } });
}

/** There is none any more, and the person knows. */
export function unmarkHistory(area: StorageArea): Promise<void> {
  return area.remove(KEY);
}

/** With a database that was just opened: true, and written down, when what was in it is gone. */
export async function noticeLoss(
  database: Database,
  area: StorageArea,
  nowMs: number,
): Promise<boolean> {
  const mark = await markIn(area);
  if (mark === null || (await database.symbols.count()) > 0) return false;
  await putNote(database, 'lost', { atMs: nowMs, ...mark });
  await unmarkHistory(area);
  return true;
}
