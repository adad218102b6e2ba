/** Notes about the history: read as they were written, and not at all where anything is wrong with them. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../../lib/storage/database';
import type { NoteId, Notes } from '../../../lib/storage/notes';
import { elapsedOf, noteOf, putElapsed, putNote, readNotes } from '../../../lib/storage/notes';

const NOTES: Notes = {
  trimmed: { atMs: 1, dayMs: 2, days: 3 },
  forgotten: { atMs: 4, beforeMs: 5, days: 0 },
  damaged: { atMs: 6, records: 7 },
  lost: { atMs: 8, fromMs: 9, toMs: 10 },
  restored: { token: 'abc' },
};
const IDS = Object.keys(NOTES) as NoteId[];
const NONE = Object.fromEntries(IDS.map((id) => [id, null]));
const ELAPSED = { untilMs: 1, heardMs: 2, heardForMs: 3 };

function open() {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  return new Database('pressure', { indexedDB, IDBKeyRange });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('notes', () => {
  it('are none at first', async () => {
    const database = open();
    expect(await Promise.all(IDS.map((id) => noteOf(database, id)))).toEqual(IDS.map(() => null));
    database.close();
  });

  it.for(IDS)('of %s are read as they were written, and no other', async (id) => {
    const database = open();
    await putNote(database, id, NOTES[id]);
    expect(await noteOf(database, id)).toMatchObject(NOTES[id]);
    database.close();
    expect(await readNotes()).toEqual({ ...NONE, [id]: NOTES[id] });
  });

  it.for(IDS.flatMap((id) => Object.keys(NOTES[id]).map((name) => [id, name] as const)))(
    'of %s are none when %s is wrong',
    async ([id, name]) => {
      const database = open();
      await database.trimmed.put({ id, ...NOTES[id], [name]: {} });
      expect(await noteOf(database, id)).toBeNull();
      database.close();
    },
  );

  it.for([-1, 0.5])('count no %d days', async (days) => {
    const database = open();
    await putNote(database, 'trimmed', { ...NOTES.trimmed, days });
    expect(await noteOf(database, 'trimmed')).toBeNull();
    database.close();
  });

  it('are none for pages without a database', async () => {
    open();
    expect(await readNotes()).toEqual(NONE);
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('how far time has passed', () => {
  it('is known by venue', async () => {
    const database = open();
    await putElapsed(database, 'v', ELAPSED);
    expect(await elapsedOf(database, 'v')).toMatchObject(ELAPSED);
    expect(await elapsedOf(database, 'w')).toBeNull();
    expect(await database.trimmed.toCollection().primaryKeys()).toEqual(['passed:v']);
    database.close();
  });

  it.for(Object.keys(ELAPSED))('is not known when %s is wrong', async (name) => {
    const database = open();
    await database.trimmed.put({ id: 'passed:v', ...ELAPSED, [name]: null });
    expect(await elapsedOf(database, 'v')).toBeNull();
    database.close();
  });
});
