/** Where a venue's history has gaps, and when its windows of open interest are covered. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { OI_WINDOWS } from '../../../lib/domain/inputs';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import { collectingOf, gapsOf } from '../../../lib/history/gaps';
import { firstWatermarks } from '../../../lib/history/maintenance';
import { packSnapshot } from '../../../lib/history/store';
import { newSamples, packDay } from '../../../lib/storage/codec';
import type { Database } from '../../../lib/storage/database';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { board, open, perpState } from './boards';

const DAY0_MS = Date.UTC(2026, 2, 1);
const VENUE = 'binance';
const MINUTE_MS = 60_000;

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

async function refreshedAt(database: Database, ...times: readonly number[]) {
  await database.log.bulkPut(
    times.map((atMs) => packSnapshot(board([perpState('A', 1, atMs)], atMs), ['A'])),
  );
}

async function listed(database: Database, symbols: string[]) {
  await database.symbols.put({ venue: VENUE, symbols, ...firstWatermarks(DAY0_MS) });
}

/** A finished day with samples of these sources, from a step of it on. */
async function recordedDay(
  database: Database,
  symbol: string,
  stepMs: number,
  firstStep: number,
  sources: readonly number[],
  dayMs = DAY0_MS,
) {
  const samples = newSamples(sources.length, stepMs);
  samples.source.set(sources);
  const head = { venue: VENUE, symbol, dayMs, stepMs, firstStep };
  await database.pastDays.put(packDay(head, samples.bytes));
}

const range = (fromMs: number, toMs: number, leastMs = SLOT_MS) => ({ fromMs, toMs, leastMs });
const gap = (fromMs: number, toMs: number) => ({ fromMs: DAY0_MS + fromMs, toMs: DAY0_MS + toMs });

describe('gaps', () => {
  it('are the whole range, as asked, where no refresh was recorded', async () => {
    const { database } = open();
    const [fromMs, toMs] = [DAY0_MS + 7 * MINUTE_MS, DAY0_MS + 31 * MINUTE_MS];
    expect(await gapsOf(database, VENUE, range(fromMs, toMs))).toEqual([{ fromMs, toMs }]);
    expect(await gapsOf(database, VENUE, range(fromMs, fromMs))).toEqual([]);
    expect(await gapsOf(database, VENUE, range(toMs, fromMs))).toEqual([]);
  });

  it('are around refreshes, each of which stands for its slot', async () => {
    const { database } = open();
    await refreshedAt(database, DAY0_MS + 12 * MINUTE_MS, DAY0_MS + 20 * MINUTE_MS);
    const [fromMs, toMs] = [DAY0_MS + 2 * MINUTE_MS, DAY0_MS + 40 * MINUTE_MS];
    expect(await gapsOf(database, VENUE, range(fromMs, toMs))).toEqual([
      gap(2 * MINUTE_MS, 10 * MINUTE_MS),
      gap(15 * MINUTE_MS, 20 * MINUTE_MS),
      gap(25 * MINUTE_MS, 40 * MINUTE_MS),
    ]);
    // Gaps of just the shortest length count.
    expect(await gapsOf(database, VENUE, range(fromMs, toMs, 8 * MINUTE_MS))).toEqual([
      gap(2 * MINUTE_MS, 10 * MINUTE_MS),
      gap(25 * MINUTE_MS, 40 * MINUTE_MS),
    ]);
    expect(await gapsOf(database, VENUE, range(fromMs, toMs, 8 * MINUTE_MS + 1))).toEqual([
      gap(25 * MINUTE_MS, 40 * MINUTE_MS),
    ]);
  });

  it('begin after a refresh in the first slot and end before one in the last', async () => {
    const { database } = open();
    await refreshedAt(database, DAY0_MS + MINUTE_MS, DAY0_MS + 31 * MINUTE_MS);
    const [fromMs, toMs] = [DAY0_MS + 3 * MINUTE_MS, DAY0_MS + 33 * MINUTE_MS];
    expect(await gapsOf(database, VENUE, range(fromMs, toMs))).toEqual([
      gap(5 * MINUTE_MS, 30 * MINUTE_MS),
    ]);
    expect(await gapsOf(database, VENUE, range(fromMs, toMs, 0))).toEqual([
      gap(5 * MINUTE_MS, 30 * MINUTE_MS),
    ]);
    // A venue's refreshes close no other venue's gaps.
    expect(await gapsOf(database, 'okx', range(fromMs, toMs))).toEqual([{ fromMs, toMs }]);
  });

  it('are closed by our own samples of finished days, and by no others', async () => {
    const { database } = open();
    await listed(database, ['A']);
    const { none, own, backFilled } = SOURCE;
    await recordedDay(database, 'A', SLOT_MS, 12, [own, own, none, backFilled, own]);
    const question = range(DAY0_MS + HOUR_MS, DAY0_MS + HOUR_MS + 6 * SLOT_MS);
    expect(await gapsOf(database, VENUE, question)).toEqual([
      gap(HOUR_MS + 2 * SLOT_MS, HOUR_MS + 4 * SLOT_MS),
      gap(HOUR_MS + 5 * SLOT_MS, HOUR_MS + 6 * SLOT_MS),
    ]);
  });

  it('take a half-hour mean for its half hour, also where the range begins within it', async () => {
    const { database } = open();
    await listed(database, ['A']);
    const { own, none } = SOURCE;
    await recordedDay(database, 'A', MEAN_STEP_MS, 0, [own, own, none, own]);
    // In the middle of the second half hour; the first one is over.
    const question = range(DAY0_MS + 45 * MINUTE_MS, DAY0_MS + 3 * HOUR_MS);
    expect(await gapsOf(database, VENUE, question)).toEqual([
      gap(HOUR_MS, 1.5 * HOUR_MS),
      gap(2 * HOUR_MS, 3 * HOUR_MS),
    ]);
    const first = range(DAY0_MS + 30 * MINUTE_MS, DAY0_MS + HOUR_MS);
    await recordedDay(database, 'A', MEAN_STEP_MS, 0, [own, none]);
    expect(await gapsOf(database, VENUE, first)).toEqual([gap(30 * MINUTE_MS, HOUR_MS)]);
  });

  it('are looked for in eight symbols all over the list, in the days of the range alone', async () => {
    const { database } = open();
    const names = Array.from({ length: 25 }, (_, row) => `S${row}`);
    await listed(database, names);
    const asked = vi.spyOn(database.pastDays, 'bulkGet');
    await recordedDay(database, 'S21', MEAN_STEP_MS, 0, [SOURCE.own], DAY0_MS + DAY_MS);
    const question = range(DAY0_MS + HOUR_MS, DAY0_MS + 2 * DAY_MS);
    expect(await gapsOf(database, VENUE, question)).toEqual([
      gap(HOUR_MS, DAY_MS),
      gap(DAY_MS + MEAN_STEP_MS, 2 * DAY_MS),
    ]);
    const probed = ['S0', 'S3', 'S6', 'S9', 'S12', 'S15', 'S18', 'S21'];
    expect(asked.mock.calls.map(([keys]) => keys)).toEqual(
      [DAY0_MS, DAY0_MS + DAY_MS].map((dayMs) => probed.map((symbol) => [VENUE, dayMs, symbol])),
    );
    await listed(database, names.slice(0, 3));
    asked.mockClear();
    await gapsOf(database, VENUE, range(DAY0_MS, DAY0_MS + DAY_MS));
    expect(asked.mock.calls.map(([keys]) => keys.length)).toEqual([3]);
  });
});

