/** The bytes of a backup and the schema of each record in it; small files, each wrong in one place. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupName } from '../../../lib/export/file-names';
import { withoutRefreshes, writeBackup } from '../../../lib/export/backup';
import {
  BackupError,
  FrameWriter,
  framesOf,
  packPayload,
  unpackPayload,
} from '../../../lib/export/backup-file';
import { batchSchema, fitRecord } from '../../../lib/export/backup-records';
import { LegacyBackup, legacyBatchSchema } from '../../../lib/export/legacy-backup';
import { checkBackup, restoreBackup } from '../../../lib/export/restore';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { exportSettings } from '../../../lib/settings/transfer';
import { Database } from '../../../lib/storage/database';
import { noteOf } from '../../../lib/storage/notes';
import { memoryTarget } from './memory';

const DAY_MS = 86_400_000;
const SLOT_MS = 300_000;
const MAGIC = 'derivatives-pressure-score/backup\n';

beforeEach(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));
afterEach(() => {
  vi.unstubAllGlobals();
});

const open = () => new Database('pressure', { indexedDB: new IDBFactory(), IDBKeyRange });
const textBytes = (text: string) => new TextEncoder().encode(text);
const job = () => ({ onProgress: vi.fn(), signal: new AbortController().signal });

async function fileOf(...payloads: Uint8Array<ArrayBuffer>[]): Promise<Blob> {
  const target = memoryTarget();
  const sink = await target.open('file');
  const writer = new FrameWriter(sink);
  for (const payload of payloads) await writer.write(payload);
  await sink.close();
  return new Blob([...target.files.values()]);
}

async function framesIn(file: Blob, onRead: (bytes: number) => void = () => {}) {
  const payloads: number[][] = [];
  for await (const payload of framesOf(file, onRead)) payloads.push([...payload]);
  return payloads;
}

describe('a file', () => {
  it('is a line, and frames of a length, a digest of all before, and a payload', async () => {
    const file = await fileOf(Uint8Array.of(1, 2), Uint8Array.of(3));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const start = MAGIC.length;
    expect(new TextDecoder().decode(bytes.slice(0, start))).toBe(MAGIC);
    expect([...bytes.slice(start, start + 4)]).toEqual([2, 0, 0, 0]);
    const digestOf = async (...parts: Uint8Array<ArrayBuffer>[]) =>
      new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
    const first = await digestOf(textBytes(MAGIC), Uint8Array.of(1, 2));
    expect(bytes.slice(start + 4, start + 36)).toEqual(first);
    expect([...bytes.slice(start + 36, start + 38)]).toEqual([1, 2]);
    expect(bytes.slice(start + 42, start + 74)).toEqual(await digestOf(first, Uint8Array.of(3)));
    expect(bytes).toHaveLength(start + 75);
  });

  it('gives its frames back, and says how far it is read', async () => {
    const file = await fileOf(Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3));
    const onRead = vi.fn<(bytes: number) => void>();
    expect(await framesIn(file, onRead)).toEqual([[1, 2], [], [3]]);
    expect(onRead.mock.calls.flat().map((at) => at - MAGIC.length)).toEqual([38, 74, 111]);
    expect(await framesIn(new Blob([MAGIC]))).toEqual([]);
  });

  it('says what is wrong with it, and where', async () => {
    const file = await fileOf(new Uint8Array(100), new Uint8Array(50));
    const problemOf = (broken: Blob) => framesIn(broken).catch((error: unknown) => error);
    const changed = async (at: number, byte: number) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      bytes[at] = byte;
      return problemOf(new Blob([bytes]));
    };
    const notBackup = { problem: 'not_backup', details: [], message: 'not_backup' };
    expect(await problemOf(new Blob([]))).toMatchObject(notBackup);
    expect(await problemOf(new Blob([MAGIC.slice(1)]))).toMatchObject(notBackup);
    expect(await changed(0, 0)).toMatchObject(notBackup);
    const second = MAGIC.length + 136;
    const damaged = (percent: string) => ({ problem: 'damaged', details: [percent] });
    expect(await changed(MAGIC.length + 4, 0)).toMatchObject(damaged('13'));
    expect(await changed(second + 40, 1)).toMatchObject({
      ...damaged('66'),
      name: 'BackupError',
      message: 'damaged: 66',
    });
    // Longer than any frame, and longer than the file.
    expect(await changed(second + 3, 4)).toMatchObject(damaged('66'));
    expect(await changed(second + 3, 3)).toMatchObject({ problem: 'cut_short' });
    expect(await problemOf(file.slice(0, -1))).toMatchObject({ problem: 'cut_short' });
    expect(await problemOf(file.slice(0, second + 35))).toMatchObject({ problem: 'cut_short' });
    expect(await problemOf(file.slice(0, second))).toHaveLength(1);
  });
});

describe('a payload', () => {
  it('has its arrays after its JSON, each in its place', () => {
    const shared = Uint8Array.of(9, 1, 2, 9);
    const value = {
      a: shared.subarray(1, 3),
      b: [Float32Array.of(1), 'x', null],
      c: new ArrayBuffer(1),
    };
    const payload = packPayload(value);
    const head = '{"a":{"bytes":2},"b":[{"bytes":4},"x",null],"c":{"bytes":1}}';
    expect(new DataView(payload.buffer).getUint32(0, true)).toBe(head.length);
    expect(new TextDecoder().decode(payload.slice(4, 4 + head.length))).toBe(head);
    expect([...payload.slice(4 + head.length)]).toEqual([1, 2, 0, 0, 128, 63, 0]);
    expect(unpackPayload(payload)).toEqual({
      a: Uint8Array.of(1, 2).buffer,
      b: [Float32Array.of(1).buffer, 'x', null],
      c: new ArrayBuffer(1),
    });
  });

  function withTwoBytes(head: string): Uint8Array<ArrayBuffer> {
    const payload = new Uint8Array(4 + head.length + 2);
    new DataView(payload.buffer).setUint32(0, head.length, true);
    payload.set(textBytes(head), 4);
    return payload;
  }

  it.for(['{"bytes":-1}', '{"bytes":0.5}', '{"bytes":"1"}', '{"bytes":2,"a":1}', '{"bytes":3}'])(
    'that says %s has no array of two bytes',
    (head) => {
      expect(() => unpackPayload(withTwoBytes(head))).toThrow('record: payload');
    },
  );

  it('that says so has one', () => {
    expect(unpackPayload(withTwoBytes('{"bytes":2}'))).toEqual(new ArrayBuffer(2));
  });

  it('is refused when its parts do not fit', () => {
    const payload = packPayload({ a: Uint8Array.of(1, 2) });
    for (const bad of [payload.slice(0, -1), payload.slice(0, 3), new Uint8Array(0)]) {
      expect(() => unpackPayload(bad)).toThrow(new BackupError('record', ['payload']));
    }
    const longer = new Uint8Array(payload.length + 1);
    longer.set(payload);
    expect(() => unpackPayload(longer)).toThrow('record: payload');
    expect(unpackPayload(packPayload(null))).toBeNull();
  });
});

const bytes = (length: number) => new ArrayBuffer(length);
interface Case {
  table: string;
  record: Record<string, unknown>;
  right?: Record<string, unknown>[];
  wrong: Record<string, unknown>[];
}
const venues = [{ venue: '' }, { venue: 'Binance' }, { venue: '1a' }, { venue: 'a b' }];
const layouts = [{ layout: 3 }, { layout: 5 }, { layout: 4.5 }];
const times = (name: string, stepMs: number) => [
  { [name]: -stepMs },
  { [name]: stepMs / 2 },
  { [name]: stepMs + 1 },
];
const upTo = (name: string, most: number) => [
  { [name]: -1 },
  { [name]: most + 1 },
  { [name]: 0.5 },
];

const HEAD = { venue: 'binance', atMs: 0.5, modelVersions: { classic: 1, crowding: 0 } };
const SEED = { venue: 'binance', symbol: 'A', atMs: bytes(16), coins: bytes(16) };
const SEED_CASE = {
  table: 'seeds',
  record: SEED,
  right: [{ symbol: '' }, { atMs: bytes(0), coins: bytes(0) }],
  wrong: [
    ...venues,
    { symbol: 'X'.repeat(10_001) },
    { atMs: bytes(8) },
    { atMs: bytes(4), coins: bytes(4) },
  ],
};
const TRAIL_CASE = {
  table: 'trails',
  record: { venue: 'okx', quarterMs: 900_000, classic: bytes(96), crowding: bytes(96) },
  wrong: [
    ...venues,
    ...times('quarterMs', 900_000),
    { classic: bytes(192) },
    { classic: bytes(95), crowding: bytes(95) },
  ],
};
const dayCase = (table: string, meanBytes: number) => [
  {
    table,
    record: {
      venue: 'okx',
      symbol: 'A',
      dayMs: DAY_MS,
      stepMs: SLOT_MS,
      firstStep: 286,
      bytes: bytes(52),
    },
    right: [{ firstStep: 0, bytes: bytes(288 * 26) }, { layout: 4 }],
    wrong: [
      ...venues,
      ...times('dayMs', DAY_MS),
      ...upTo('firstStep', 287),
      ...layouts,
      { firstStep: 287 },
      { stepMs: 1 },
      { bytes: bytes(0) },
      { bytes: bytes(27) },
      { bytes: new Uint8Array(52) },
      { firstStep: 1, bytes: bytes(288 * 26) },
    ],
  },
  {
    table,
    record: {
      venue: 'okx',
      symbol: 'A',
      dayMs: DAY_MS,
      stepMs: 6 * SLOT_MS,
      firstStep: 47,
      bytes: bytes(meanBytes),
    },
    right: [{ firstStep: 0 }],
    wrong: [{ firstStep: 48 }, { bytes: bytes(26) }, { bytes: bytes(2 * meanBytes) }],
  },
];

const CASES: Case[] = [
  {
    table: 'symbols',
    record: {
      venue: 'binance',
      symbols: ['A'],
      compactedMs: DAY_MS,
      rolledMs: SLOT_MS,
      thinnedMs: 0,
    },
    right: [{ symbols: [] }],
    wrong: [
      ...venues,
      ...times('compactedMs', DAY_MS),
      ...times('rolledMs', SLOT_MS),
      ...times('thinnedMs', DAY_MS),
      { symbols: [1] },
      { symbols: ['X'.repeat(10_001)] },
    ],
  },
  {
    table: 'log',
    record: { ...HEAD, slotMs: SLOT_MS, values: bytes(72) },
    right: [{ layout: 4 }, { values: bytes(0) }],
    wrong: [
      ...venues,
      ...layouts,
      ...times('slotMs', SLOT_MS),
      { atMs: -1 },
      { modelVersions: {} },
      { modelVersions: { classic: 1, crowding: 1, third: 1 } },
      { modelVersions: { classic: 1, crowding: -1 } },
      { values: bytes(40) },
      { values: bytes(34) },
      { values: [] },
    ],
  },
  {
    table: 'blocks',
    record: { venue: 'okx', group: 10_000, block: 5, blockMs: 14_400_000, bytes: bytes(208) },
    right: [{ layout: 4 }, { bytes: bytes(48 * 208) }],
    wrong: [
      ...venues,
      ...layouts,
      ...upTo('group', 10_000),
      ...upTo('block', 5),
      ...times('blockMs', 14_400_000),
      { bytes: bytes(0) },
      { bytes: bytes(26) },
      { bytes: bytes(49 * 208) },
    ],
  },
  SEED_CASE,
  ...dayCase('pastDays', 34),
  TRAIL_CASE,
];
const LEGACY_CASES: Case[] = [
  {
    table: 'symbols',
    record: { venue: 'binance', symbols: ['A'] },
    wrong: [...venues, { symbols: 'A' }, { compactedMs: 0 }],
  },
  {
    table: 'slots',
    record: { ...HEAD, slotMs: SLOT_MS, group: 0, values: bytes(48 * 9 * 4) },
    wrong: [
      ...venues,
      ...times('slotMs', SLOT_MS),
      ...upTo('group', 10_000),
      { values: bytes(36) },
    ],
  },
  SEED_CASE,
  ...dayCase('days', 34).map((each) => ({ ...each, right: [] })),
  ...dayCase('longDays', 34).map((each) => ({ ...each, right: [] })),
  {
    table: 'recent',
    record: { venue: 'okx', dayMs: DAY_MS, group: 0, values: bytes(288 * 48 * 2 * 4) },
    wrong: [...venues, ...times('dayMs', DAY_MS), ...upTo('group', 10_000), { values: bytes(8) }],
  },
  TRAIL_CASE,
];

describe.for([
  { format: 2, schema: batchSchema, cases: CASES },
  { format: 1, schema: legacyBatchSchema, cases: LEGACY_CASES },
])('in format $format', ({ schema, cases }) => {
  describe.for(cases)('a record of $table', ({ table, record, right = [], wrong }) => {
    const isTaken = (change: object) =>
      schema.safeParse({ table, records: [{ ...record, ...change }] }).success;

    it('is taken as it is written', () => {
      expect([{}, ...right].map(isTaken)).toEqual([{}, ...right].map(() => true));
    });

    it('is not taken with anything that is wrong', () => {
      expect(wrong.filter(isTaken)).toEqual([]);
      expect(isTaken({ more: 1 })).toBe(false);
    });

    it('is not taken without any of its fields', () => {
      const cuts = Object.keys(record).map((name) => ({ [name]: undefined }));
      expect(cuts.filter(isTaken)).toEqual([]);
    });
  });

  it('a batch is of a table, and of nothing else', () => {
    for (const { table } of cases) {
      expect(schema.safeParse({ table, records: [] }).success).toBe(true);
      expect(schema.safeParse({ table, records: [], more: 1 }).success).toBe(false);
      expect(schema.safeParse({ table, records: {} }).success).toBe(false);
    }
    expect(schema.safeParse({ table: 'states', records: [] }).success).toBe(false);
    expect(schema.safeParse({ end: 0 }).success).toBe(false);
  });
});

describe('records', () => {
  it('are read into arrays', () => {
    const read = (table: string, record: object) =>
      batchSchema.parse({ table, records: [record] }).records[0];
    const [log, trail] = [CASES[1], TRAIL_CASE];
    expect(read('log', log?.record ?? {})).toMatchObject({ values: new Float32Array(18) });
    expect(read('seeds', SEED)).toMatchObject({
      atMs: new Float64Array(2),
      coins: new Float64Array(2),
    });
    expect(read('trails', trail.record)).toMatchObject({
      classic: new Int8Array(96),
      crowding: new Int8Array(96),
    });
    const doubled = { ...CASES[0]?.record, symbols: ['A', '', 'A'] };
    expect(read('symbols', doubled)).toMatchObject({ symbols: ['?0', '?1', 'A'] });
  });

  it('are written as a restore takes them, or not at all', () => {
    const index = {
      venue: 'okx',
      symbols: ['A', 'A'],
      compactedMs: 0,
      rolledMs: 0,
      thinnedMs: 0,
    };
    expect(fitRecord('symbols', index)).toEqual({ ...index, symbols: ['?0', 'A'] });
    expect(fitRecord('symbols', { ...index, venue: 'No' })).toBeNull();
    const part = { quarterMs: 0, classic: new Int8Array(96), crowding: new Int8Array(96) };
    const trail = { venue: 'okx', ...part };
    expect(fitRecord('trails', trail)).toBe(trail);
    expect(fitRecord('trails', { ...trail, beforeLeap: { ...part, leaptMs: 0 } })).toEqual(trail);
    const seed = (symbol: string) => ({
      venue: 'okx',
      symbol,
      atMs: new Float64Array(1),
      coins: new Float64Array(1),
    });
    expect(fitRecord('seeds', seed('A'))).toEqual(seed('A'));
    expect(fitRecord('seeds', seed(''))).toBeNull();
    expect(fitRecord('seeds', { ...seed('A'), coins: new Float64Array(2) })).toBeNull();
  });

  it('of format 1 are stored as they come, but for what the end decides', () => {
    const legacy = new LegacyBackup();
    const take = (table: string, record: object) =>
      legacy.take(legacyBatchSchema.parse({ table, records: [record] }));
    const [fine] = dayCase('days', 34);
    const trails = take('trails', TRAIL_CASE.record);
    expect(trails).toMatchObject([{ table: 'trails', records: [{ venue: 'okx' }] }]);
    for (const table of ['days', 'longDays']) {
      expect(take(table, fine?.record ?? {})).toEqual([
        { table: 'pastDays', records: [fine?.record] },
      ]);
    }
    const kept = LEGACY_CASES.filter(({ table }) =>
      ['symbols', 'slots', 'recent', 'seeds'].includes(table),
    );
    expect(kept.flatMap(({ table, record }) => take(table, record))).toEqual([]);
    const [symbols, log] = legacy.rest();
    expect(symbols).toMatchObject({
      table: 'symbols',
      records: [{ venue: 'binance', symbols: ['A'], compactedMs: 0 }],
    });
    expect(log?.table).toBe('log');
    expect(log?.records[0]).toMatchObject({ venue: 'binance', slotMs: SLOT_MS });
    // And each slot of the recent day, which has zeros in it.
    expect(log?.records).toHaveLength(1 + 288);
  });
});

describe('a small backup', () => {
  const head = {
    format: 'derivatives-pressure-score/backup',
    version: 2,
    createdAtMs: 5,
    settings: exportSettings(DEFAULT_SETTINGS),
  };
  const staging = () => ({
    stage: vi.fn<(...given: unknown[]) => Promise<void>>(() => Promise.resolve()),
    apply: vi.fn(() => Promise.resolve()),
    drop: vi.fn(() => Promise.resolve()),
  });
  const index = { venue: 'okx', symbols: ['A'], compactedMs: 0, rolledMs: 0, thinnedMs: 0 };
  const file = (...frames: object[]) => fileOf(...[head, ...frames].map(packPayload));
  const good = () => file({ table: 'symbols', records: [index] }, { end: 1 });

  it('is written with its head, its tables and its end', async () => {
    const database = open();
    await database.symbols.put(index);
    const target = memoryTarget();
    const work = job();
    const made = await writeBackup(
      { database, settings: DEFAULT_SETTINGS, nowMs: 5, version: '9' },
      target,
      work,
    );
    expect(made).toEqual({ records: 1, leftOut: 0 });
    expect(work.onProgress.mock.calls).toEqual([[1, 1]]);
    expect([...target.files.keys()]).toEqual([backupName(5, '9')]);
    const frames: unknown[] = [];
    for await (const frame of framesOf(new Blob([...target.files.values()]), () => {})) {
      frames.push(unpackPayload(frame));
    }
    expect(frames).toEqual([head, { table: 'symbols', records: [index] }, { end: 1 }]);
    database.close();
  });

  it('leaves no file when it is cancelled', async () => {
    const database = open();
    await database.symbols.put(index);
    const target = memoryTarget();
    const source = { database, settings: DEFAULT_SETTINGS, nowMs: 5 };
    const cancelled = writeBackup(source, target, { ...job(), signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toThrow('aborted');
    expect(target.aborted).toHaveLength(1);
    database.close();
  });

  it('is checked', async () => {
    const work = job();
    const whole = await good();
    expect(await checkBackup(whole, work)).toEqual({
      settings: DEFAULT_SETTINGS,
      createdAtMs: 5,
      records: 1,
    });
    expect(work.onProgress.mock.lastCall).toEqual([whole.size, whole.size]);
  });

  it.for([
    [[{ ...head, format: 'x' }], 'not_backup'],
    [[{ ...head, version: 0 }], 'not_backup'],
    [[{ ...head, version: 1.5 }], 'not_backup'],
    [[{ ...head, version: 3 }], 'newer'],
    [[{ ...head, createdAtMs: -1 }], 'not_backup'],
    [[{ ...head, createdAtMs: 8.65e15 }], 'not_backup'],
    [[{ ...head, settings: 7 }], 'not_backup'],
    [[{ ...head, settings: '{}' }], 'settings'],
    [[head], 'cut_short'],
    [[head, { end: 1 }], 'cut_short'],
    [[head, { end: -1 }], 'record'],
    [[head, { end: 0, more: 1 }], 'record'],
    [[head, { end: 0 }, { end: 0 }], 'damaged: 100'],
    [[head, { table: 'symbols', records: [{}] }], 'record: records.0.venue'],
    [[head, { table: 'slots', records: [] }, { end: 0 }], 'record: table'],
  ] as const)('is refused for %j', async ([frames, message]) => {
    const broken = await fileOf(...frames.map(packPayload));
    await expect(checkBackup(broken, job())).rejects.toThrow(message);
  });

  it('names the settings that are wrong', async () => {
    const settings = head.settings.replace(/("historyDays": ?)\d+/, '$1"x"');
    expect(settings).not.toBe(head.settings);
    const broken = await fileOf(packPayload({ ...head, settings }));
    await expect(checkBackup(broken, job())).rejects.toThrow(/^settings: \S/);
  });

  it('is restored with its settings, once its token is stored', async () => {
    const database = open();
    const settings = staging();
    const whole = await good();
    const freeBytes = () => Promise.resolve(null);
    const work = job();
    const restored = await restoreBackup(whole, { database, settings, freeBytes }, work);
    expect(restored).toEqual({ settings: DEFAULT_SETTINGS, createdAtMs: 5, records: 1 });
    expect(work.onProgress.mock.lastCall).toEqual([whole.size, whole.size]);
    expect(await database.symbols.toArray()).toEqual([index]);
    const [staged, token] = settings.stage.mock.lastCall ?? [];
    expect(staged).toEqual(DEFAULT_SETTINGS);
    expect(await noteOf(database, 'restored')).toMatchObject({ token });
    expect(settings.apply).toHaveBeenCalledOnce();
    expect(settings.drop).not.toHaveBeenCalled();
    database.close();
  });

  it('is restored with 100 MB and its own size left, not with less', async () => {
    const whole = await good();
    const { MIN_FREE_BYTES } = await import('../../../lib/history/quota');
    for (const [missing, isRestored] of [
      [0, true],
      [1, false],
    ] as const) {
      const database = open();
      const settings = staging();
      const freeBytes = () => Promise.resolve(whole.size + MIN_FREE_BYTES - missing);
      const outcome = await restoreBackup(whole, { database, settings, freeBytes }, job()).catch(
        (error: unknown) => error,
      );
      expect(outcome instanceof BackupError ? outcome.problem : 'restored').toBe(
        isRestored ? 'restored' : 'no_room',
      );
      expect(settings.stage).toHaveBeenCalledTimes(isRestored ? 1 : 0);
      database.close();
    }
  });

  it('drops its settings when the history is not replaced, and says why', async () => {
    const attempt = async (broken: Blob, stage: () => Promise<void>, signal = job().signal) => {
      const database = open();
      await database.symbols.put({ ...index, symbols: ['Z'] });
      const settings = { ...staging(), stage };
      const freeBytes = () => Promise.resolve(null);
      const outcome = await restoreBackup(
        broken,
        { database, settings, freeBytes },
        { onProgress: () => {}, signal },
      ).catch((error: unknown) => error);
      expect(settings.drop).toHaveBeenCalledOnce();
      expect(settings.apply).not.toHaveBeenCalled();
      expect((await database.symbols.get('okx'))?.symbols).toEqual(['Z']);
      database.close();
      return outcome;
    };
    const done = () => Promise.resolve();
    const cut = await file({ table: 'symbols', records: [index] });
    expect(await attempt(cut, done)).toMatchObject({ problem: 'cut_short' });
    const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    expect(await attempt(await good(), full)).toMatchObject({ problem: 'no_room' });
    const failing = () => Promise.reject(new Error('other'));
    expect(await attempt(await good(), failing)).toMatchObject({ message: 'other' });
    const cancel = new AbortController();
    const cancelling = async () => {
      await Promise.resolve();
      cancel.abort();
    };
    expect(await attempt(await good(), cancelling, cancel.signal)).toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('while nothing is refreshed', () => {
  it('each lock is held, in order, and the work is done within', async () => {
    const held: string[] = [];
    const request = vi.fn(
      async (name: string, options: LockOptions, work: () => Promise<unknown>) => {
        held.push(name);
        const result = await work();
        held.pop();
        return result;
      },
    );
    vi.stubGlobal('navigator', { locks: { request } });
    const { signal } = job();
    const seen = await withoutRefreshes(['okx', 'gate'], signal, () => Promise.resolve([...held]));
    expect(seen).toEqual(['refresh:okx', 'refresh:gate']);
    expect(held).toEqual([]);
    expect(request.mock.calls.map(([, options]) => options)).toEqual([{ signal }, { signal }]);
    expect(await withoutRefreshes([], signal, () => Promise.resolve(7))).toBe(7);
  });
});
