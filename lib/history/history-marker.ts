/**
 * A marker outside the database that a history exists: when the quota is exceeded or the user clears the browser's
 * data, the database is deleted silently, and a new one looks like a first install.
 */
import { startOfDay } from '../domain/time';
import * as z from '../schema';
import type { Database } from '../storage/database';
import { putNote } from '../storage/notes';
import type { StorageArea } from './session-store';

/** Key in the extension's local storage. */
const KEY = 'history';
const markerSchema = z.object({ fromMs: z.number(), toMs: z.number() });

async function markerIn(area: StorageArea) {
  return markerSchema.safeParse((await area.get(KEY))[KEY]).data ?? null;
}

/** After a refresh at `atMs` (exchange's clock) was recorded. Written once a day. */
export async function markHistory(area: StorageArea, atMs: number): Promise<void> {
  const before = await markerIn(area);
  if (before !== null && startOfDay(before.toMs) === startOfDay(atMs)) return;
  await area.set({ [KEY]: { fromMs: before?.fromMs ?? atMs, toMs: atMs } });
}

/** The history was deleted or replaced at the user's request. */
export function unmarkHistory(area: StorageArea): Promise<void> {
  return area.remove(KEY);
}

/** Called after the database was opened. True, with a note stored, when its history was lost. */
export async function noticeLoss(
  database: Database,
  area: StorageArea,
  nowMs: number,
): Promise<boolean> {
  const marker = await markerIn(area);
  if (marker === null || (await database.symbols.count()) > 0) return false;
  await putNote(database, 'lost', { atMs: nowMs, ...marker });
  await unmarkHistory(area);
  return true;
}
