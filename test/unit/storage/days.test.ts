/** One symbol's day, out of our refreshes, of blocks, of what a venue states, and of two records that are merged. */
import { describe, expect, it } from 'vitest';
import { SOURCE } from '../../../lib/domain/series';
import { newSamples, packDay, packLog, samplesOfDay, valuesOf } from '../../../lib/storage/codec';
import type { ColumnName } from '../../../lib/storage/columns';
import type { BackfillSample } from '../../../lib/storage/days';
import {
  blockOf,
  DaySamples,
  downsampled,
  mergedDays,
  packBlocks,
} from '../../../lib/storage/days';
import type { DayRecord, SnapshotRecord } from '../../../lib/storage/records';
import { perpState } from '../history/boards';

const SLOT_MS = 300_000;
const MEAN_STEP_MS = 1_800_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = 20_000 * DAY_MS;

/** A refresh of rows with that open interest each; null: nothing is known of it. */
function snapshot(slot: number, quantities: readonly (number | null)[]): SnapshotRecord {
  const slotMs = START_MS + slot * SLOT_MS;
  const rows = quantities.map((baseQty, row) => ({
    row,
    perpState: perpState(`S${row}`, baseQty, slotMs),
    scores: { classic: baseQty, crowding: null },
  }));
  const values = packLog(rows, quantities.length, slotMs);
  return { venue: 'v', slotMs, atMs: slotMs, modelVersions: { classic: 1, crowding: 1 }, values };
}

function priced(slot: number, markPrice: number): SnapshotRecord {
  const known = snapshot(slot, [null]);
  known.values[5] = markPrice;
  return known;
}

const textOf = (values: Iterable<number>) => [...values].join(' ');

/** What a record has, from its first step on. */
function read(record: DayRecord | null, ...names: ColumnName[]) {
  if (record === null) return null;
  const samples = samplesOfDay(record);
  const columns = names.map((name) => textOf(valuesOf(samples, name)));
  return [record.firstStep, ...columns, textOf(samples.source)];
}

const day = () => new DaySamples(START_MS);
const backFilled = (slot: number, sample: Omit<BackfillSample, 'atMs'>): BackfillSample => ({
  atMs: START_MS + slot * SLOT_MS + 1,
  ...sample,
});

