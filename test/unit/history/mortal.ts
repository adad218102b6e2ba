/** A database that dies between two writes, like the worker: the transaction in progress is lost. */
import type { DBCoreMutateRequest } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { Database } from '../../../lib/storage/database';

export class Killed extends Error {}

/** Dies at write number `lives` + 1; null: never. */
export function mortalDatabase(indexedDB: IDBFactory, lives: number | null): Database {
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  let left = lives ?? Infinity;
  database.use({
    stack: 'dbcore',
    name: 'mortal',
    create: (down) => ({
      ...down,
      table: (name) => {
        const table = down.table(name);
        return {
          ...table,
          mutate: (request: DBCoreMutateRequest) => {
            left -= 1;
            if (left < 0) throw new Killed();
            return table.mutate(request);
          },
        };
      },
    }),
  });
  return database;
}

/** Dexie may wrap the error. */
export function isKilled(error: unknown): boolean {
  return (
    error instanceof Killed ||
    (typeof error === 'object' &&
      error !== null &&
      'inner' in error &&
      error.inner instanceof Killed)
  );
}
