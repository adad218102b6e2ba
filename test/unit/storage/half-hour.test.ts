/** Half an hour as one row: means of what was measured, and the lowest and the highest of the scores. */
import { describe, expect, it } from 'vitest';
import { SOURCE } from '../../../lib/domain/series';
import {
  newSamples,
  NO_SCORE,
  packScore,
  samplesOfDay,
  unpackScore,
  valuesOf,
} from '../../../lib/storage/codec';
import type { ColumnName } from '../../../lib/storage/columns';
import { downsampled } from '../../../lib/storage/days';
import type { DayRecord } from '../../../lib/storage/records';

const SLOT_MS = 300_000;

interface Sample {
  at: number;
  classic?: number;
  crowding?: number;
  baseQty?: number;
  fundingPeriodHours?: number;
  source?: number;
}

function columnsOf(record: DayRecord) {
  const samples = samplesOfDay(record);
  const range = (name: ColumnName) =>
    samples.columns.find((column) => column.name === name)?.range ?? null;
  return {
    baseQty: valuesOf(samples, 'baseQty'),
    fundingPeriodHours: valuesOf(samples, 'fundingPeriodHours'),
    source: samples.source,
    classic: valuesOf(samples, 'classic'),
    classicMin: range('classic')?.lowest,
    classicMax: range('classic')?.highest,
    crowding: valuesOf(samples, 'crowding'),
    crowdingMin: range('crowding')?.lowest,
    crowdingMax: range('crowding')?.highest,
  };
}

/** `at` counts 5-minute slots. */
function halfHours(samples: readonly Sample[], count = 12, firstStep = 0) {
  const fine = newSamples(count);
  const { bytes } = fine;
  const put = (name: ColumnName, at: number, value: number) => {
    valuesOf(fine, name)[at] = value;
  };
  for (const { at, classic, crowding, ...rest } of samples) {
    if (classic !== undefined) put('classic', at, packScore(classic));
    if (crowding !== undefined) put('crowding', at, packScore(crowding));
    if (rest.baseQty !== undefined) put('baseQty', at, rest.baseQty);
    put('fundingPeriodHours', at, rest.fundingPeriodHours ?? 0);
    put('source', at, rest.source ?? SOURCE.own);
  }
  const record = downsampled({
    venue: 'v',
    symbol: 'A',
    dayMs: 0,
    stepMs: SLOT_MS,
    firstStep,
    bytes,
  });
  return { record, columns: columnsOf(record) };
}

const scores = (of: Iterable<number> | undefined) => [...(of ?? [])].map(unpackScore);

describe('a half hour', () => {
  it('has the lowest and the highest score in it, by model, and their mean', () => {
    const { columns } = halfHours([
      { at: 0, classic: 10, crowding: -1 },
      { at: 3, classic: -50.25, crowding: -3 },
      { at: 5, classic: 40, crowding: -2 },
      { at: 6, classic: 7, crowding: 70 },
    ]);
    expect(scores(columns.classicMin)).toEqual([-50.25, 7]);
    expect(scores(columns.classicMax)).toEqual([40, 7]);
    expect(scores(columns.classic)).toEqual([-0.08, 7]);
    expect(scores(columns.crowdingMin)).toEqual([-3, 70]);
    expect(scores(columns.crowdingMax)).toEqual([-1, 70]);
    expect(scores(columns.crowding)).toEqual([-2, 70]);
  });

  it('has none of what is missing in all of it, and counts only what is there', () => {
    const { columns } = halfHours([
      { at: 1, baseQty: 100 },
      { at: 2, baseQty: 300, crowding: 5 },
    ]);
    expect([...columns.baseQty]).toEqual([200, Number.NaN]);
    expect([...columns.classic]).toEqual([NO_SCORE, NO_SCORE]);
    expect([...(columns.classicMin ?? [])]).toEqual([NO_SCORE, NO_SCORE]);
    expect(scores(columns.crowdingMax)).toEqual([5, Number.NaN]);
  });

  it('has the last funding period that is known, and is our own where one sample is', () => {
    const { columns } = halfHours([
      { at: 0, fundingPeriodHours: 8, source: SOURCE.backFilled },
      { at: 1, fundingPeriodHours: 4, source: SOURCE.own },
      { at: 2, source: SOURCE.backFilled },
      { at: 7, source: SOURCE.backFilled },
    ]);
    expect([...columns.fundingPeriodHours]).toEqual([4, 0]);
    expect([...columns.source]).toEqual([SOURCE.own, SOURCE.backFilled]);
  });

  it('is divided at :00 and :30, wherever the samples begin', () => {
    const { record, columns } = halfHours(
      [
        { at: 0, classic: 1 },
        { at: 1, classic: 2 },
        { at: 2, classic: 3 },
        { at: 7, classic: 4 },
      ],
      8,
      10,
    );
    // Slots 10 to 17: the last two of the second half hour, and all of the third.
    expect([record.firstStep, record.stepMs]).toEqual([1, 6 * SLOT_MS]);
    expect(scores(columns.classicMin)).toEqual([1, 3]);
    expect(scores(columns.classicMax)).toEqual([2, 4]);
  });

  it('stays as it is when it is one already', () => {
    const { record } = halfHours([{ at: 0, classic: 1 }]);
    expect(downsampled(record)).toBe(record);
  });
});
