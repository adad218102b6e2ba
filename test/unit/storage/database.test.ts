/** The database as the worker and as pages open it, what of the log is read, and records that are damaged. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupBatch } from '../../../lib/storage/backup-tables';
import {
  BACKUP_TABLES,
  backupPages,
  countBackupRecords,
  replaceBackupTables,
} from '../../../lib/storage/backup-tables';
import { Damages } from '../../../lib/storage/checked-reading';
import {
  Database,
  firstSlotSince,
  logOf,
  openForReading,
  reading,
} from '../../../lib/storage/database';
import type { SnapshotRecord } from '../../../lib/storage/records';

const SLOT_MS = 300_000;
const DAY_MS = 86_400_000;
const START_MS = 20_000 * DAY_MS;

let indexedDB: IDBFactory;
const opened: Database[] = [];

beforeEach(() => {
  indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(): Database {
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  opened.push(database);
  return database;
}

function snapshot(slot: number, venue = 'v'): SnapshotRecord {
  const slotMs = START_MS + slot * SLOT_MS;
  const modelVersions = { classic: 1, crowding: 1 };
  return { venue, slotMs, atMs: slotMs, modelVersions, values: new Float32Array(9) };
}
const INDEX = { venue: 'v', symbols: ['A'], compactedMs: 0, rolledMs: 0, thinnedMs: 0 };
const cache = (symbol: string) => ({
  venue: 'v',
  symbol,
  atMs: new Float64Array(1),
  coins: new Float64Array(1),
});

describe('the database', () => {
  it('has these tables with these keys, under its name', async () => {
    const database = open();
    await database.open();
    expect(new Database().name).toBe('pressure');
    expect(database.verno).toBe(4);
    expect(
      Object.fromEntries(
        database.tables.map(({ name, schema }) => [name, schema.primKey.keyPath] as const),
      ),
    ).toEqual({
      states: 'venue',
      listings: 'venue',
      boards: 'venue',
      symbols: 'venue',
      log: ['venue', 'slotMs'],
      blocks: ['venue', 'group', 'block'],
      seeds: ['venue', 'symbol'],
      pastDays: ['venue', 'dayMs', 'symbol'],
      trails: 'venue',
      trimmed: 'id',
    });
  });

  it('of a newer version is refused by name', async () => {
    const request = indexedDB.open('pressure', 50);
    await new Promise((resolve) => request.addEventListener('success', resolve));
    request.result.close();
    await expect(open().open()).rejects.toMatchObject({ name: 'VersionError' });
    await expect(open().open()).rejects.toThrow('the database is of version 5');
  });

  it('is opened though Dexie has counted up in between', async () => {
    const request = indexedDB.open('pressure', 49);
    await new Promise((resolve) => request.addEventListener('success', resolve));
    request.result.close();
    expect((await open().open()).isOpen()).toBe(true);
  });
});

describe('a page', () => {
  it('does not create the database', async () => {
    expect(await openForReading()).toBeNull();
    expect(await indexedDB.databases()).toEqual([]);
    const work = vi.fn<() => Promise<string>>();
    expect(await reading(work, 'none')).toBe('none');
    expect(work).not.toHaveBeenCalled();
  });

  it('reads the one that is there, and closes it', async () => {
    await open().symbols.put(INDEX);
    let seen: Database | null = null;
    const found = await reading(async (database) => {
      seen = database;
      return database.symbols.toArray();
    }, []);
    expect(found).toEqual([INDEX]);
    expect(seen).toMatchObject({ name: 'pressure' });
    expect(seen).toSatisfy((database: Database) => !database.isOpen());
  });

  it('closes it when its work fails', async () => {
    await open().open();
    let seen: Database | null = null;
    const failing = reading((database) => {
      seen = database;
      return Promise.reject(new Error('no'));
    }, null);
    await expect(failing).rejects.toThrow('no');
    expect(seen).toSatisfy((database: Database) => !database.isOpen());
  });

  it("is given the browser's error when it can't be opened", async () => {
    vi.stubGlobal('indexedDB', {
      databases: () => Promise.resolve([]),
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    await expect(openForReading()).rejects.toThrow('denied');
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('indexedDB', {
      databases: () => Promise.resolve([]),
      open: () => new EventTarget(),
    });
    const settled = vi.fn<() => void>();
    const outcome = openForReading()
      .catch((error: unknown) => error)
      .finally(settled);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(await outcome).toBeInstanceOf(Error);
  });
});

describe('the log', () => {
  const slotsOf = async (database: Database, from: number, to: number) => {
    const records = await logOf(database, 'v', START_MS + from, START_MS + to);
    return records.map(({ slotMs }) => (slotMs - START_MS) / SLOT_MS);
  };

  it('is read from the first slot on, without the last, of one venue', async () => {
    const database = open();
    await database.log.bulkPut([0, 1, 2, 3].map((slot) => snapshot(slot)));
    await database.log.put(snapshot(1, 'w'));
    expect(await slotsOf(database, SLOT_MS, 3 * SLOT_MS)).toEqual([1, 2]);
    expect(await slotsOf(database, 1, 3 * SLOT_MS + 1)).toEqual([1, 2, 3]);
    expect(await slotsOf(database, 0, 0)).toEqual([]);
  });

  it('is read over several days, too', async () => {
    const database = open();
    await database.log.bulkPut([0, 288, 600, 900].map((slot) => snapshot(slot)));
    await database.log.put(snapshot(1, 'w'));
    expect(await slotsOf(database, 0, DAY_MS)).toEqual([0]);
    expect(await slotsOf(database, 0, DAY_MS + 1)).toEqual([0, 288]);
    expect(await slotsOf(database, SLOT_MS, 900 * SLOT_MS)).toEqual([288, 600]);
  });

  it('asks for each slot of a day, and for no more', async () => {
    const database = open();
    const bulkGet = vi.spyOn(database.log, 'bulkGet');
    await slotsOf(database, 0, DAY_MS);
    expect(bulkGet.mock.calls[0]?.[0]).toHaveLength(288);
    await slotsOf(database, 0, 30 * DAY_MS);
    expect(bulkGet.mock.calls[1]?.[0]).toEqual([]);
  });

  it('says when its first refresh since then was', async () => {
    const database = open();
    await database.log.bulkPut([snapshot(5), snapshot(9), snapshot(20, 'w')]);
    const slot = (from: number) => firstSlotSince(database, 'v', START_MS + from * SLOT_MS);
    expect(await slot(0)).toBe(START_MS + 5 * SLOT_MS);
    expect(await slot(5)).toBe(START_MS + 5 * SLOT_MS);
    expect(await slot(6)).toBe(START_MS + 9 * SLOT_MS);
    expect(await slot(10)).toBeUndefined();
  });
});

describe('damaged records', () => {
  const bad = { venue: 'v', slotMs: START_MS };
  const BAD_INDEX = { venue: 'v', symbols: ['A', 'A'] };
  const REPAIRED = { ...INDEX, symbols: ['?0', 'A'] };

  async function damaged(): Promise<Database> {
    const database = open();
    await database.log.bulkPut([bad as SnapshotRecord, snapshot(1)]);
    await database.symbols.put(BAD_INDEX as typeof INDEX);
    return database;
  }
  const ofLog = { table: 'log', key: ['v', START_MS], replacement: null };
  const ofIndex = { table: 'symbols', key: 'v', replacement: REPAIRED };

  it('are not read, and noted', async () => {
    const database = await damaged();
    expect(await database.log.get(['v', START_MS])).toBeUndefined();
    expect(database.damages.take()).toEqual([ofLog]);
    expect(database.damages.take()).toEqual([]);
  });

  it('are not read among others, either', async () => {
    const database = await damaged();
    const keys = [START_MS, START_MS + SLOT_MS, 0].map((at): [string, number] => ['v', at]);
    expect(await database.log.bulkGet(keys)).toEqual([undefined, snapshot(1), undefined]);
    expect(database.damages.take()).toEqual([ofLog]);
    expect(await database.log.toArray()).toEqual([snapshot(1)]);
    expect(database.damages.take()).toEqual([ofLog]);
  });

  it('are noted once each', async () => {
    const database = await damaged();
    await database.log.toArray();
    await database.log.toArray();
    await database.symbols.toArray();
    expect(database.damages.take()).toEqual([ofLog, ofIndex]);
  });

  it('are replaced where that is possible', async () => {
    const database = await damaged();
    expect(await database.symbols.get('v')).toEqual(REPAIRED);
    expect(await database.symbols.toArray()).toEqual([REPAIRED]);
    expect(database.damages.take()).toEqual([ofIndex]);
  });

  it('are not looked for where only keys are read, nor in tables without a check', async () => {
    const database = await damaged();
    expect(await database.log.toCollection().primaryKeys()).toHaveLength(2);
    await database.states.put({ venue: 'v' });
    expect(await database.states.toArray()).toEqual([{ venue: 'v' }]);
    expect(database.damages.take()).toEqual([]);
  });

  it('differ by table and key', () => {
    const damages = new Damages();
    const all = [
      { table: 'a', key: ['x', 1], replacement: null },
      { table: 'a', key: ['x', 2], replacement: null },
      { table: 'b', key: ['x', 1], replacement: null },
    ];
    for (const damage of [...all, ...all]) damages.add(damage);
    expect(damages.take()).toEqual(all);
  });
});

describe('the tables of a backup', () => {
  async function* batchesOf(...batches: BackupBatch[]): AsyncGenerator<BackupBatch, void> {
    for (const batch of batches) {
      await Promise.resolve();
      yield batch;
    }
  }
  async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
    const list: T[] = [];
    for await (const item of items) list.push(item);
    return list;
  }
  const done = () => Promise.resolve();

  it('are these, in this order', () => {
    expect(BACKUP_TABLES).toEqual(['symbols', 'log', 'blocks', 'seeds', 'pastDays', 'trails']);
  });

  it('are counted', async () => {
    const database = open();
    expect(await countBackupRecords(database)).toBe(0);
    await database.log.bulkPut([snapshot(0), snapshot(1)]);
    await database.symbols.put(INDEX);
    await database.states.put({ venue: 'v' });
    expect(await countBackupRecords(database)).toBe(3);
  });

  it('are read in pages, with a count of what is damaged', async () => {
    const database = open();
    await database.log.bulkPut(Array.from({ length: 49 }, (_, slot) => snapshot(slot)));
    await database.log.put({ venue: 'v', slotMs: START_MS + SLOT_MS } as SnapshotRecord);
    const pages = await listOf(backupPages(database, 'log'));
    expect(pages.map(({ records, damaged }) => [records.length, damaged])).toEqual([
      [23, 1],
      [24, 0],
      [1, 0],
    ]);
    expect(pages[2]?.records).toEqual([snapshot(48)]);
    expect(await listOf(backupPages(database, 'trails'))).toEqual([]);
  });

  it('are replaced as a whole, with the notes about them; the rest stays', async () => {
    const database = open();
    await database.log.bulkPut([snapshot(0), snapshot(1)]);
    await database.seeds.put(cache('A'));
    await database.trimmed.put({ id: 'trimmed' });
    await database.states.put({ venue: 'v' });
    const beforeCommit = vi.fn(async () => {
      expect(await database.log.count()).toBe(1);
    });
    const batches = batchesOf(
      { table: 'symbols', records: [INDEX] },
      { table: 'log', records: [snapshot(7)] },
    );
    await replaceBackupTables(database, batches, beforeCommit);
    expect(beforeCommit).toHaveBeenCalledOnce();
    expect(await database.log.toArray()).toEqual([snapshot(7)]);
    expect(await database.symbols.toArray()).toEqual([INDEX]);
    expect(await database.seeds.count()).toBe(0);
    expect(await database.trimmed.count()).toBe(0);
    expect(await database.states.count()).toBe(1);
  });

  it('are as they were when it fails at the end', async () => {
    const database = open();
    await database.log.put(snapshot(0));
    await database.trimmed.put({ id: 'trimmed' });
    const batches = batchesOf({ table: 'log', records: [snapshot(7)] });
    const failing = replaceBackupTables(database, batches, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await database.log.toArray()).toEqual([snapshot(0)]);
    expect(await database.trimmed.count()).toBe(1);
  });

  it('are all empty after an empty backup', async () => {
    const database = open();
    await database.symbols.put(INDEX);
    await database.log.put(snapshot(0));
    await database.seeds.put(cache('A'));
    await replaceBackupTables(database, batchesOf(), done);
    expect(await countBackupRecords(database)).toBe(0);
  });
});
