/** Where files go: a place that is picked, the browser's own disk, or memory; and what the page makes of all of it. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkFile,
  saveBackup,
  saveBoard,
  saveHistory,
  sizeOfHistory,
  takeBackup,
} from '../../../lib/export';
import { pickFile, pickFolder } from '../../../lib/export/run-export';
import { createVenueStore } from '../../../lib/history/store';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { Database } from '../../../lib/storage/database';
import { Dexie } from '../../../lib/storage/dexie';
import { boardOf, VENUE } from '../history/truth';

const NOW_MS = Date.UTC(2026, 2, 29, 0, 30);
const job = { onProgress: () => {}, signal: new AbortController().signal };

/** What happens, in order. */
let events: string[];
let written: Map<string, Uint8Array[]>;

function fileHandle(name: string) {
  const parts: Uint8Array[] = [];
  return {
    createWritable: () =>
      Promise.resolve({
        write: (bytes: Uint8Array) => {
          parts.push(bytes);
          return Promise.resolve();
        },
        close: () => {
          events.push(`close ${name}`);
          written.set(name, parts);
          return Promise.resolve();
        },
        abort: () => {
          events.push(`abort ${name}`);
          return Promise.resolve();
        },
      }),
    getFile: () => Promise.resolve(new Blob(parts.map((part) => part.slice()))),
  };
}

const folder = {
  getFileHandle: (name: string, options: object) => {
    events.push(`create ${name} ${JSON.stringify(options)}`);
    return Promise.resolve(fileHandle(name));
  },
  removeEntry: (name: string) => {
    events.push(`remove ${name}`);
    return Promise.resolve();
  },
};

/** A browser that lets the user pick a place; null: the user picks none. */
function stubPickers(hasPicked = true) {
  const picked = <T>(place: T) =>
    hasPicked ? Promise.resolve(place) : Promise.reject(new DOMException('', 'AbortError'));
  vi.stubGlobal('showSaveFilePicker', ({ suggestedName }: { suggestedName: string }) => {
    events.push(`pick ${suggestedName}`);
    return picked(fileHandle(suggestedName));
  });
  vi.stubGlobal('showDirectoryPicker', (options: object) => {
    events.push(`pick ${JSON.stringify(options)}`);
    return picked(folder);
  });
}

/** A browser that downloads, from its own disk where there is one. */
function stubDownloads(hasDisk: boolean) {
  const root = {
    removeEntry: (name: string, options: object) => {
      events.push(`empty ${name} ${JSON.stringify(options)}`);
      return Promise.reject(new DOMException('', 'NotFoundError'));
    },
    getDirectoryHandle: (name: string, options: object) => {
      events.push(`folder ${name} ${JSON.stringify(options)}`);
      return Promise.resolve(folder);
    },
  };
  const getDirectory = () =>
    hasDisk ? Promise.resolve(root) : Promise.reject(new Error('no disk'));
  vi.stubGlobal('navigator', { storage: { getDirectory }, locks });
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:1';
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    events.push(`revoke ${url}`);
  });
  const link = {
    href: '',
    download: '',
    click: () => events.push(`click ${link.href} ${link.download}`),
  };
  vi.stubGlobal('document', { createElement: (tag: string) => (tag === 'a' ? link : null) });
  return blobs;
}

const locks = {
  request: (name: string, ...rest: unknown[]) => {
    events.push(`lock ${name}`);
    return (rest.at(-1) as () => unknown)();
  },
};

const dependencies = { ...Dexie.dependencies };

/** An empty one. Dexie looks for it once, as it loads. */
function stubDisk() {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  Object.assign(Dexie.dependencies, { indexedDB, IDBKeyRange });
}

beforeEach(() => {
  events = [];
  written = new Map();
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now: NOW_MS });
  vi.stubGlobal('navigator', { locks });
  stubDisk();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  Object.assign(Dexie.dependencies, dependencies);
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a place that is picked', () => {
  it('can be a file', async () => {
    stubPickers();
    const sink = await (await pickFile('a.csv')).open('a.csv');
    await sink.write(Uint8Array.of(1));
    await sink.close();
    expect(events).toEqual(['pick a.csv', 'close a.csv']);
    expect(written.get('a.csv')).toEqual([Uint8Array.of(1)]);
  });

  it('stays, when its file is aborted', async () => {
    stubPickers();
    await (await (await pickFile('a.csv')).open('a.csv')).abort();
    expect(events).toEqual(['pick a.csv', 'abort a.csv']);
  });

  it('can be a folder, from which an aborted file is removed', async () => {
    stubPickers();
    const target = await pickFolder();
    const sink = await target.open('b');
    await sink.write(Uint8Array.of(2));
    await sink.close();
    await (await target.open('c')).abort();
    expect(events).toEqual([
      'pick {"id":"export","mode":"readwrite"}',
      'create b {"create":true}',
      'close b',
      'create c {"create":true}',
      'abort c',
      'remove c',
    ]);
    expect(written.get('b')).toEqual([Uint8Array.of(2)]);
  });
});

