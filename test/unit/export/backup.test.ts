/** A backup comes back to the bit, or not at all, whatever was done to its file and whenever the restore dies. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { writeBackup } from '../../../lib/export/backup';
import {
  BackupError,
  FrameWriter,
  framesOf,
  packPayload,
  unpackPayload,
} from '../../../lib/export/backup-file';
import { checkBackup, restoreBackup } from '../../../lib/export/restore';
import { Database } from '../../../lib/storage/database';
import { BACKUP_TABLES } from '../../../lib/storage/backup-tables';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { createVenueStore } from '../../../lib/history/store';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Settings } from '../../../lib/settings/settings';
import { dumpOf } from '../storage/databases/dump';
import { Killed, mortalDatabase } from '../history/mortal';
import { boardOf, VENUE } from '../history/truth';
import { memoryTarget } from './memory';
import { END_MS, recorded } from './recorded';
import type { Recorded } from './recorded';

const job = { onProgress: () => {}, signal: new AbortController().signal };
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  historyDays: 77,
  watchlist: ['binance:S1USDT', 'okx:S2-USDT-SWAP'],
};
let history: Recorded;
let file: Blob;

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  history = await recorded();
  const target = memoryTarget();
  await writeBackup({ database: history.database, settings: SETTINGS, nowMs: END_MS }, target, job);
  expect([...target.files.keys()]).toEqual(['pressure-backup-2026-02-08-1200Z.dpsbackup']);
  file = new Blob([...target.files.values()]);
});

/** What a backup has of a database, and what else is in it. */
async function tablesOf(indexedDB: IDBFactory) {
  const { stores } = await dumpOf(indexedDB, 'pressure');
  const kept = stores.filter(({ name }) => BACKUP_TABLES.some((table) => table === name));
  return { kept, rest: stores.filter((store) => !kept.includes(store)) };
}

/** Another history, to be replaced. */
async function another(): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const database = mortalDatabase(indexedDB, null);
  const board = boardOf(END_MS - 9e6, ['S7USDT', 'S8USDT']);
  const state = newVenueState(VENUE);
  await createVenueStore(database, VENUE_STATE).commit({ state, board, asSnapshot: true });
  database.close();
  return indexedDB;
}

/** Settings that are on their way, and whether they arrive. */
function staging() {
  return {
    stage: vi.fn((..._: [Settings, string]) => Promise.resolve()),
    apply: vi.fn(() => Promise.resolve()),
    drop: vi.fn(() => Promise.resolve()),
  };
}

function restoreInto(indexedDB: IDBFactory, backup: Blob, lives: number | null = null) {
  const database = mortalDatabase(indexedDB, lives);
  const settings = staging();
  const done = restoreBackup(backup, { database, settings }, job).finally(() => {
    database.close();
  });
  return { done, settings };
}

