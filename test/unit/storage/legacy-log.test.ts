/** The log that is put together from records of versions 1 to 3, number by number. */
import { describe, expect, it } from 'vitest';
import { newSamples, samplesOfDay } from '../../../lib/storage/codec';
import { fromLegacyDay, LegacyLog } from '../../../lib/storage/legacy/history';

const SLOT_MS = 300_000;
const DAY_MS = 86_400_000;
const START_MS = 20_000 * DAY_MS;
const GROUP_SIZE = 48;
const WIDTH = 9;
const modelVersions = { classic: 1, crowding: 1 };

function snapshot(slot: number, group: number, filled: Record<number, number>, venue = 'v') {
  const slotMs = START_MS + slot * SLOT_MS;
  const values = new Float32Array(GROUP_SIZE * WIDTH).fill(Number.NaN);
  for (const [at, value] of Object.entries(filled)) values[Number(at)] = value;
  return { venue, slotMs, atMs: slotMs + 7_000, modelVersions, group, values };
}

/** The numbers that are there, by their place. */
function numbers(values: Float32Array | undefined): Record<number, number> {
  const entries = [...(values ?? [])].map((value, at) => [at, value] as const);
  return Object.fromEntries(entries.filter(([, value]) => !Number.isNaN(value)));
}

/** Pairs of open interest and seconds after midnight: by slot and row. */
function recent(
  group: number,
  pairs: readonly [slot: number, row: number, n: number, s: number][],
) {
  const values = new Float32Array(288 * GROUP_SIZE * 2).fill(Number.NaN);
  for (const [slot, row, baseQty, second] of pairs) {
    values.set([baseQty, second], 2 * (slot * GROUP_SIZE + row));
  }
  return { venue: 'v', dayMs: START_MS, group, values };
}

describe('the log', () => {
  it('has the groups of a refresh in one record, in any order', () => {
    const legacy = new LegacyLog();
    legacy.add(snapshot(1, 1, { 0: 10, 5: 11 }));
    legacy.add(snapshot(1, 0, { 3: 12 }));
    legacy.add(snapshot(2, 0, { 0: 13 }));
    legacy.add(snapshot(2, 0, { 0: 14 }, 'w'));
    const [first, second, other] = legacy.log;
    expect(legacy.log).toHaveLength(3);
    expect(first).toMatchObject({
      venue: 'v',
      slotMs: START_MS + SLOT_MS,
      atMs: START_MS + SLOT_MS + 7_000,
      modelVersions,
    });
    expect(first).not.toHaveProperty('group');
    expect(first?.values).toHaveLength(2 * GROUP_SIZE * WIDTH);
    expect(numbers(first?.values)).toEqual({ 3: 12, 432: 10, 437: 11 });
    expect(second?.values).toHaveLength(GROUP_SIZE * WIDTH);
    expect([second, other].map((record) => numbers(record?.values))).toEqual([
      { 0: 13 },
      { 0: 14 },
    ]);
    expect(other?.venue).toBe('w');
  });

  it('has the open interest of finished days, with its age', () => {
    const legacy = new LegacyLog();
    legacy.addRecent(
      recent(1, [
        [0, 0, 5, 0],
        [2, 47, 6, 590],
      ]),
    );
    const [first, second] = legacy.log;
    expect(legacy.log.map(({ slotMs, atMs }) => [slotMs, atMs])).toEqual([
      [START_MS, START_MS],
      [START_MS + 2 * SLOT_MS, START_MS + 2 * SLOT_MS],
    ]);
    expect(numbers(first?.values)).toEqual({ 432: 5, 433: 0 });
    expect(numbers(second?.values)).toEqual({ [432 + 47 * 9]: 6, [433 + 47 * 9]: 10 });
  });

  it('takes the age from the time of the refresh, where that is known', () => {
    const legacy = new LegacyLog();
    legacy.add(snapshot(2, 0, { 4: 1 }));
    legacy.addRecent(recent(0, [[2, 0, 6, 590]]));
    expect(numbers(legacy.log[0]?.values)).toEqual({ 0: 6, 1: 17, 4: 1 });
  });
});

describe('watermarks', () => {
  const index = { venue: 'v', symbols: ['A'] };
  const marks = (dayMs: number) => ({
    ...index,
    compactedMs: dayMs,
    rolledMs: dayMs,
    thinnedMs: dayMs - 7 * DAY_MS,
  });

  it('are at the first day of refreshes, which is to be compacted', () => {
    const legacy = new LegacyLog();
    legacy.add(snapshot(288 + 5, 0, {}));
    legacy.add(snapshot(5, 0, {}));
    legacy.add(snapshot(600, 0, {}));
    legacy.add(snapshot(-1_000, 0, {}, 'w'));
    expect(legacy.withWatermarks(index)).toEqual(marks(START_MS));
  });

  it('are after the last day where all are finished', () => {
    const legacy = new LegacyLog();
    legacy.addRecent(recent(0, [[2, 0, 6, 590]]));
    legacy.addRecent({ ...recent(0, [[2, 0, 6, 590]]), venue: 'w', dayMs: START_MS + 9 * DAY_MS });
    expect(legacy.withWatermarks(index)).toEqual(marks(START_MS + DAY_MS));
  });

  it('are at the beginning of time without any', () => {
    expect(new LegacyLog().withWatermarks(index)).toEqual(marks(DAY_MS));
  });
});

describe('a day', () => {
  const day = { venue: 'v', symbol: 'A', dayMs: 0, firstStep: 0 };

  it('of samples is as it was, and of means has its bytes moved', () => {
    const fine = { ...day, stepMs: SLOT_MS, bytes: newSamples(1).bytes };
    expect(fromLegacyDay(fine)).toBe(fine);
    const means = newSamples(2, 6 * SLOT_MS);
    means.columns.forEach(({ values }, index) => values.set([index, index + 1]));
    const moved = fromLegacyDay({ ...day, stepMs: 6 * SLOT_MS, bytes: means.bytes });
    expect(moved).toMatchObject({ ...day, stepMs: 6 * SLOT_MS });
    expect(samplesOfDay(moved).columns.map(({ values }) => [...values])).toEqual(
      means.columns.map(({ values }) => [...values]),
    );
  });
});
