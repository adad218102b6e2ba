/** One symbol's series out of finished days, today's blocks and the log: every column, and no sample twice. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import { indexToday } from '../../../lib/history/maintenance';
import { LONGEST_SERIES_MS, readSeries } from '../../../lib/history/series';
import { packSnapshot } from '../../../lib/history/store';
import { newSamples, packDay, packScore, valuesOf } from '../../../lib/storage/codec';
import type { Database } from '../../../lib/storage/database';
import type { Watermarks } from '../../../lib/storage/records';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { board, open, perpState } from './boards';

const DAY0_MS = Date.UTC(2026, 2, 1);
const VENUE = 'binance';
/** Two groups of blocks. */
const SYMBOLS = Array.from({ length: 11 }, (_, row) => `S${row}`);
/** In the second group. */
const SYMBOL = 'S10';
const pause = () => Promise.resolve();

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

/** A history whose days before `compactedMs` are finished. */
async function history(marks: Partial<Watermarks> = {}) {
  const { database } = open();
  const watermarks = { compactedMs: DAY0_MS, rolledMs: DAY0_MS, thinnedMs: 0, ...marks };
  await database.symbols.put({ venue: VENUE, symbols: SYMBOLS, ...watermarks });
  return database;
}

/** Refreshes in which a symbol's open interest is the time in seconds, times its row. */
async function refreshed(database: Database, ...times: readonly number[]) {
  await database.log.bulkPut(
    times.map((atMs) => {
      const of = (symbol: string, row: number) => perpState(symbol, row * sinceS(atMs), atMs);
      return packSnapshot(board(SYMBOLS.map(of), atMs), SYMBOLS);
    }),
  );
}
const sinceS = (atMs: number) => (atMs - DAY0_MS) / 1000 + 1;

interface Recorded {
  dayMs?: number;
  stepMs?: number;
  firstStep?: number;
  source: readonly number[];
  baseQty?: readonly number[];
  hours?: readonly number[];
  points?: readonly number[];
}

async function recordedDay(database: Database, recorded: Recorded) {
  const { dayMs = DAY0_MS, stepMs = SLOT_MS, firstStep = 0, source } = recorded;
  const samples = newSamples(source.length, stepMs);
  samples.source.set(source);
  valuesOf(samples, 'baseQty').set(recorded.baseQty ?? []);
  valuesOf(samples, 'fundingPeriodHours').set(recorded.hours ?? []);
  valuesOf(samples, 'crowding').set((recorded.points ?? []).map(packScore));
  const head = { venue: VENUE, symbol: SYMBOL, dayMs, stepMs, firstStep };
  await database.pastDays.put(packDay(head, samples.bytes));
}

async function read(database: Database, fromMs: number, toMs: number, symbol = SYMBOL) {
  const { atMs, baseQty } = await readSeries(database, VENUE, symbol, fromMs, toMs);
  return [...atMs].map((time, index) => [(time - DAY0_MS) / SLOT_MS, baseQty[index]]);
}
const expected = (row: number, ...slots: readonly number[]) =>
  slots.map((slot) => [slot, row * sinceS(DAY0_MS + slot * SLOT_MS)]);

