/** Values to records and back, to the byte. */
import { describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import {
  FINE_BYTES,
  historyBytes,
  inPlanes,
  inTodaysLayout,
  isMissing,
  LOG_WIDTH,
  logOffset,
  logWidth,
  newSamples,
  NO_SCORE,
  packBoard,
  packDay,
  packLog,
  packScore,
  sampleBytes,
  samplesOfBlock,
  samplesOfDay,
  unpackBoard,
  unpackScore,
  valuesOf,
  WRITTEN,
} from '../../../lib/storage/codec';
import { COLUMNS, columnsIn, LAYOUT } from '../../../lib/storage/columns';
import { perpState } from '../history/boards';

const SLOT_MS = 300_000;
const MEAN_STEP_MS = 1_800_000;

const FULL = {
  ...perpState('AUSDT', 12.5, 4_000),
  reading: {
    symbol: 'AUSDT',
    markPrice: 101.25,
    indexPrice: 100.5,
    fundingRate: 0.000_5,
    fundingPeriodHours: 4,
    nextFundingAtMs: 9_000,
    quoteVolume24h: 1e6,
    pricedAtMs: 5_000,
  },
};
const INPUTS = { ...NO_INPUTS, oi1hPct: 1.5, basisPct: -2.25 };

describe('a score', () => {
  it('is stored in hundredths of a point', () => {
    expect([12.345, -0.5, 0, Number.NaN].map(packScore)).toEqual([1235, -50, 0, NO_SCORE]);
    // Next to a half, on its own side: the hundredths are of the same score.
    const edges = [34.496, -34.496, 34.5, -34.5, 34.4999999999, 99.999, -100];
    expect(edges.map(packScore)).toEqual([3449, -3449, 3450, -3450, 3450, 10_000, -10_000]);
    expect([1235, -50, 0, NO_SCORE].map(unpackScore)).toEqual([12.35, -0.5, 0, Number.NaN]);
  });
});

describe('what is missing', () => {
  it('is said by each type in its own way', () => {
    expect(isMissing('score', NO_SCORE)).toBe(true);
    expect(isMissing('score', 0)).toBe(false);
    expect(isMissing('hours', 0)).toBe(true);
    expect(isMissing('hours', 8)).toBe(false);
    expect(isMissing('float32', Number.NaN)).toBe(true);
    expect(isMissing('float32', 0)).toBe(false);
    expect(isMissing('source', 0)).toBe(false);
  });
});

describe('a board', () => {
  const board = {
    venue: 'binance',
    asOfMs: 6_000,
    perpStates: [
      { ...FULL, inputs: INPUTS },
      { ...perpState('BUSDT', null), inputs: NO_INPUTS },
    ],
  };

  it('comes back as it was', () => {
    expect(unpackBoard(packBoard(board))).toEqual(board);
  });

  it('has a value for each column of each perpetual', () => {
    const { columns = [], values, perps, ...rest } = packBoard(board);
    expect(rest).toEqual({ venue: 'binance', asOfMs: 6_000 });
    expect(perps).toEqual(board.perpStates.map(({ perp }) => perp));
    expect(values).toHaveLength(2 * columns.length);
    const valueOf = (name: string) => values[columns.indexOf(name)];
    expect(valueOf('markPrice')).toBe(101.25);
    expect(valueOf('openInterestAtMs')).toBe(4_000);
    expect(valueOf('oi1hPct')).toBe(1.5);
    expect([...values.slice(columns.length)].every(Number.isNaN)).toBe(true);
  });

  it('is read by the first columns where its record names none', () => {
    const numbers = Array.from({ length: 15 }, (_, index) => index + 1);
    const record = {
      venue: 'v',
      asOfMs: 1,
      perps: [FULL.perp],
      values: Float64Array.from(numbers),
    };
    expect(unpackBoard(record).perpStates).toEqual([
      {
        perp: FULL.perp,
        reading: {
          symbol: 'AUSDT',
          pricedAtMs: 1,
          markPrice: 2,
          indexPrice: 3,
          fundingRate: 4,
          fundingPeriodHours: 5,
          nextFundingAtMs: 6,
          quoteVolume24h: 7,
        },
        openInterest: { atMs: 8, baseQty: 9 },
        inputs: {
          ...NO_INPUTS,
          oi1hPct: 10,
          oi4hPct: 11,
          oi24hPct: 12,
          fundingPct: 13,
          funding8hPct: 14,
          basisPct: 15,
        },
      },
    ]);
  });

  it.for(['openInterestAtMs', 'baseQty'])('has no open interest without %s', (name) => {
    const record = packBoard(board);
    record.values[record.columns?.indexOf(name) ?? -1] = Number.NaN;
    expect(unpackBoard(record).perpStates[0]?.openInterest).toBeNull();
  });

  it('has nothing in a column that it does not have', () => {
    const record = { venue: 'v', asOfMs: 1, perps: [FULL.perp], columns: ['pricedAtMs', 'x'] };
    const { perpStates } = unpackBoard({ ...record, values: Float64Array.of(3, 4) });
    expect(perpStates[0]?.reading).toMatchObject({ pricedAtMs: 3, markPrice: null });
    expect(perpStates[0]?.inputs).toEqual(NO_INPUTS);
  });
});

describe('the log', () => {
  it('has a row for each symbol, missing where nothing is known', () => {
    const rows = [
      { row: 1, perpState: { ...FULL, inputs: INPUTS }, scores: { classic: 12.5, crowding: null } },
      { row: 3, perpState: perpState('BUSDT', null), scores: {} },
    ];
    const values = [...packLog(rows, 4, 6_000)];
    expect(values.slice(0, 9).every(Number.isNaN)).toBe(true);
    expect(values.slice(9, 18)).toEqual([
      12.5,
      2,
      Math.fround(0.000_5),
      4,
      -2.25,
      101.25,
      1e6,
      12.5,
      Number.NaN,
    ]);
    expect(values.slice(18).every(Number.isNaN)).toBe(true);
    expect(values).toHaveLength(36);
  });

  it('has its columns in one place', () => {
    expect(LOG_WIDTH).toBe(9);
    expect(logWidth({})).toBe(9);
    expect(logWidth({ layout: 4 })).toBe(9);
    expect(logWidth({ layout: 3 })).toBe(0);
    expect(logOffset('openInterestAgeS')).toBe(1);
    expect(logOffset('markPrice')).toBe(5);
  });

  it("is as it is in today's layout", () => {
    const modelVersions = { classic: 1, crowding: 1 };
    const record = { venue: 'v', slotMs: 0, atMs: 0, modelVersions, values: new Float32Array(9) };
    expect(inTodaysLayout(record)).toBe(record);
  });
});

describe('the list of columns', () => {
  it('has each name once, and says what each record has', () => {
    expect(new Set(COLUMNS.map(({ name }) => name)).size).toBe(COLUMNS.length);
    expect(LAYOUT).toBe(4);
    expect(WRITTEN).toEqual({});
    expect(columnsIn('board').map(({ name }) => name)).toEqual([
      'baseQty',
      'fundingRate',
      'fundingPeriodHours',
      'markPrice',
      'quoteVolume24h',
      'pricedAtMs',
      'indexPrice',
      'nextFundingAtMs',
      'openInterestAtMs',
    ]);
    expect(columnsIn('log', 3)).toEqual([]);
  });

  it('says how half an hour becomes one value, and what exports call it', () => {
    const days = COLUMNS.filter(({ records }) => records.some((kind) => kind === 'days'));
    expect(
      days.map(({ name, type, average, exportedAs }) => [name, type, average, exportedAs]),
    ).toEqual([
      ['baseQty', 'float32', 'mean', 'openInterestCoins'],
      ['fundingRate', 'float32', 'mean', 'fundingRate'],
      ['fundingPeriodHours', 'hours', 'last', 'fundingPeriodHours'],
      ['basisPct', 'float32', 'mean', null],
      ['markPrice', 'float32', 'mean', 'markPrice'],
      ['quoteVolume24h', 'float32', 'mean', 'quoteVolume24h'],
      ['classic', 'score', 'mean', 'classicRecorded'],
      ['crowding', 'score', 'mean', 'crowdingRecorded'],
      ['source', 'source', 'lowest', 'source'],
    ]);
    const others = COLUMNS.filter((column) => !days.includes(column));
    expect(others.map(({ average, exportedAs }) => average ?? exportedAs)).toEqual(
      others.map(() => null),
    );
  });

  it('has a unit for each', () => {
    expect(COLUMNS.map(({ name, unit }) => `${name}: ${unit}`)).toEqual([
      'baseQty: base asset',
      'openInterestAgeS: s before the refresh',
      'fundingRate: fraction per period',
      'fundingPeriodHours: h',
      'basisPct: %',
      'markPrice: quote asset',
      'quoteVolume24h: quote asset',
      'classic: signed points',
      'crowding: signed points',
      'source: SOURCE',
      'pricedAtMs: ms since 1970',
      'indexPrice: quote asset',
      'nextFundingAtMs: ms since 1970',
      'openInterestAtMs: ms since 1970',
    ]);
  });
});

describe('samples', () => {
  it('take so many bytes each', () => {
    expect(sampleBytes(SLOT_MS)).toBe(26);
    expect(sampleBytes(MEAN_STEP_MS)).toBe(34);
    expect(sampleBytes(SLOT_MS, 3)).toBe(0);
    expect(FINE_BYTES).toBe(26);
  });

  it.for([SLOT_MS, MEAN_STEP_MS])('of %i ms are missing at first', (stepMs) => {
    const samples = newSamples(2, stepMs);
    expect(samples.count).toBe(2);
    expect(samples.bytes.byteLength).toBe(2 * sampleBytes(stepMs));
    expect(samples.columns.map(({ name, values }) => [name, ...values])).toEqual([
      ['baseQty', Number.NaN, Number.NaN],
      ['fundingRate', Number.NaN, Number.NaN],
      ['fundingPeriodHours', 0, 0],
      ['basisPct', Number.NaN, Number.NaN],
      ['markPrice', Number.NaN, Number.NaN],
      ['quoteVolume24h', Number.NaN, Number.NaN],
      ['classic', NO_SCORE, NO_SCORE],
      ['crowding', NO_SCORE, NO_SCORE],
      ['source', 0, 0],
    ]);
    const ranges = samples.columns.map(({ range }) => range && [...range.lowest, ...range.highest]);
    const none = stepMs === MEAN_STEP_MS ? [NO_SCORE, NO_SCORE, NO_SCORE, NO_SCORE] : null;
    expect(ranges).toEqual([null, null, null, null, null, null, none, none, null]);
  });

  it('are given by type, each in the order of the columns', () => {
    const { columns, source, floats, scores, hours } = newSamples(1);
    const named = (...names: string[]) =>
      names.map((name) => columns.find((column) => column.name === name)?.values);
    expect(floats).toEqual(
      named('baseQty', 'fundingRate', 'basisPct', 'markPrice', 'quoteVolume24h'),
    );
    floats.forEach((values, index) => values.fill(index));
    expect(named('markPrice')).toEqual([Float32Array.of(3)]);
    expect(scores).toHaveLength(2);
    expect(hours).toHaveLength(1);
    source[0] = 2;
    expect(named('source')).toEqual([Uint8Array.of(2)]);
    hours[0]?.fill(8);
    expect(named('fundingPeriodHours')).toEqual([Uint8Array.of(8)]);
  });

  it('have no values of a column that is not theirs', () => {
    expect(valuesOf(newSamples(1), 'pricedAtMs')).toHaveLength(0);
  });

  it('share no byte', () => {
    const { bytes, columns } = newSamples(3, MEAN_STEP_MS);
    const all = columns.flatMap(({ values, range }) =>
      range === null ? [values] : [values, range.lowest, range.highest],
    );
    const taken = all.flatMap(({ byteOffset, byteLength }) =>
      Array.from({ length: byteLength }, (_, at) => byteOffset + at),
    );
    expect(taken.sort((a, b) => a - b)).toEqual(
      Array.from({ length: bytes.byteLength }, (_, at) => at),
    );
  });
});

describe('a day', () => {
  const head = { venue: 'v', symbol: 'A', dayMs: 0, firstStep: 7 };

  function filled(stepMs: number) {
    const samples = newSamples(2, stepMs);
    new Uint8Array(samples.bytes).forEach((_, at, bytes) => {
      bytes[at] = at + 1;
    });
    return samples;
  }
  const numbers = ({ columns }: ReturnType<typeof samplesOfDay>) =>
    columns.map(({ name, type, values, range }) => [
      name,
      type,
      ...values,
      ...(range?.lowest ?? []),
      ...(range?.highest ?? []),
    ]);

  it.for([SLOT_MS, MEAN_STEP_MS])('of steps of %i ms comes back as it was', (stepMs) => {
    const samples = filled(stepMs);
    const before = numbers(samples);
    const record = packDay({ ...head, stepMs }, samples.bytes);
    expect(record).toMatchObject({ ...head, stepMs });
    const back = samplesOfDay(record);
    expect(back.count).toBe(2);
    expect(numbers(back)).toEqual(before);
    expect(back.source).toEqual(samples.source);
  });

  it('is stored as it is in 5-minute samples, byte plane by byte plane in means', () => {
    const fine = filled(SLOT_MS);
    expect(packDay({ ...head, stepMs: SLOT_MS }, fine.bytes).bytes).toBe(fine.bytes);
    const means = filled(MEAN_STEP_MS);
    const stored = packDay({ ...head, stepMs: MEAN_STEP_MS }, means.bytes).bytes;
    expect([...new Uint8Array(stored)].slice(0, 12)).toEqual([
      1, 5, 9, 13, 17, 21, 25, 29, 33, 37, 2, 6,
    ]);
  });

  it('has its planes in this order', () => {
    const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 21, 22]);
    const widths = { floats: 1, scores: 1, singles: 1 };
    const apart = inPlanes(bytes.buffer, widths);
    expect([...new Uint8Array(apart)]).toEqual([1, 5, 2, 6, 3, 7, 4, 8, 11, 13, 12, 14, 21, 22]);
    expect([...new Uint8Array(inPlanes(apart, widths, true))]).toEqual([...bytes]);
  });

  it('lacks all columns of today in a layout that had none of them', () => {
    const samples = samplesOfDay({
      ...head,
      stepMs: SLOT_MS,
      layout: 3,
      bytes: new ArrayBuffer(0),
    });
    expect(samples.columns.map(({ name }) => name)).toEqual(
      newSamples(0).columns.map(({ name }) => name),
    );
  });
});

describe('a block', () => {
  it('is symbol after symbol', () => {
    const samples = newSamples(16);
    valuesOf(samples, 'markPrice').set([1, 2], 2);
    const record = { venue: 'v', group: 0, block: 0, blockMs: 0, bytes: samples.bytes };
    const back = samplesOfBlock(record);
    expect(back.count).toBe(16);
    expect([...valuesOf(back, 'markPrice')].slice(1, 5)).toEqual([Number.NaN, 1, 2, Number.NaN]);
    expect(back.columns.map(({ range }) => range)).toEqual(back.columns.map(() => null));
  });
});

it('the disk that history takes is counted', () => {
  const log = 288 * 9 * 4;
  expect(historyBytes(1, 0)).toBe(log);
  expect(historyBytes(1, 1)).toBe(log + 288 * 26);
  expect(historyBytes(1, 7)).toBe(log + 7 * 288 * 26);
  expect(historyBytes(2, 30)).toBe(2 * (log + 7 * 288 * 26 + 23 * 48 * 34));
});
