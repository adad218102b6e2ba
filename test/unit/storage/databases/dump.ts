/** Databases as files: what an earlier version stored, to test that every later version reads it. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Index {
  name: string;
  keyPath: string | string[];
}

/**
 * A whole database. Typed arrays are written as `{ "f32": [...] }`, NaN in them as null, a buffer as `{ "buffer": … }`
 * in base64; `[n]` in an array repeats the value before it n more times.
 */
export interface Dump {
  version: number;
  stores: { name: string; keyPath: string | string[]; indexes: Index[]; records: unknown[] }[];
}

const ARRAYS = {
  f32: Float32Array,
  f64: Float64Array,
  i16: Int16Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const;

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
  const file = new URL(`./v${version}.json`, import.meta.url);
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(new URL(`./v${version}.json.gz`, import.meta.url))).toString('utf8');
  return JSON.parse(text) as Dump;
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
      return { [kind]: shortened([...value].map((item) => (Number.isNaN(item) ? null : item))) };
    }
  }
  if (value instanceof ArrayBuffer) return { buffer: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encoded(item)]));
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  for (const [kind, type] of Object.entries(ARRAYS)) {
    if (kind in value) {
      const items = Reflect.get(value, kind) as Item[];
      return type.from(lengthened(items).map((item) => item ?? Number.NaN));
    }
  }
  if ('buffer' in value && typeof value.buffer === 'string') {
    return Uint8Array.from(Buffer.from(value.buffer, 'base64')).buffer;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]));
}

type Item = number | null | [times: number];

function shortened(items: readonly (number | null)[]): Item[] {
  const short: Item[] = [];
  for (let index = 0; index < items.length;) {
    const item = items[index] ?? null;
    let end = index + 1;
    while (end < items.length && items[end] === item) end += 1;
    short.push(item);
    if (end - index > 1) short.push([end - index - 1]);
    index = end;
  }
  return short;
}

function lengthened(items: readonly Item[]): (number | null)[] {
  let last: number | null = null;
  return items.flatMap((item) => {
    if (Array.isArray(item)) return new Array<number | null>(item[0]).fill(last);
    last = item;
    return [item];
  });
}