describe.for([
  { name: 'a file', pick: () => pickFile('x') },
  { name: 'a folder', pick: () => pickFolder() },
])('where no place can be picked, $name', ({ pick }) => {
  it('is downloaded from the disk', async () => {
    const blobs = stubDownloads(true);
    const target = await pick();
    const sink = await target.open('a');
    await sink.write(Uint8Array.of(1, 2));
    await sink.close();
    await (await target.open('b')).abort();
    expect(events).toEqual([
      'empty exports {"recursive":true}',
      'folder exports {"create":true}',
      'create a {"create":true}',
      'close a',
      'click blob:1 a',
      'create b {"create":true}',
      'abort b',
      'remove b',
    ]);
    expect(await blobs[0]?.arrayBuffer()).toEqual(Uint8Array.of(1, 2).buffer);
    vi.advanceTimersByTime(59_999);
    expect(events).not.toContain('revoke blob:1');
    vi.advanceTimersByTime(1);
    expect(events).toContain('revoke blob:1');
  });

  it('is downloaded from memory without a disk', async () => {
    const blobs = stubDownloads(false);
    const target = await pick();
    const sink = await target.open('a');
    await sink.write(Uint8Array.of(1));
    await sink.write(Uint8Array.of(2));
    await sink.close();
    expect(events).toEqual(['click blob:1 a']);
    expect(await blobs[0]?.arrayBuffer()).toEqual(Uint8Array.of(1, 2).buffer);
    const aborted = await target.open('b');
    await aborted.write(Uint8Array.of(1));
    await aborted.abort();
    expect(events).toHaveLength(1);
    expect(console.warn).toHaveBeenCalledWith('Files are gathered in memory.', expect.any(Error));
  });
});

it('one picker alone is not enough', async () => {
  const blobs = stubDownloads(false);
  vi.stubGlobal('showSaveFilePicker', () => expect.unreachable());
  await (await (await pickFile('a')).open('a')).close();
  expect(blobs).toHaveLength(1);
});

describe('the options page', () => {
  const choice = { venues: [VENUE], days: 1, nowMs: NOW_MS, format: 'csv' } as const;

  async function record(): Promise<void> {
    const database = new Database();
    const store = createVenueStore(database, VENUE_STATE);
    const board = boardOf(NOW_MS, ['A', 'B']);
    await store.commit({ state: newVenueState(VENUE), board, asSnapshot: true });
    database.close();
  }

  it('saves the board', async () => {
    stubPickers();
    const saved = await saveBoard([boardOf(NOW_MS, ['A'])], 'json', { version: '1' }, job);
    expect(saved).toEqual({ files: 1, rows: 1 });
    expect([...written.keys()]).toEqual(['pressure-board-binance-2026-03-29-0030Z-v1.json']);
  });

  it('saves the history in a file, or in a folder where there may be several', async () => {
    stubPickers();
    expect(await saveHistory(choice, job)).toEqual({ files: 0, rows: 0 });
    expect(await sizeOfHistory(choice)).toBeNull();
    await record();
    expect(await saveHistory(choice, job)).toEqual({ files: 1, rows: 2 });
    expect(await saveHistory({ ...choice, format: 'parquet' }, job)).toEqual({ files: 1, rows: 2 });
    const picks = events.filter((event) => event.startsWith('pick'));
    expect(picks).toEqual([
      'pick pressure-history-binance-2026-03-29-to-2026-03-29-0030Z-samples.csv',
      'pick {"id":"export","mode":"readwrite"}',
    ]);
    expect(await sizeOfHistory(choice)).toEqual({ rows: 2, bytes: 2 * 285 });
  });

  it('saves nothing where no place is picked', async () => {
    stubPickers(false);
    await record();
    expect(await saveBoard([boardOf(NOW_MS, ['A'])], 'csv', {}, job)).toBeNull();
    expect(await saveHistory(choice, job)).toBeNull();
    expect(await saveBackup(DEFAULT_SETTINGS, [VENUE], '1', job)).toBeNull();
    expect(written.size).toBe(0);
  });

  it('says what else keeps it from picking one', async () => {
    for (const error of [new DOMException('', 'SecurityError'), new Error('AbortError')]) {
      stubPickers();
      vi.stubGlobal('showSaveFilePicker', () => Promise.reject(error));
      await expect(saveBoard([], 'csv', {}, job)).rejects.toBe(error);
    }
  });

  it('saves a backup and restores it, under locks, and says so', async () => {
    stubPickers();
    await record();
    const made = await saveBackup(DEFAULT_SETTINGS, [VENUE, 'okx'], '1', job);
    expect(made?.leftOut).toBe(0);
    expect(events).toEqual([
      'pick pressure-backup-2026-03-29-0030Z-v1.dpsbackup',
      'lock refresh:binance',
      'lock refresh:okx',
      'close pressure-backup-2026-03-29-0030Z-v1.dpsbackup',
    ]);
    const [parts = []] = written.values();
    const file = new Blob(parts.map((part) => part.slice()));
    const onProgress = vi.fn<(done: number, of: number) => void>();
    const checked = await checkFile(file, { ...job, onProgress });
    expect(checked).toEqual({
      settings: DEFAULT_SETTINGS,
      createdAtMs: NOW_MS,
      records: made?.records,
    });
    expect(onProgress.mock.calls[0]).toEqual([0, file.size]);
    expect(onProgress.mock.lastCall).toEqual([file.size, file.size]);

    events = [];
    stubDisk();
    const staging = {
      stage: () => Promise.resolve(),
      apply: () => Promise.resolve(),
      drop: () => Promise.resolve(),
    };
    expect(await takeBackup(file, staging, [VENUE], job)).toEqual(checked);
    expect(events[0]).toBe('lock refresh:binance');
    expect(events).toHaveLength(2);
    const cut = { problem: 'cut_short', details: [] };
    expect(await checkFile(file.slice(0, -1), job)).toEqual(cut);
    expect(await takeBackup(file.slice(0, -1), staging, [], job)).toEqual(cut);
    const cancelled = { ...job, signal: AbortSignal.abort() };
    await expect(checkFile(file, cancelled)).rejects.toThrow('aborted');
    await expect(takeBackup(file, staging, [], cancelled)).rejects.toThrow('aborted');
  });
});