describe('collecting', () => {
  const NOW_MS = DAY0_MS + 2 * DAY_MS;
  const SKEW_MS = 7_000;
  const ready = async (...ages: readonly number[]) => {
    const { database } = open();
    await refreshedAt(database, ...ages.map((ageMs) => NOW_MS - ageMs));
    const collecting = await collectingOf(database, VENUE, NOW_MS, SKEW_MS);
    expect(collecting.map(({ windowMs }) => windowMs)).toEqual(
      OI_WINDOWS.map(({ windowMs }) => windowMs),
    );
    return collecting.map(({ readyAtMs }) =>
      readyAtMs === null ? null : readyAtMs + SKEW_MS - NOW_MS,
    );
  };

  it('of a venue without a refresh takes four fifths of each window from now on', async () => {
    expect(await ready()).toEqual([48 * MINUTE_MS, 192 * MINUTE_MS, 1_152 * MINUTE_MS]);
  });

  it('counts from the oldest refresh, at its own time within its slot', async () => {
    expect(await ready(33 * MINUTE_MS, 3 * MINUTE_MS)).toEqual([
      15 * MINUTE_MS,
      159 * MINUTE_MS,
      1_119 * MINUTE_MS,
    ]);
  });

  it('is over once a refresh is old enough, to the millisecond', async () => {
    expect((await ready(48 * MINUTE_MS))[0]).toBeNull();
    expect((await ready(48 * MINUTE_MS - 1))[0]).toBe(1);
  });

  it('does not count refreshes that a window can no longer compare with', async () => {
    // After a pause: the 1 h window begins again, those of 4 h and 24 h go on.
    expect(await ready(80 * MINUTE_MS, 10 * MINUTE_MS)).toEqual([
      38 * MINUTE_MS,
      112 * MINUTE_MS,
      1_072 * MINUTE_MS,
    ]);
  });
});
