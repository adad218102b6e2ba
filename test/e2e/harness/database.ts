/** Reads the extension's IndexedDB from outside, to check that it is consistent. Never creates or changes it. */
import type { Extension } from './extension';

/**
 * Rows by store. Typed arrays are returned as plain number arrays, buffers as their length, so that they are JSON.
 * Null: no such database.
 */
export type DatabaseDump = Record<string, unknown[]>;

export function readDatabase(
  extension: Extension,
  name: string,
  stores?: readonly string[],
): Promise<DatabaseDump | null> {
  return extension.onPage((page) =>
    page.evaluate(
      async ([databaseName, wanted]) => {
        const known = await indexedDB.databases();
        if (!known.some((database) => database.name === databaseName)) return null;
        const settle = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => {
              resolve(request.result);
            };
            request.onerror = () => {
              reject(request.error ?? new Error('IndexedDB failed'));
            };
          });
        const plain = (value: unknown): unknown => {
          if (value instanceof ArrayBuffer) return { byteLength: value.byteLength };
          if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
          if (Array.isArray(value)) return value.map(plain);
          if (value === null || typeof value !== 'object') return value;
          return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]));
        };
        const database = await settle(indexedDB.open(databaseName));
        const names = [...database.objectStoreNames].filter((n) => wanted?.includes(n) ?? true);
        const dump: Record<string, unknown[]> = {};
        for (const store of names) {
          const rows: unknown[] = await settle(
            database.transaction(store).objectStore(store).getAll(),
          );
          dump[store] = rows.map(plain);
        }
        database.close();
        return dump;
      },
      [name, stores] as const,
    ),
  );
}

/** `storage.local` as stored. */
export function readStorage(extension: Extension): Promise<Record<string, unknown>> {
  return extension.onPage((page) => page.evaluate(() => chrome.storage.local.get()));
}