describe('a day of our refreshes', () => {
  it('is nothing without any', () => {
    expect(day().pack('v', 'A')).toBeNull();
  });

  it('goes from the first to the last that knows the symbol', () => {
    const samples = day();
    samples.addOwn(snapshot(3, [1, 30]), 1);
    samples.addOwn(snapshot(2, [1, null]), 1);
    samples.addOwn(snapshot(5, [1, 50]), 1);
    samples.addOwn(snapshot(6, [1]), 1);
    const record = samples.pack('v', 'A');
    expect(record).toMatchObject({ venue: 'v', symbol: 'A', dayMs: START_MS, stepMs: SLOT_MS });
    expect(read(record, 'baseQty', 'classic', 'crowding')).toEqual([
      3,
      '30 NaN 50',
      '3000 -32768 5000',
      '-32768 -32768 -32768',
      '1 0 1',
    ]);
  });

  it('has one of a price without open interest', () => {
    const samples = day();
    samples.addOwn(priced(4, 7), 0);
    expect(read(samples.pack('v', 'A'), 'baseQty', 'markPrice')).toEqual([4, 'NaN', '7', '1']);
  });

  it('has every value of the refresh', () => {
    const refresh = snapshot(0, [1]);
    refresh.values.set([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const samples = day();
    samples.addOwn(refresh, 0);
    const names = ['baseQty', 'fundingRate', 'fundingPeriodHours', 'basisPct'] as const;
    const others = ['markPrice', 'quoteVolume24h', 'classic', 'crowding'] as const;
    expect(read(samples.pack('v', 'A'), ...names, ...others)).toEqual([
      0,
      ...['1', '3', '4', '5', '6', '7', '800', '900', '1'],
    ]);
  });

  it('has none of other days', () => {
    const samples = day();
    samples.addOwn(snapshot(-1, [1]), 0);
    samples.addOwn(snapshot(288, [1]), 0);
    expect(samples.pack('v', 'A')).toBeNull();
    samples.addOwn(snapshot(287, [2]), 0);
    expect(read(samples.pack('v', 'A'), 'baseQty')).toEqual([287, '2', '1']);
  });

  it('can be whole', () => {
    const samples = day();
    for (let slot = 0; slot < 288; slot += 1) samples.addOwn(snapshot(slot, [slot]), 0);
    const record = samples.pack('v', 'A');
    expect(record?.bytes.byteLength).toBe(288 * 26);
    expect(record?.firstStep).toBe(0);
  });
});

describe('blocks', () => {
  const quantities = (slot: number) => Array.from({ length: 10 }, (_, row) => 100 * slot + row);
  const record = (group: number, blockMs: number, bytes: ArrayBuffer) => ({
    venue: 'v',
    group,
    block: blockOf(blockMs),
    blockMs,
    bytes,
  });

  it('are numbered within their day', () => {
    expect([0, 4, 20].map((hour) => blockOf(START_MS + hour * HOUR_MS))).toEqual([0, 1, 5]);
  });

  it('are as many groups as have symbols', () => {
    expect([0, 1, 8, 9].map((rows) => packBlocks([], START_MS, 2, rows).length)).toEqual([
      0, 1, 1, 2,
    ]);
    expect(packBlocks([], START_MS, 2, 1)[0]?.byteLength).toBe(2 * 8 * 26);
  });

  it('give a symbol its samples back, at their time', () => {
    const blockMs = START_MS + 4 * HOUR_MS;
    const slots = [48, 50];
    const groups = packBlocks(
      slots.map((slot) => snapshot(slot, quantities(slot))),
      blockMs,
      3,
      10,
    );
    const of = (group: number, row: number) => {
      const samples = day();
      samples.addBlock(record(group, blockMs, groups[group] ?? new ArrayBuffer(0)), row);
      return read(samples.pack('v', 'A'), 'baseQty');
    };
    expect(of(0, 0)).toEqual([48, '4800 NaN 5000', '1 0 1']);
    expect(of(0, 7)).toEqual([48, '4807 NaN 5007', '1 0 1']);
    expect(of(1, 1)).toEqual([48, '4809 NaN 5009', '1 0 1']);
    expect(of(1, 2)).toBeNull();
  });

  it('of another day are left out', () => {
    const [bytes = new ArrayBuffer(0)] = packBlocks([snapshot(0, [1])], START_MS, 1, 1);
    const samples = day();
    samples.addBlock(record(0, START_MS + DAY_MS, bytes), 0);
    samples.addBlock(record(0, START_MS - 4 * HOUR_MS, bytes), 0);
    expect(samples.pack('v', 'A')).toBeNull();
    samples.addBlock(record(0, START_MS, bytes), 0);
    expect(read(samples.pack('v', 'A'), 'baseQty')).toEqual([0, '1', '1']);
  });
});

describe('what a venue states of a day', () => {
  it('is there as far as it goes', () => {
    const samples = day();
    samples.addBackFilled([
      backFilled(-1, { baseQty: 1 }),
      backFilled(4, { baseQty: 2, markPrice: null }),
      backFilled(5, { baseQty: null, markPrice: 3, fundingRate: 0.5, fundingPeriodHours: 8 }),
      backFilled(288, { baseQty: 4 }),
    ]);
    const names = ['baseQty', 'markPrice', 'fundingRate', 'fundingPeriodHours'] as const;
    expect(read(samples.pack('v', 'A'), ...names, 'classic')).toEqual([
      4,
      '2 NaN',
      'NaN 3',
      'NaN 0.5',
      '0 8',
      '-32768 -32768',
      '2 2',
    ]);
  });
});

describe('two records of a day', () => {
  const own = (...slots: number[]) => {
    const samples = day();
    for (const slot of slots) samples.addOwn(snapshot(slot, [slot]), 0);
    return samples.pack('v', 'A') ?? expect.unreachable();
  };
  const stated = (...samples: BackfillSample[]) => {
    const filled = day();
    filled.addBackFilled(samples);
    return filled.pack('w', 'B') ?? expect.unreachable();
  };

  it('are one from the first sample to the last', () => {
    const [early, late] = [own(2, 3), own(6)];
    const expected = [2, '2 3 NaN NaN 6', '1 1 0 0 1'];
    expect(read(mergedDays(early, late), 'baseQty')).toEqual(expected);
    expect(read(mergedDays(late, early), 'baseQty')).toEqual(expected);
  });

  it('have our own samples over back-filled ones, on either side', () => {
    const past = stated(backFilled(2, { baseQty: 90 }), backFilled(3, { baseQty: 91 }));
    const expected = [2, '90 3', '2 1'];
    expect(read(mergedDays(past, own(3)), 'baseQty')).toEqual(expected);
    expect(read(mergedDays(own(3), past), 'baseQty')).toEqual(expected);
  });

  it('have the upper one over the lower of the same source, which fills what it lacks', () => {
    const lower = stated(backFilled(2, { baseQty: 1, markPrice: 10, fundingPeriodHours: 8 }));
    const upper = stated(backFilled(2, { baseQty: 2, markPrice: null }));
    const merged = mergedDays(lower, upper);
    expect(read(merged, 'baseQty', 'markPrice', 'fundingPeriodHours')).toEqual([
      2,
      '2',
      '10',
      '8',
      '2',
    ]);
    expect(read(mergedDays(upper, lower), 'baseQty')).toEqual([2, '1', '2']);
  });

  it('do not fill our own sample with what the venue states', () => {
    const past = stated(backFilled(3, { baseQty: 1, fundingRate: 0.5 }));
    expect(read(mergedDays(past, own(3)), 'baseQty', 'fundingRate')).toEqual([3, '3', 'NaN', '1']);
  });

  it('are of the venue and symbol of the upper one', () => {
    const past = stated(backFilled(3, { baseQty: 1 }));
    expect(mergedDays(past, own(4))).toMatchObject({ venue: 'v', symbol: 'A', dayMs: START_MS });
  });

  it('become means when one has them, with the range of their scores', () => {
    const means = downsampled(own(0, 1, 2));
    const merged = mergedDays(means, own(6, 7));
    expect(merged.stepMs).toBe(MEAN_STEP_MS);
    expect(read(merged, 'baseQty')).toEqual([0, '1 6.5', '1 1']);
    const classic = samplesOfDay(merged).columns.find(({ name }) => name === 'classic');
    expect([...(classic?.range?.lowest ?? [])]).toEqual([0, 600]);
    expect([...(classic?.range?.highest ?? [])]).toEqual([200, 700]);
    expect(read(mergedDays(own(6, 7), means), 'baseQty')).toEqual([0, '1 6.5', '1 1']);
  });

  it('of means are merged as they are', () => {
    const merged = mergedDays(downsampled(own(0, 1, 2)), downsampled(own(0, 12)));
    expect(read(merged, 'baseQty')).toEqual([0, '0 NaN 12', '1 0 1']);
  });
});

describe('a half hour', () => {
  it('has all of its six samples, and none of the next', () => {
    const fine = newSamples(12);
    valuesOf(fine, 'markPrice').set([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60]);
    const head = { venue: 'v', symbol: 'A', dayMs: 0, stepMs: SLOT_MS, firstStep: 276 };
    const record = downsampled(packDay(head, fine.bytes));
    expect(record).toMatchObject({ stepMs: MEAN_STEP_MS, firstStep: 46 });
    expect(read(record, 'markPrice')).toEqual([46, '3.5 35', '0 0']);
  });

  it('is our own when any sample is, wherever it is', () => {
    const sourcesOf = (sources: readonly number[]) => {
      const fine = newSamples(sources.length);
      fine.source.set(sources);
      const head = { venue: 'v', symbol: 'A', dayMs: 0, stepMs: SLOT_MS, firstStep: 0 };
      return [...samplesOfDay(downsampled(packDay(head, fine.bytes))).source];
    };
    expect(sourcesOf([SOURCE.own, SOURCE.backFilled])).toEqual([SOURCE.own]);
    expect(sourcesOf([SOURCE.backFilled, SOURCE.own])).toEqual([SOURCE.own]);
    expect(sourcesOf([SOURCE.backFilled, SOURCE.none])).toEqual([SOURCE.backFilled]);
  });
});