describe('a backup', () => {
  it('says what is in it', async () => {
    const seen: number[] = [];
    const checked = await checkBackup(file, { ...job, onProgress: (done) => seen.push(done) });
    expect(checked.settings).toEqual(SETTINGS);
    expect(checked.createdAtMs).toBe(END_MS);
    expect(seen.at(-1)).toBe(file.size);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('comes back to the bit, and leaves what is not of it alone', async () => {
    const indexedDB = await another();
    const before = await tablesOf(indexedDB);
    const { done, settings } = restoreInto(indexedDB, file);
    await done;
    const after = await tablesOf(indexedDB);
    expect(after.kept).toEqual((await tablesOf(history.indexedDB)).kept);
    const others = (rest: typeof after.rest) => rest.filter(({ name }) => name !== 'trimmed');
    expect(others(after.rest)).toEqual(others(before.rest));
    expect(settings.stage.mock.lastCall?.[0]).toEqual(SETTINGS);
    expect(settings.apply).toHaveBeenCalledOnce();
    // And the worker goes on with it.
    const database = new Database('pressure', { indexedDB, IDBKeyRange });
    const state = newVenueState(VENUE);
    await createVenueStore(database, VENUE_STATE).commit({
      state,
      board: boardOf(END_MS + 3e5),
      asSnapshot: true,
    });
    expect((await database.symbols.get(VENUE))?.symbols).toHaveLength(60);
    database.close();
  });

  it('can be restored whatever names a listing had, and says what it left out', async () => {
    const named = await another();
    const database = new Database('pressure', { indexedDB: named, IDBKeyRange });
    await database.open();
    const symbols = ['S7USDT', 'S8USDT', 'S7USDT', '', 'X'.repeat(201)];
    const index = { venue: VENUE, symbols, compactedMs: 0, rolledMs: 0, thinnedMs: 0 };
    const [day] = await history.database.pastDays.limit(1).toArray();
    if (day === undefined) throw new Error('no day');
    // As earlier versions have written them.
    const raw = database.backendDB();
    const written = raw.transaction(['symbols', 'pastDays'], 'readwrite');
    written.objectStore('symbols').put(index);
    for (const symbol of ['', 'X'.repeat(201), 'S7USDT']) {
      written.objectStore('pastDays').put({ ...day, symbol });
    }
    written.objectStore('pastDays').put({ ...day, symbol: 'S8USDT', bytes: new ArrayBuffer(3) });
    await new Promise((resolve) => written.addEventListener('complete', resolve));
    const target = memoryTarget();
    const made = await writeBackup({ database, settings: SETTINGS, nowMs: END_MS }, target, job);
    database.close();
    expect(made.leftOut).toBe(3);
    const backup = new Blob([...target.files.values()]);
    expect(await checkBackup(backup, job)).toMatchObject({ records: made.records });
    const indexedDB = await another();
    await restoreInto(indexedDB, backup).done;
    const restored = new Database('pressure', { indexedDB, IDBKeyRange });
    const names = (await restored.symbols.get(VENUE))?.symbols;
    expect(names).toEqual(['?0', 'S8USDT', 'S7USDT', '?3', '?4']);
    restored.close();
  });

  it('of an earlier version, with a name twice, is taken', async () => {
    const frames = await payloads();
    const index = frames
      .map((frame) => unpackPayload(frame) as { table?: string; records?: { symbols: string[] }[] })
      .find(({ table }) => table === 'symbols');
    const [record = { symbols: [] }] = index?.records ?? [];
    const doubled = { ...record, symbols: [...record.symbols, record.symbols[0] ?? ''] };
    const [head = new Uint8Array()] = frames;
    const payload = packPayload({ table: 'symbols', records: [doubled] });
    const old = await fileOf([head, payload, packPayload({ end: 1 })]);
    expect(await checkBackup(old, job)).toMatchObject({ records: 1 });
  });

  it('of nothing but settings is one, too', async () => {
    const target = memoryTarget();
    await writeBackup({ database: null, settings: SETTINGS, nowMs: END_MS }, target, job);
    const checked = await checkBackup(new Blob([...target.files.values()]), job);
    expect(checked).toEqual({ settings: SETTINGS, createdAtMs: END_MS, records: 0 });
  });
});

describe('nothing changes', () => {
  it('in two hundred deaths while restoring', async () => {
    const indexedDB = await another();
    const before = await tablesOf(indexedDB);
    const frames = await payloads();
    // Every table and what is said of the history is cleared; every frame and the token is written.
    const writes = BACKUP_TABLES.length + frames.length;
    const [seed = 0] = fc.sample(fc.integer(), 1);
    const lives = fc.sample(fc.integer({ min: 0, max: writes - 1 }), { numRuns: 200, seed });
    for (const [death, left] of lives.entries()) {
      const { done, settings } = restoreInto(indexedDB, file, left);
      await expect(done, `seed ${seed}, ${left} writes`).rejects.toBeInstanceOf(Killed);
      expect(settings.apply).not.toHaveBeenCalled();
      // Reading all of it takes longer than a life.
      const isRead = death % 10 === 0 || left === writes - 1;
      const after = isRead ? await tablesOf(indexedDB) : before;
      expect(after, `seed ${seed}, ${left} writes`).toEqual(before);
    }
    expect(await tablesOf(indexedDB)).toEqual(before);
    // One more write would have been all.
    await restoreInto(indexedDB, file, writes).done;
    expect((await tablesOf(indexedDB)).kept).toEqual((await tablesOf(history.indexedDB)).kept);
  });

  it('where the disk has no room for it', async () => {
    const indexedDB = await another();
    const before = await tablesOf(indexedDB);
    const database = mortalDatabase(indexedDB, 0);
    const settings = staging();
    const freeBytes = () => Promise.resolve(file.size + 1_000_000);
    await expect(restoreBackup(file, { database, settings, freeBytes }, job)).rejects.toMatchObject(
      {
        problem: 'no_room',
      },
    );
    database.close();
    expect(settings.stage).not.toHaveBeenCalled();
    expect(await tablesOf(indexedDB)).toEqual(before);
  });

  it('when the settings cannot be saved, or the user cancels', async () => {
    const indexedDB = await another();
    const before = await tablesOf(indexedDB);
    const attempt = async (stage: () => Promise<void>, signal = job.signal) => {
      const database = mortalDatabase(indexedDB, null);
      const settings = { ...staging(), stage };
      await restoreBackup(file, { database, settings }, { ...job, signal }).finally(() => {
        database.close();
      });
    };
    await expect(attempt(() => Promise.reject(new Error('no space')))).rejects.toThrow('no space');
    const cancel = new AbortController();
    let reads = 0;
    const database = mortalDatabase(indexedDB, null);
    const onProgress = () => {
      reads += 1;
      if (reads === 4) cancel.abort();
    };
    const settings = staging();
    await expect(
      restoreBackup(file, { database, settings }, { onProgress, signal: cancel.signal }),
    ).rejects.toThrow('aborted');
    database.close();
    expect(settings.apply).not.toHaveBeenCalled();
    expect(settings.drop).toHaveBeenCalledOnce();
    expect(await tablesOf(indexedDB)).toEqual(before);
  });
});

describe('a broken file is refused', () => {
  const problemOf = async (broken: Blob): Promise<string> => {
    try {
      await checkBackup(broken, job);
      return 'taken';
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      return error.problem;
    }
  };

  it('wherever a bit has turned', async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const bits = fc.tuple(fc.nat(bytes.length - 1), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(bits, async ([at, bit]) => {
        const broken = bytes.slice();
        broken[at] = (broken[at] ?? 0) ^ (1 << bit);
        expect(['not_backup', 'damaged', 'cut_short']).toContain(
          await problemOf(new Blob([broken])),
        );
      }),
      { numRuns: 60, examples: [[[0, 0]], [[40, 3]], [[bytes.length - 1, 7]]] },
    );
  });

  it('wherever it ends too early', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.size - 1), async (size) => {
        expect(['not_backup', 'cut_short']).toContain(await problemOf(file.slice(0, size)));
      }),
      { numRuns: 60, examples: [[0], [file.size - 1]] },
    );
  });

  it('when something comes after its end', async () => {
    expect(await problemOf(new Blob([file, new Uint8Array(1)]))).toBe('cut_short');
    expect(await problemOf(new Blob([file, file]))).toBe('damaged');
  });

  it('when it was put together of other frames', async () => {
    const frames = await payloads();
    const [head, , ...rest] = frames;
    if (head === undefined) throw new Error('no head');
    expect(await problemOf(await fileOf([head, ...rest]))).toBe('cut_short');
    expect(await problemOf(await fileOf(frames.slice(0, -1)))).toBe('cut_short');
    expect(await problemOf(await fileOf(frames))).toBe('taken');
  });

  it('by version, by settings and by each record that cannot be', async () => {
    const frames = await payloads();
    const head = unpackPayload(frames[0] ?? new Uint8Array()) as Record<string, unknown>;
    const withHead = (change: object) =>
      fileOf([packPayload({ ...head, ...change }), ...frames.slice(1)]);
    expect(await problemOf(await withHead({ version: 3 }))).toBe('newer');
    expect(await problemOf(await withHead({ version: 0 }))).toBe('not_backup');
    expect(await problemOf(await withHead({ format: 'x' }))).toBe('not_backup');
    expect(await problemOf(await withHead({ settings: '{}' }))).toBe('settings');
    for (const createdAtMs of [-1, 1e17, '2026']) {
      expect(await problemOf(await withHead({ createdAtMs }))).toBe('not_backup');
    }
    for (const frame of frames.slice(1, -1)) {
      const { table, records } = unpackPayload(frame) as { table: string; records: object[] };
      const [record = {}] = records;
      for (const name of Object.keys(record)) {
        const cut = Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
        for (const bad of [cut, { ...record, [name]: 'Ä' }, { ...record, [name]: -1 }]) {
          const isName = name === 'symbol' && 'symbol' in bad && bad.symbol === 'Ä';
          if (isName) continue;
          const payload = packPayload({ table, records: [bad] });
          const broken = await fileOf([packPayload(head), payload, packPayload({ end: 1 })]);
          expect(await problemOf(broken), `${table}.${name}`).toBe('record');
        }
      }
    }
  });
});