describe('a series', () => {
  it('has the samples of its range: the start belongs to it, the end does not', async () => {
    const database = await history();
    const { own, none } = SOURCE;
    await recordedDay(database, {
      source: [own, own, none, own],
      firstStep: 12,
      baseQty: [1, 2, 3, 4],
    });
    const at = (slot: number) => DAY0_MS + slot * SLOT_MS;
    expect(await read(database, at(0), at(288))).toEqual([
      [12, 1],
      [13, 2],
      [15, 4],
    ]);
    expect(await read(database, at(12), at(15))).toEqual([
      [12, 1],
      [13, 2],
    ]);
    expect(await read(database, at(12) + 1, at(15) + 1)).toEqual([
      [13, 2],
      [15, 4],
    ]);
  });

  it('reads the days of its range alone, 90 at most', async () => {
    const database = await history();
    const asked = vi.spyOn(database.pastDays, 'bulkGet');
    const daysOf = async (fromMs: number, toMs: number) => {
      asked.mockClear();
      await readSeries(database, VENUE, SYMBOL, fromMs, toMs);
      return asked.mock.calls.flat(2).map(([, dayMs]) => (dayMs - DAY0_MS) / DAY_MS);
    };
    expect(await daysOf(DAY0_MS + HOUR_MS, DAY0_MS + 2 * DAY_MS)).toEqual([0, 1]);
    expect(await daysOf(DAY0_MS + HOUR_MS, DAY0_MS + 2 * DAY_MS + 1)).toEqual([0, 1, 2]);
    const most = LONGEST_SERIES_MS / DAY_MS;
    expect(await daysOf(0, DAY0_MS + HOUR_MS)).toEqual(
      Array.from({ length: most + 1 }, (_, day) => day - most),
    );
  });

  it('of a symbol that was never recorded, or of another venue, is empty', async () => {
    const database = await history();
    await refreshed(database, DAY0_MS + HOUR_MS);
    expect(await read(database, DAY0_MS, DAY0_MS + DAY_MS, 'NEW')).toEqual([]);
    const other = await readSeries(database, 'okx', SYMBOL, DAY0_MS, DAY0_MS + DAY_MS);
    expect(other.atMs).toHaveLength(0);
  });

  it('has finished days, means among them, in order, each with its own step', async () => {
    const database = await history({ compactedMs: DAY0_MS + 2 * DAY_MS });
    const { own, backFilled } = SOURCE;
    await recordedDay(database, {
      dayMs: DAY0_MS + DAY_MS,
      source: [backFilled, own],
      baseQty: [3, 4],
      hours: [0, 8],
      points: [Number.NaN, -20.25],
    });
    await recordedDay(database, {
      stepMs: MEAN_STEP_MS,
      firstStep: 46,
      source: [own, own],
      baseQty: [1, 2],
      hours: [4, 0],
      points: [12.5, 0],
    });
    const series = await readSeries(database, VENUE, SYMBOL, DAY0_MS, DAY0_MS + 3 * DAY_MS);
    expect([...series.atMs].map((atMs) => (atMs - DAY0_MS) / HOUR_MS)).toEqual([
      23,
      23.5,
      24,
      24 + 1 / 12,
    ]);
    expect([...series.stepMs]).toEqual([MEAN_STEP_MS, MEAN_STEP_MS, SLOT_MS, SLOT_MS]);
    expect([...series.source]).toEqual([own, own, backFilled, own]);
    expect([...series.baseQty]).toEqual([1, 2, 3, 4]);
    // No period is 0 hours, but a score of 0 is one.
    expect([...series.fundingPeriodHours]).toEqual([4, Number.NaN, Number.NaN, 8]);
    expect([...series.crowding.mean]).toEqual([12.5, 0, Number.NaN, -20.25]);
    expect([...series.classic.mean]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('has the lowest and highest score of a half hour, and of a sample the score itself', async () => {
    const database = await history();
    const samples = newSamples(1, MEAN_STEP_MS);
    samples.source[0] = SOURCE.own;
    const column = samples.columns.find(({ name }) => name === 'classic');
    column?.values.set([packScore(10)]);
    column?.range?.lowest.set([packScore(-5)]);
    column?.range?.highest.set([packScore(31)]);
    const head = {
      venue: VENUE,
      symbol: SYMBOL,
      dayMs: DAY0_MS,
      stepMs: MEAN_STEP_MS,
      firstStep: 0,
    };
    await database.pastDays.put(packDay(head, samples.bytes));
    await recordedDay(database, { dayMs: DAY0_MS + DAY_MS, source: [SOURCE.own], points: [7] });
    const { classic, crowding } = await readSeries(
      database,
      VENUE,
      SYMBOL,
      DAY0_MS,
      DAY0_MS + 2 * DAY_MS,
    );
    expect([classic.mean[0], classic.least[0], classic.most[0]]).toEqual([10, -5, 31]);
    expect([crowding.mean[1], crowding.least[1], crowding.most[1]]).toEqual([7, 7, 7]);
  });

  it('has every recorded column under its own name', async () => {
    const database = await history();
    const atMs = DAY0_MS + HOUR_MS;
    const state = perpState(SYMBOL, 11, atMs);
    const reading = {
      symbol: SYMBOL,
      markPrice: 12,
      indexPrice: null,
      fundingRate: 0.25,
      fundingPeriodHours: 4,
      nextFundingAtMs: null,
      quoteVolume24h: 13,
      pricedAtMs: atMs,
    };
    const inputs = { ...state.inputs, fundingPct: 0.05, basisPct: 0.5 };
    await database.log.put(packSnapshot(board([{ ...state, reading, inputs }], atMs), SYMBOLS));
    const series = await readSeries(database, VENUE, SYMBOL, DAY0_MS, DAY0_MS + DAY_MS);
    const { baseQty, markPrice, fundingRate, fundingPeriodHours, quoteVolume24h, basisPct } =
      series;
    const all = { baseQty, markPrice, fundingRate, fundingPeriodHours, quoteVolume24h, basisPct };
    expect(
      Object.fromEntries(Object.entries(all).map(([name, values]) => [name, [...values]])),
    ).toEqual({
      baseQty: [11],
      markPrice: [12],
      fundingRate: [0.25],
      fundingPeriodHours: [4],
      quoteVolume24h: [13],
      basisPct: [0.5],
    });
    expect(series.classic.mean[0]).toBeGreaterThan(0);
    expect(series.classic.mean[0]).not.toBe(series.crowding.mean[0]);
    expect(series.columns.get('classic')?.mean).toEqual(series.classic.mean);
    expect(series.columns.get('crowding')?.mean).toEqual(series.crowding.mean);
    expect(series.columns.get('markPrice')?.mean).toEqual(markPrice);
  });
});

describe('the day that is not finished', () => {
  const slot = (count: number) => DAY0_MS + count * SLOT_MS;

  it('comes from blocks and from the log after them, symbol by symbol', async () => {
    const database = await history();
    await refreshed(database, slot(0), slot(47), slot(48), slot(60), slot(61), slot(62));
    await indexToday(database, VENUE, slot(61), pause);
    expect((await database.symbols.get(VENUE))?.rolledMs).toBe(slot(60));
    const dayEnd = DAY0_MS + DAY_MS;
    expect(await read(database, DAY0_MS, dayEnd)).toEqual(expected(10, 0, 47, 48, 60, 61, 62));
    expect(await read(database, DAY0_MS, dayEnd, 'S8')).toEqual(expected(8, 0, 47, 48, 60, 61, 62));
    expect(await read(database, DAY0_MS, dayEnd, 'S1')).toEqual(expected(1, 0, 47, 48, 60, 61, 62));
    // What was indexed is not read from the log again.
    await database.log.clear();
    expect(await read(database, DAY0_MS, dayEnd)).toEqual(expected(10, 0, 47, 48));
    expect(await read(database, slot(48), slot(49))).toEqual(expected(10, 48));
  });

  it('of another day than the range asks for is not read', async () => {
    const database = await history();
    await refreshed(database, slot(60));
    const blocks = vi.spyOn(database.blocks, 'bulkGet');
    const log = vi.spyOn(database.log, 'bulkGet');
    expect(await read(database, DAY0_MS - DAY_MS, DAY0_MS)).toEqual([]);
    expect(blocks).not.toHaveBeenCalled();
    expect(log).not.toHaveBeenCalled();
  });

  it('has nothing of blocks that are left from the day before', async () => {
    const database = await history();
    await refreshed(database, slot(0), slot(100), slot(200));
    await indexToday(database, VENUE, slot(288), pause);
    await database.log.clear();
    const tomorrow = { compactedMs: DAY0_MS + DAY_MS, rolledMs: DAY0_MS + DAY_MS, thinnedMs: 0 };
    await database.symbols.put({ venue: VENUE, symbols: SYMBOLS, ...tomorrow });
    await refreshed(database, slot(288 + 3));
    expect(await read(database, DAY0_MS, DAY0_MS + 2 * DAY_MS)).toEqual(expected(10, 288 + 3));
    await indexToday(database, VENUE, slot(288 + 6), pause);
    await database.log.clear();
    expect(await read(database, DAY0_MS, DAY0_MS + 2 * DAY_MS)).toEqual(expected(10, 288 + 3));
  });

  it('after days that wait for compaction comes with them, from the log', async () => {
    const database = await history();
    await refreshed(database, slot(10), slot(290), slot(600));
    expect(await read(database, DAY0_MS, DAY0_MS + 3 * DAY_MS)).toEqual(expected(10, 10, 290, 600));
    // A range that begins later does not bring the earlier days.
    expect(await read(database, slot(288), DAY0_MS + 3 * DAY_MS)).toEqual(expected(10, 290, 600));
  });

  it('has backfilled samples between ours, and ours over them', async () => {
    const database = await history();
    await refreshed(database, slot(2));
    const { backFilled, none } = SOURCE;
    await recordedDay(database, {
      source: [backFilled, none, backFilled, backFilled],
      baseQty: [5, 6, 7, 8],
    });
    expect(await read(database, DAY0_MS, DAY0_MS + DAY_MS)).toEqual([
      [0, 5],
      ...expected(10, 2),
      [3, 8],
    ]);
  });
});
