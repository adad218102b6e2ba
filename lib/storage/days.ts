/**
 * One symbol's day: filled from our own refreshes or from backfilled samples, merged with the stored record of the same
 * day, and downsampled to half-hour means. Pure.
 */
import { SOURCE, SLOT_MS } from '../domain/series';
import { DAY_MS } from '../domain/time';
import type { NewSamples, SampleColumn } from './codec';
import {
  DAY_COLUMNS,
  isMissing,
  LOG_WIDTH,
  logOffset,
  newSamples,
  packDay,
  packScore,
  samplesOfBlock,
  samplesOfDay,
} from './codec';
import type { ColumnType } from './columns';
import type { BlockRecord, DayRecord, SnapshotRecord } from './records';
import { BLOCK_MS, GROUP_SIZE, MEAN_STEP_MS } from './records';

const SLOTS = DAY_MS / SLOT_MS;

/** A venue's own sample for a time when we did not record. Null or absent is missing. */
export type BackfillSample = {
  /** On the exchange's clock, ms. */
  atMs: number;
  baseQty: number | null;
  markPrice?: number | null;
  /** Fraction per period. */
  fundingRate?: number | null;
  fundingPeriodHours?: number | null;
};

export class DaySamples {
  private readonly all = newSamples(SLOTS);
  private first = SLOTS;
  private last = -1;

  /** `dayMs` is midnight. */
  constructor(readonly dayMs: number) {}

  /** Adds a symbol's row of one of our refreshes, in today's layout. */
  addOwn(snapshot: SnapshotRecord, row: number): void {
    const slot = this.slotOf(snapshot.slotMs);
    if (slot !== null && putOwn(this.all, slot, snapshot, row)) this.take(slot);
  }

  /** Adds a symbol's part of a block of our refreshes; `row` is its index in the group. */
  addBlock(block: BlockRecord, row: number): void {
    const slot = this.slotOf(block.blockMs);
    if (slot === null) return;
    const samples = samplesOfBlock(block);
    const slots = samples.count / GROUP_SIZE;
    const from = row * slots;
    samples.columns.forEach(({ values }, index) => {
      this.all.columns[index]?.values.set(values.subarray(from, from + slots), slot);
    });
    for (let index = 0; index < slots; index += 1) {
      if (samples.source[from + index] !== SOURCE.none) this.take(slot + index);
    }
  }

  addBackFilled(samples: Iterable<BackfillSample>): void {
    for (const sample of samples) {
      const slot = this.slotOf(sample.atMs);
      if (slot === null) continue;
      const given: Partial<Record<string, number | null>> = sample;
      for (const { name, type, values } of this.all.columns) {
        const value = given[name] ?? Number.NaN;
        values[slot] = type === 'score' ? packScore(value) : value;
      }
      this.all.source[slot] = SOURCE.backFilled;
      this.take(slot);
    }
  }

  /** From the first sample to the last; null without any. */
  pack(venue: string, symbol: string): DayRecord | null {
    if (this.last < 0) return null;
    const count = this.last - this.first + 1;
    const head = { venue, symbol, dayMs: this.dayMs, stepMs: SLOT_MS, firstStep: this.first };
    if (count === SLOTS) return packDay(head, this.all.bytes);
    const cut = newSamples(count);
    cut.columns.forEach(({ values }, index) => {
      const all = this.all.columns[index]?.values;
      if (all !== undefined) values.set(all.subarray(this.first, this.last + 1));
    });
    return packDay(head, cut.bytes);
  }

  /** Null for a time on another day. */
  private slotOf(atMs: number): number | null {
    const slot = Math.floor((atMs - this.dayMs) / SLOT_MS);
    return slot < 0 || slot >= SLOTS ? null : slot;
  }

  private take(slot: number): void {
    this.first = Math.min(this.first, slot);
    this.last = Math.max(this.last, slot);
  }
}

/** The bytes of a block's groups, from the refreshes of its first `slots` slots, in today's layout. */
export function packBlocks(
  snapshots: readonly SnapshotRecord[],
  blockMs: number,
  slots: number,
  rows: number,
): ArrayBuffer[] {
  const groups = Array.from({ length: Math.ceil(rows / GROUP_SIZE) }, () =>
    newSamples(GROUP_SIZE * slots),
  );
  for (const snapshot of snapshots) {
    const slot = (snapshot.slotMs - blockMs) / SLOT_MS;
    groups.forEach((samples, group) => {
      for (let row = 0; row < GROUP_SIZE; row += 1) {
        putOwn(samples, row * slots + slot, snapshot, group * GROUP_SIZE + row);
      }
    });
  }
  return groups.map(({ bytes }) => bytes);
}

/** Index of the block within its day, from 0. */
export function blockOf(blockMs: number): number {
  return (blockMs % DAY_MS) / BLOCK_MS;
}

/** Indexes of a day's columns in a log row, by type. */
const offsetsOf = (wanted: ColumnType) =>
  DAY_COLUMNS.filter(({ type }) => type === wanted).map(({ name }) => logOffset(name));
const FLOATS = offsetsOf('float32');
const SCORES = offsetsOf('score');
const HOURS = offsetsOf('hours');
const COINS = logOffset('baseQty');
const MARK = logOffset('markPrice');

