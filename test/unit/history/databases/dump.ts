/** Databases as files: what an earlier version stored, kept so that every later version is seen to read it. */
import { readFileSync } from 'node:fs';

interface Index {
  name: string;
  keyPath: string | string[];
}

/** One database, whole. Typed arrays are written as `{ "f32": [...] }`, NaN in them as null. */
export interface Dump {
  version: number;
  stores: { name: string; keyPath: string | string[]; indexes: Index[]; records: unknown[] }[];
}

const ARRAYS = { f32: Float32Array, f64: Float64Array, i16: Int16Array, u8: Uint8Array } as const;

export async function dumpOf(indexedDB: IDBFactory, name: string): Promise<Dump> {
  const database = await done(indexedDB.open(name));
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names);
  const stores = [];
  for (const storeName of names) {
    const store = transaction.objectStore(storeName);
    const indexes = [...store.indexNames].map((indexName) => {
      const { keyPath } = store.index(indexName);
      return { name: indexName, keyPath };
    });
    const records = (await done(store.getAll())).map(encoded);
    // Every store of ours has its key in its records.
    stores.push({ name: storeName, keyPath: store.keyPath ?? [], indexes, records });
  }
  const { version } = database;
  database.close();
  return { version, stores };
}

export async function restoreDump(
  indexedDB: IDBFactory,
  name: string,
  { version, stores }: Dump,
): Promise<void> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const { name: storeName, keyPath, indexes, records } of stores) {
      const store = request.result.createObjectStore(storeName, { keyPath });
      for (const index of indexes) store.createIndex(index.name, index.keyPath);
      for (const record of records) store.put(decoded(record));
    }
  };
  (await done(request)).close();
}

export function readDump(version: number): Dump {
  return JSON.parse(readFileSync(new URL(`./v${version}.json`, import.meta.url), 'utf8')) as Dump;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

function encoded(value: unknown): unknown {
  for (const [kind, type] of Object.entries(ARRAYS)) {
    if (value instanceof type) {
      return { [kind]: [...value].map((item) => (Number.isNaN(item) ? null : item)) };
    }
  }
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encoded(item)]));
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  for (const [kind, type] of Object.entries(ARRAYS)) {
    if (kind in value) {
      const items = Reflect.get(value, kind) as (number | null)[];
      return type.from(items.map((item) => item ?? Number.NaN));
    }
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]));
}
