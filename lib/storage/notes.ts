/**
 * Notes on the history as a whole, in the table `trimmed`, by id: what was deleted or lost and why, and how much time
 * has certainly passed. They apply to this machine: no backup has them.
 */
import * as z from '../schema';
import type { Database } from './database';
import { reading } from './database';

export interface Notes {
  /** Evicted because the disk was full; see lib/history/quota.ts. */
  trimmed: Trimmed;
  /** Deleted by retention: older than the user's setting. */
  forgotten: Forgotten;
  /** Records that were invalid. */
  damaged: Damaged;
  /** The whole history, deleted by the browser or the user. */
  lost: Lost;
  /** The restore whose settings are still to be applied; see lib/export/restore.ts. */
  restored: { token: string };
}

export interface Trimmed {
  /** When it happened last, on this machine's clock. */
  atMs: number;
  /** Midnight of the newest deleted day; all older ones are deleted, too. */
  dayMs: number;
  /** How many days were deleted, within a week of each other. */
  days: number;
}

export interface Forgotten {
  /** When it happened last, on the exchange's clock. */
  atMs: number;
  /** Midnight: everything older is deleted. */
  beforeMs: number;
  /** How many days were deleted in all, of the venue that lost most. */
  days: number;
}

export interface Damaged {
  /** When the last one was found, on this machine's clock. */
  atMs: number;
  records: number;
}

export interface Lost {
  /** When it was noticed, on this machine's clock. */
  atMs: number;
  /** The range of the lost history: its first and last day, on the exchange's clock. */
  fromMs: number;
  toMs: number;
}

/** How much time has certainly passed, on the exchange's clock; see lib/history/elapsed.ts. */
export interface ElapsedTime {
  /** Confirmed up to here. Never decreases. */
  untilMs: number;
  /** The newest stated time, and for how long refreshes have continued beyond `untilMs`. */
  heardMs: number;
  heardForMs: number;
}

export type NoteId = keyof Notes;
const time = z.number();
const count = z.int().check(z.gte(0));
const SCHEMAS: { [N in NoteId]: z.ZodMiniType<Notes[N]> } = {
  trimmed: z.object({ atMs: time, dayMs: time, days: count }),
  forgotten: z.object({ atMs: time, beforeMs: time, days: count }),
  damaged: z.object({ atMs: time, records: count }),
  lost: z.object({ atMs: time, fromMs: time, toMs: time }),
  restored: z.object({ token: z.string() }),
};
const elapsedSchema = z.object({ untilMs: time, heardMs: time, heardForMs: time });

/** Null where there is none, or it is invalid. */
export async function noteOf<N extends NoteId>(
  { trimmed }: Pick<Database, 'trimmed'>,
  id: N,
): Promise<Notes[N] | null> {
  return SCHEMAS[id].safeParse(await trimmed.get(id)).data ?? null;
}

export async function putNote<N extends NoteId>(
  { trimmed }: Pick<Database, 'trimmed'>,
  id: N,
  note: Notes[N],
): Promise<void> {
  await trimmed.put({ id, ...note });
}

export async function elapsedOf(
  { trimmed }: Pick<Database, 'trimmed'>,
  venue: string,
): Promise<ElapsedTime | null> {
  return elapsedSchema.safeParse(await trimmed.get(elapsedId(venue))).data ?? null;
}

export async function putElapsed(
  { trimmed }: Pick<Database, 'trimmed'>,
  venue: string,
  elapsed: ElapsedTime,
): Promise<void> {
  await trimmed.put({ id: elapsedId(venue), ...elapsed });
}

function elapsedId(venue: string): string {
  return `passed:${venue}`;
}

/** All notes that pages show. Nulls without a database. Rejects when it can't be read. */
export async function readNotes(): Promise<{ [N in NoteId]: Notes[N] | null }> {
  return reading(
    async (database) => ({
      trimmed: await noteOf(database, 'trimmed'),
      forgotten: await noteOf(database, 'forgotten'),
      damaged: await noteOf(database, 'damaged'),
      lost: await noteOf(database, 'lost'),
      restored: await noteOf(database, 'restored'),
    }),
    { trimmed: null, forgotten: null, damaged: null, lost: null, restored: null },
  );
}