/** False for a row without price and open interest. */
function putOwn(samples: NewSamples, at: number, { values }: SnapshotRecord, row: number): boolean {
  const from = row * LOG_WIDTH;
  const baseQty = values[from + COINS] ?? Number.NaN;
  const markPrice = values[from + MARK] ?? Number.NaN;
  if (Number.isNaN(baseQty) && Number.isNaN(markPrice)) return false;
  for (let index = 0; index < FLOATS.length; index += 1) {
    const column = samples.floats[index];
    if (column !== undefined) column[at] = values[from + (FLOATS[index] ?? -1)] ?? Number.NaN;
  }
  for (let index = 0; index < SCORES.length; index += 1) {
    const column = samples.scores[index];
    const points = values[from + (SCORES[index] ?? -1)] ?? Number.NaN;
    if (column !== undefined) column[at] = packScore(points);
  }
  for (let index = 0; index < HOURS.length; index += 1) {
    const column = samples.hours[index];
    // NaN becomes 0, which is missing.
    if (column !== undefined) column[at] = values[from + (HOURS[index] ?? -1)] ?? Number.NaN;
  }
  samples.source[at] = SOURCE.own;
  return true;
}

/**
 * Merges two records of the same day, in any order: our own samples over backfilled ones. Where both have a sample of
 * the same source, `upper` counts, and values that it lacks come from `lower`. When one is in half-hour means, the
 * result is, too.
 */
export function mergedDays(lower: DayRecord, upper: DayRecord): DayRecord {
  if (lower.stepMs !== upper.stepMs) return mergedDays(downsampled(lower), downsampled(upper));
  const parts = [lower, upper].map((record) => {
    const samples = samplesOfDay(record);
    return { samples, first: record.firstStep, end: record.firstStep + samples.count };
  });
  const firstStep = Math.min(...parts.map(({ first }) => first));
  const merged = newSamples(Math.max(...parts.map(({ end }) => end)) - firstStep, upper.stepMs);
  for (const { samples, first } of parts) {
    samples.source.forEach((source, index) => {
      const at = first - firstStep + index;
      const present = merged.source[at] ?? SOURCE.none;
      if (source === SOURCE.none || (present !== SOURCE.none && present < source)) return;
      samples.columns.forEach((column, number) => {
        const target = merged.columns[number];
        if (target !== undefined) putOver(target, at, column, index, present === source);
      });
    });
  }
  return packDay({ ...upper, firstStep }, merged.bytes);
}

/** Writes one value with its range; `fills`: a missing value does not overwrite. */
function putOver(
  target: SampleColumn,
  at: number,
  { type, values, range }: SampleColumn,
  index: number,
  fills: boolean,
): void {
  const put = (to: SampleColumn['values'], value = Number.NaN) => {
    if (!fills || !isMissing(type, value)) to[at] = value;
  };
  put(target.values, values[index]);
  if (target.range === null || range === null) return;
  put(target.range.lowest, range.lowest[index]);
  put(target.range.highest, range.highest[index]);
}

const SLOTS_PER_MEAN = MEAN_STEP_MS / SLOT_MS;

/**
 * Downsamples a day of 5-minute samples to half-hour means, scores with their lowest and highest; a day of means is
 * returned as it is.
 */
export function downsampled(record: DayRecord): DayRecord {
  if (record.stepMs === MEAN_STEP_MS) return record;
  const fine = samplesOfDay(record);
  const firstStep = Math.floor(record.firstStep / SLOTS_PER_MEAN);
  const lastStep = Math.floor((record.firstStep + fine.count - 1) / SLOTS_PER_MEAN);
  const means = newSamples(lastStep - firstStep + 1, MEAN_STEP_MS);
  for (let index = 0; index < means.count; index += 1) {
    const start = (firstStep + index) * SLOTS_PER_MEAN - record.firstStep;
    const from = Math.max(0, start);
    const to = Math.min(fine.count, start + SLOTS_PER_MEAN);
    DAY_COLUMNS.forEach(({ average }, number) => {
      const column = fine.columns[number];
      const target = means.columns[number];
      if (column === undefined || target === undefined) return;
      if (average === 'mean') putMean(target, index, column, from, to);
      else putWhole(target, index, column, from, to, average);
    });
  }
  return packDay({ ...record, stepMs: MEAN_STEP_MS, firstStep }, means.bytes);
}

function putMean(
  target: SampleColumn,
  index: number,
  { type, values }: SampleColumn,
  from: number,
  to: number,
): void {
  let [sum, present, lowest, highest] = [0, 0, Infinity, -Infinity];
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (isMissing(type, value)) continue;
    sum += value;
    present += 1;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (present === 0) return;
  target.values[index] = type === 'score' ? Math.round(sum / present) : sum / present;
  if (target.range === null) return;
  target.range.lowest[index] = lowest;
  target.range.highest[index] = highest;
}

/** Hours: the last known value. Source: our own if any sample is our own. */
function putWhole(
  target: SampleColumn,
  index: number,
  { values }: SampleColumn,
  from: number,
  to: number,
  average: 'last' | 'lowest' | null,
): void {
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0;
    const before = target.values[index] ?? 0;
    if (value === 0) continue;
    const keeps = average === 'lowest' && before !== 0 && before < value;
    if (!keeps) target.values[index] = value;
  }
}
