/**
 * What has to be said about the history as a whole, in the table `trimmed`, by id: what went and why, and how far time has
 * passed. Of this machine: no backup has them.
 */
import * as z from '../schema';
import type { Database } from './database';
import { openExisting, stored } from './existing';
import type { Passed } from './passed';

export interface Notes {
  /** Given up because the disk was full; see room.ts. */
  trimmed: Trimmed;
  /** Older than the person keeps. */
  forgotten: Forgotten;
  /** Records of ours that could not be read. */
  damaged: Damaged;
  /** The whole history, gone without our doing. */
  lost: Lost;
  /** The restore whose settings are still to be put in their place; see lib/export/restore.ts. */
  restored: { token: string };
}

export interface Trimmed {
  /** When it happened last, on this machine's clock. */
  atMs: number;
  /** Midnight: of the newest day that is gone. All older ones are gone, too. */
  dayMs: number;
  /** How many days had to go, within a week of each other. */
  days: number;
}

export interface Forgotten {
  /** When it happened last, on the exchange's clock. */
  atMs: number;
  /** Midnight: everything older is gone. */
  beforeMs: number;
  /** How many days went in all, of the venue that lost most. */
  days: number;
}

export interface Damaged {
  /** When the last was found, on this machine's clock. */
  atMs: number;
  records: number;
}

export interface Lost {
  /** When it was noticed, on this machine's clock. */
  atMs: number;
  /** What was there: the first day and the last one, on the exchange's clock. */
  fromMs: number;
  toMs: number;
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
const passedSchema = z.object({ untilMs: time, heardMs: time, heardForMs: time });

/** Null where there is none, or none that can be read. */
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

export async function passedOf(
  { trimmed }: Pick<Database, 'trimmed'>,
  venue: string,
): Promise<Passed | null> {
  return passedSchema.safeParse(await trimmed.get(passedId(venue))).data ?? null;
}

export async function putPassed(
  { trimmed }: Pick<Database, 'trimmed'>,
  venue: string,
  passed: Passed,
): Promise<void> {
  await trimmed.put({ id: passedId(venue), ...passed });
}

function passedId(venue: string): string {
  return `passed:${venue}`;
}

/** All that pages say of the history, read without Dexie. Nulls without a database. Rejects when it can't be read. */
export async function readNotes(): Promise<{ [N in NoteId]: Notes[N] | null }> {
  const database = await openExisting();
  const found = new Map<NoteId, unknown>();
  try {
    if (database !== null) {
      const store = database.transaction('trimmed', 'readonly').objectStore('trimmed');
      const ids: NoteId[] = ['trimmed', 'forgotten', 'damaged', 'lost', 'restored'];
      await Promise.all(ids.map(async (id) => found.set(id, await stored<unknown>(store.get(id)))));
    }
  } finally {
    database?.close();
  }
  const note = <N extends NoteId>(id: N) => SCHEMAS[id].safeParse(found.get(id)).data ?? null;
  return {
    trimmed: note('trimmed'),
    forgotten: note('forgotten'),
    damaged: note('damaged'),
    lost: note('lost'),
    restored: note('restored'),
  };
}