it("a frame that is no JSON is refused in our words, not the browser's", async () => {
  const frames = await payloads();
  const deep = '['.repeat(2e5) + ']'.repeat(2e5);
  for (const text of ['{', '', 'null]', '{"table":"log","records":[NaN]}', deep, '\xff']) {
    const bytes = text === '\xff' ? new Uint8Array([0xff, 0xfe]) : new TextEncoder().encode(text);
    const payload = new Uint8Array(4 + bytes.length);
    new DataView(payload.buffer).setUint32(0, bytes.length, true);
    payload.set(bytes, 4);
    const broken = await fileOf([frames[0] ?? payload, payload, packPayload({ end: 0 })]);
    await expect(checkBackup(broken, job), text.slice(0, 40)).rejects.toMatchObject({
      problem: 'record',
    });
    // Also where the file begins.
    await expect(checkBackup(await fileOf([payload]), job)).rejects.toBeInstanceOf(BackupError);
  }
});

async function payloads() {
  const all = [];
  for await (const payload of framesOf(file, () => {})) all.push(payload);
  return all;
}

async function fileOf(frames: readonly Uint8Array<ArrayBuffer>[]): Promise<Blob> {
  const target = memoryTarget();
  const sink = await target.open('broken');
  const writer = new FrameWriter(sink);
  for (const frame of frames) await writer.write(frame);
  await sink.close();
  return new Blob([...target.files.values()]);
}
