/** Each part of the maintenance: what it reads, how far it goes, and what it leaves. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import {
  compactDays,
  downsampleDays,
  firstWatermarks,
  indexToday,
  loweredWatermarks,
  runMaintenance,
} from '../../../lib/history/maintenance';
import { readSeries } from '../../../lib/history/series';
import { packSnapshot } from '../../../lib/history/store';
import { newSamples, packDay, valuesOf } from '../../../lib/storage/codec';
import type { Database } from '../../../lib/storage/database';
import { noteOf, putElapsed, putNote } from '../../../lib/storage/notes';
import type { Watermarks } from '../../../lib/storage/records';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { board, open, perpState } from './boards';

const DAY0_MS = Date.UTC(2026, 2, 1);
const VENUE = 'binance';
const slot = (count: number) => DAY0_MS + count * SLOT_MS;
const day = (count: number) => DAY0_MS + count * DAY_MS;

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

async function history(symbols: string[], marks: Partial<Watermarks> = {}) {
  const { database } = open();
  const watermarks = { compactedMs: DAY0_MS, rolledMs: DAY0_MS, thinnedMs: DAY0_MS, ...marks };
  await database.symbols.put({ venue: VENUE, symbols, ...watermarks });
  const pause = vi.fn(() => Promise.resolve());
  return { database, pause };
}

async function refreshed(database: Database, symbols: string[], ...times: readonly number[]) {
  await database.log.bulkPut(
    times.map((atMs) => {
      const states = symbols.map((symbol, row) => perpState(symbol, row + 1, atMs));
      return packSnapshot(board(states, atMs), symbols);
    }),
  );
}

async function recordedDays(
  database: Database,
  days: readonly number[],
  symbols: readonly string[] = ['A'],
  venue = VENUE,
) {
  const samples = newSamples(1);
  samples.source[0] = SOURCE.backFilled;
  valuesOf(samples, 'baseQty')[0] = 9;
  const head = { venue, stepMs: SLOT_MS, firstStep: 0 };
  await database.pastDays.bulkPut(
    days.flatMap((dayMs) =>
      symbols.map((symbol) => packDay({ ...head, dayMs, symbol }, samples.bytes)),
    ),
  );
}

const marksOf = async (database: Database) => database.symbols.get(VENUE);
const daysOf = async (database: Database) =>
  (await database.pastDays.toArray()).map(({ dayMs, symbol, stepMs }) => [
    (dayMs - DAY0_MS) / DAY_MS,
    symbol,
    stepMs,
  ]);

describe('watermarks', () => {
  it('begin with the day of the first refresh, and a week earlier for means', () => {
    expect(firstWatermarks(day(9) + HOUR_MS)).toEqual({
      compactedMs: day(9),
      rolledMs: day(9),
      thinnedMs: day(2),
    });
  });

  it('are lowered by a refresh before them, and by no other', () => {
    const marks = { compactedMs: day(9), rolledMs: day(9) + HOUR_MS, thinnedMs: day(2) };
    expect(loweredWatermarks(marks, day(9) + 2 * HOUR_MS)).toEqual(marks);
    expect(loweredWatermarks(marks, day(9) + 5 * SLOT_MS)).toEqual({
      ...marks,
      rolledMs: day(9) + 5 * SLOT_MS,
    });
    expect(loweredWatermarks(marks, day(1) + HOUR_MS)).toEqual({
      compactedMs: day(1),
      rolledMs: day(1) + HOUR_MS,
      thinnedMs: day(1),
    });
  });
});

describe('compaction', () => {
  it('makes a day of the log one record a symbol, and leaves today alone', async () => {
    const symbols = ['B', 'A'];
    const { database, pause } = await history(symbols);
    await refreshed(database, symbols, slot(3), slot(287), slot(288), day(3));
    await compactDays(database, VENUE, day(1), pause);
    expect(await daysOf(database)).toEqual([
      [0, 'A', SLOT_MS],
      [0, 'B', SLOT_MS],
    ]);
    expect((await marksOf(database))?.compactedMs).toBe(day(1));
    const { atMs } = await readSeries(database, VENUE, 'A', DAY0_MS, day(1));
    expect([...atMs]).toEqual([slot(3), slot(287)]);
    // Again, there is nothing to do.
    pause.mockClear();
    const read = vi.spyOn(database.log, 'bulkGet');
    await compactDays(database, VENUE, day(1), pause);
    expect(read).not.toHaveBeenCalled();
  });

  it('passes over days without a refresh in one step', async () => {
    const { database, pause } = await history(['A']);
    await refreshed(database, ['A'], slot(3), day(40) + HOUR_MS);
    const marked = vi.spyOn(database.symbols, 'put');
    await compactDays(database, VENUE, day(90), pause);
    expect(marked.mock.calls.map(([{ compactedMs }]) => (compactedMs - DAY0_MS) / DAY_MS)).toEqual([
      1, 41, 90,
    ]);
    expect(await daysOf(database)).toEqual([
      [0, 'A', SLOT_MS],
      [40, 'A', SLOT_MS],
    ]);
  });

  it('does not begin for a venue without a refresh', async () => {
    const { database, pause } = await history(['A']);
    await compactDays(database, 'okx', day(9), pause);
    expect(await database.symbols.get('okx')).toBeUndefined();
  });

  it('leaves out symbols without a sample that day', async () => {
    const { database, pause } = await history(['A', 'GONE', 'B']);
    const states = [perpState('A', 1), perpState('GONE', null), perpState('B', 2)];
    await database.log.put(packSnapshot(board(states, slot(1)), ['A', 'GONE', 'B']));
    await compactDays(database, VENUE, day(1), pause);
    expect(await daysOf(database)).toEqual([
      [0, 'A', SLOT_MS],
      [0, 'B', SLOT_MS],
    ]);
  });

  it('merges backfilled samples of the same symbol and day, fifty symbols at a time', async () => {
    const symbols = Array.from({ length: 60 }, (_, row) => `S${(row * 7) % 60}`);
    const { database, pause } = await history(symbols);
    await refreshed(database, symbols, slot(2));
    await recordedDays(database, [DAY0_MS], ['S7', 'S59', 'OTHER']);
    const written = vi.spyOn(database.pastDays, 'bulkPut');
    await compactDays(database, VENUE, day(1), pause);
    const lots = written.mock.calls.map(([records]) => records.map(({ symbol }) => symbol));
    expect(lots).toEqual([[...symbols].sort().slice(0, 50), [...symbols].sort().slice(50)]);
    // Six parts of a day are read, two slices written: the worker can answer in between.
    expect(pause).toHaveBeenCalledTimes(8);
    for (const [symbol, samples] of [
      [
        'S7',
        [
          [slot(0), 9],
          [slot(2), 2],
        ],
      ],
      [
        'S59',
        [
          [slot(0), 9],
          [slot(2), symbols.indexOf('S59') + 1],
        ],
      ],
      ['S8', [[slot(2), symbols.indexOf('S8') + 1]]],
    ] as const) {
      const { atMs, baseQty } = await readSeries(database, VENUE, symbol, DAY0_MS, day(1));
      expect([...atMs].map((time, index) => [time, baseQty[index]])).toEqual(samples);
    }
    expect(await database.pastDays.count()).toBe(61);
  });
});

describe('downsampling', () => {
  it('makes means of days before the watermark to be, day by day, a slice at a time', async () => {
    const symbols = Array.from({ length: 100 }, (_, row) => `S${row}`);
    const { database, pause } = await history(symbols);
    await recordedDays(database, [day(0)], symbols);
    await recordedDays(database, [day(2), day(3)]);
    await recordedDays(database, [day(0)], ['A'], 'okx');
    const written = vi.spyOn(database.pastDays, 'bulkPut');
    await downsampleDays(database, VENUE, day(3), pause);
    expect(written.mock.calls.map(([records]) => records.length)).toEqual([96, 4, 1]);
    expect(pause).toHaveBeenCalledTimes(3);
    const means = (await database.pastDays.toArray()).filter(
      ({ stepMs }) => stepMs === MEAN_STEP_MS,
    );
    expect(means).toHaveLength(101);
    expect(means.every(({ dayMs, venue }) => dayMs < day(3) && venue === VENUE)).toBe(true);
    expect((await marksOf(database))?.thinnedMs).toBe(day(3));
    written.mockClear();
    await downsampleDays(database, VENUE, day(3), pause);
    expect(written).not.toHaveBeenCalled();
  });

  it('goes on from its watermark', async () => {
    const { database, pause } = await history(['A'], { thinnedMs: day(2) });
    await recordedDays(database, [day(1), day(2), day(3)]);
    await downsampleDays(database, VENUE, day(3), pause);
    expect(await daysOf(database)).toEqual([
      [1, 'A', SLOT_MS],
      [2, 'A', MEAN_STEP_MS],
      [3, 'A', SLOT_MS],
    ]);
  });

  it('raises the watermark after each day, so that a dead worker repeats one at most', async () => {
    const { database, pause } = await history(['A']);
    await recordedDays(database, [day(0), day(1)]);
    pause.mockImplementationOnce(() => Promise.resolve());
    pause.mockImplementationOnce(() => Promise.reject(new Error('killed')));
    await expect(downsampleDays(database, VENUE, day(3), pause)).rejects.toThrow('killed');
    expect((await marksOf(database))?.thinnedMs).toBe(day(1));
  });

  it('passes over a record that is gone in between', async () => {
    const { database, pause } = await history(['A']);
    await recordedDays(database, [day(0)], ['A', 'B']);
    const { pastDays } = database;
    const bulkGet = pastDays.bulkGet.bind(pastDays);
    vi.spyOn(pastDays, 'bulkGet').mockImplementation((keys: [string, number, string][]) =>
      pastDays.delete([VENUE, day(0), 'A']).then(() => bulkGet(keys)),
    );
    await downsampleDays(database, VENUE, day(1), pause);
    expect(await daysOf(database)).toEqual([[0, 'B', MEAN_STEP_MS]]);
  });

  it('does not begin for a venue without a refresh', async () => {
    const { database, pause } = await history(['A']);
    await recordedDays(database, [day(0)], ['A'], 'okx');
    await downsampleDays(database, 'okx', day(1), pause);
    expect(await daysOf(database)).toEqual([[0, 'A', SLOT_MS]]);
  });
});

describe('indexing today', () => {
  const blocksOf = async (database: Database) =>
    (await database.blocks.toArray()).map(({ group, block, blockMs }) => [
      group,
      block,
      (blockMs - DAY0_MS) / HOUR_MS,
    ]);

  it('goes to the last full quarter of an hour, four hours a block, eight symbols a group', async () => {
    const symbols = Array.from({ length: 9 }, (_, row) => `S${row}`);
    const { database, pause } = await history(symbols);
    await refreshed(database, symbols, slot(0), slot(47), slot(48), slot(50), slot(51));
    await indexToday(database, VENUE, slot(53) - 1, pause);
    expect((await marksOf(database))?.rolledMs).toBe(slot(51));
    expect(await blocksOf(database)).toEqual([
      [0, 0, 0],
      [0, 1, 4],
      [1, 0, 0],
      [1, 1, 4],
    ]);
    await database.log.clear();
    const { atMs } = await readSeries(database, VENUE, 'S8', DAY0_MS, day(1));
    expect([...atMs]).toEqual([slot(0), slot(47), slot(48), slot(50)]);
    pause.mockClear();
    await indexToday(database, VENUE, slot(53), pause);
    expect(pause).not.toHaveBeenCalled();
  });

  it('passes over hours without a refresh, and writes no empty block', async () => {
    const { database, pause } = await history(['A']);
    await refreshed(database, ['A'], slot(100));
    await indexToday(database, VENUE, slot(200), pause);
    expect(await blocksOf(database)).toEqual([[0, 2, 8]]);
    expect((await marksOf(database))?.rolledMs).toBe(slot(198));
    expect(pause).toHaveBeenCalledTimes(2);
  });

  it('begins with the days that are not compacted, and for no venue without a refresh', async () => {
    const { database, pause } = await history(['A'], { compactedMs: day(1), rolledMs: DAY0_MS });
    await refreshed(database, ['A'], slot(0), slot(290));
    await indexToday(database, VENUE, slot(300), pause);
    expect(await blocksOf(database)).toEqual([[0, 0, 24]]);
    await indexToday(database, 'okx', slot(300), pause);
    expect(await database.symbols.get('okx')).toBeUndefined();
  });
});

describe('retention', () => {
  const certain = (database: Database, untilMs: number) =>
    putElapsed(database, VENUE, { untilMs, heardMs: untilMs, heardForMs: 0 });
  const run = async (database: Database, nowMs: number, historyDays: number) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const pause = () => Promise.resolve();
    await runMaintenance(database, { venue: VENUE, nowMs, historyDays, pause });
    const words = warned.mock.calls.map(([text]: unknown[]) => text);
    warned.mockRestore();
    return words;
  };

  it('deletes whole days before today minus the days kept, and says which', async () => {
    const { database } = await history(['A'], { compactedMs: day(20), thinnedMs: day(20) });
    await recordedDays(database, [day(8), day(9), day(10), day(11)], ['A', 'B']);
    await recordedDays(database, [day(8)], ['A'], 'okx');
    await certain(database, day(20) + HOUR_MS);
    expect(await run(database, day(20) + HOUR_MS, 10)).toEqual([
      `${VENUE}: 4 records of days before 2026-03-11 were deleted.`,
    ]);
    const left = await database.pastDays.toCollection().primaryKeys();
    expect(left.map(([venue, dayMs]) => [venue, (dayMs - DAY0_MS) / DAY_MS])).toEqual([
      [VENUE, 10],
      [VENUE, 10],
      [VENUE, 11],
      [VENUE, 11],
      ['okx', 8],
    ]);
    expect(await noteOf(database, 'forgotten')).toEqual({
      atMs: day(20) + HOUR_MS,
      beforeMs: day(10),
      days: 2,
    });
    expect(await run(database, day(20) + HOUR_MS, 10)).toEqual([]);
  });

  it('adds to what was deleted before, but counts a day of several venues once', async () => {
    const { database } = await history(['A'], { compactedMs: day(20), thinnedMs: day(20) });
    await recordedDays(database, [day(7)]);
    await certain(database, day(20));
    const note = { atMs: day(19), days: 5 };
    await putNote(database, 'forgotten', { ...note, beforeMs: day(9) });
    await run(database, day(20), 10);
    expect(await noteOf(database, 'forgotten')).toMatchObject({ beforeMs: day(10), days: 8 });
    await recordedDays(database, [day(7)]);
    await run(database, day(20), 10);
    expect(await noteOf(database, 'forgotten')).toMatchObject({ beforeMs: day(10), days: 8 });
  });

  it('goes by the time that has certainly passed, or not at all while that is unknown', async () => {
    const { database } = await history(['A'], { compactedMs: day(20), thinnedMs: day(0) });
    await recordedDays(database, [day(1), day(2)]);
    await run(database, day(20), 10);
    expect(await daysOf(database)).toEqual([
      [1, 'A', SLOT_MS],
      [2, 'A', SLOT_MS],
    ]);
    await certain(database, day(12));
    await run(database, day(20), 10);
    expect(await daysOf(database)).toEqual([[2, 'A', MEAN_STEP_MS]]);
    // Nor by more than now, when the clock was set back.
    await recordedDays(database, [day(3)]);
    await certain(database, day(99));
    await run(database, day(13), 10);
    expect(await daysOf(database)).toEqual([[3, 'A', SLOT_MS]]);
  });

  it('keeps of the log what a window looks back at, and what is not compacted', async () => {
    const { database } = await history(['A'], { thinnedMs: day(20) });
    // 28 h 53 min back: the longest window with its tolerance, and a slot.
    const nowMs = day(20);
    const oldestMs = nowMs - 29 * HOUR_MS;
    await database.symbols.put({
      venue: VENUE,
      symbols: ['A'],
      compactedMs: day(20),
      rolledMs: day(20),
      thinnedMs: day(20),
    });
    const times = [oldestMs - DAY_MS, oldestMs, oldestMs + 2 * SLOT_MS, nowMs - HOUR_MS];
    await refreshed(database, ['A'], ...times);
    await certain(database, nowMs);
    await run(database, nowMs, 10);
    const slots = async () => (await database.log.toCollection().primaryKeys()).map(([, at]) => at);
    expect(await slots()).toEqual([oldestMs + 2 * SLOT_MS, nowMs - HOUR_MS]);
    await refreshed(database, ['A'], day(10));
    await certain(database, day(11));
    await run(database, day(10), 10);
    expect(await slots()).toEqual([day(10), oldestMs + 2 * SLOT_MS, nowMs - HOUR_MS]);
  });
});
