/** Rows, files and names of exports, small enough to be compared as a whole. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { PerpState } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { backupName, boardFile, historyFile } from '../../../lib/export/file-names';
import { firstOfEach, rowsOfDay } from '../../../lib/export/grain';
import { SHEET_ROWS } from '../../../lib/domain/jobs';
import { historySize, mostRows, symbolsOf } from '../../../lib/export/history-size';
import { parquetEncoder, csvEncoder, jsonEncoder } from '../../../lib/export/encoders';
import type { ExportColumn } from '../../../lib/export/rows';
import {
  boardRows,
  BOARD_EXPORT_COLUMNS,
  EXPORT_COLUMNS,
  exportRow,
  HISTORY_EXPORT_COLUMNS,
  MORE_RECORDED,
  openInterestSides,
  roundedOrNull,
} from '../../../lib/export/rows';
import {
  boardName,
  exportBoard,
  exportHistory,
  historyName,
  isOneFile,
  monthsOf,
} from '../../../lib/export/run-export';
import { createVenueStore } from '../../../lib/history/store';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { scoreAll } from '../../../lib/scoring/score';
import { Database } from '../../../lib/storage/database';
import { boardOf, perpStateOf, VENUE } from '../history/truth';
import { memoryTarget, textOf } from './memory';

const SLOT_MS = 300_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 2, 29, 0, 30);

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

const open = () => new Database('pressure', { indexedDB: new IDBFactory(), IDBKeyRange });
const job = () => ({ onProgress: vi.fn(), signal: new AbortController().signal });

describe('a file is named', () => {
  it('by board, venues, minute and version', () => {
    const named = { venues: ['binance', 'okx'], format: 'csv' } as const;
    expect(boardFile({ ...named, version: '0.1.0' }, NOW_MS)).toBe(
      'pressure-board-binance-okx-2026-03-29-0030Z-v0.1.0.csv',
    );
    expect(boardFile(named, NOW_MS)).toBe('pressure-board-binance-okx-2026-03-29-0030Z.csv');
  });

  it('by history, days, grain and part', () => {
    const named = { venues: ['okx'], format: 'csv' } as const;
    const stretch = { fromMs: Date.UTC(2026, 2, 1), endMs: NOW_MS + 1, nowMs: NOW_MS };
    expect(historyFile(named, { ...stretch, grain: 'hour', part: null })).toBe(
      'pressure-history-okx-2026-03-01-to-2026-03-29-0030Z-hourly.csv',
    );
    expect(historyFile(named, { ...stretch, grain: 'day', part: 2 })).toBe(
      'pressure-history-okx-2026-03-01-to-2026-03-29-0030Z-daily-part-2.csv',
    );
    const ended = { ...stretch, endMs: Date.UTC(2026, 2, 29), grain: 'all', part: null } as const;
    expect(historyFile({ ...named, version: '1' }, ended)).toBe(
      'pressure-history-okx-2026-03-01-to-2026-03-28-samples-v1.csv',
    );
    expect(historyFile(named, { ...ended, endMs: NOW_MS })).toContain('-to-2026-03-29-samples');
  });

  it('by backup, minute and version', () => {
    expect(backupName(NOW_MS)).toBe('pressure-backup-2026-03-29-0030Z.dpsbackup');
    expect(backupName(NOW_MS, '2')).toBe('pressure-backup-2026-03-29-0030Z-v2.dpsbackup');
  });

  it('by the newest of its boards', () => {
    const boards = [boardOf(NOW_MS - DAY_MS, []), boardOf(NOW_MS, [])];
    expect(boardName(boards, 'json')).toBe('pressure-board-binance-binance-2026-03-29-0030Z.json');
    expect(boardName([], 'json')).toBe('pressure-board-1970-01-01-0000Z.json');
  });

  it('by its days, and by its month where it has but one', () => {
    const choice = { venues: ['okx'], days: 1, nowMs: NOW_MS, format: 'parquet' } as const;
    expect(historyName(choice)).toBe(
      'pressure-history-okx-2026-03-29-to-2026-03-29-0030Z-samples.parquet',
    );
    const month = { venue: 'bybit', fromMs: Date.UTC(2026, 0, 30), endMs: Date.UTC(2026, 1, 1) };
    expect(historyName({ ...choice, grain: 'day' }, null, month)).toBe(
      'pressure-history-bybit-2026-01-30-to-2026-01-31-daily.parquet',
    );
  });
});

describe('a stretch of time', () => {
  it('is cut at the beginning of each month', () => {
    const at = (month: number, day: number) => Date.UTC(2025, month, day);
    expect(monthsOf(at(10, 30), at(12, 2))).toEqual([
      { fromMs: at(10, 30), endMs: at(11, 1) },
      { fromMs: at(11, 1), endMs: at(12, 1) },
      { fromMs: at(12, 1), endMs: at(12, 2) },
    ]);
    expect(monthsOf(at(10, 1), at(11, 1))).toEqual([{ fromMs: at(10, 1), endMs: at(11, 1) }]);
    expect(monthsOf(at(10, 1), at(10, 1))).toEqual([]);
  });

  it('has the first sample of each step', () => {
    const times = [0, SLOT_MS, HOUR_MS, HOUR_MS + 1, DAY_MS - 1, DAY_MS];
    const seen = (grain: 'all' | 'hour' | 'day') => times.filter(firstOfEach(grain));
    expect(seen('all')).toEqual(times);
    expect(seen('hour')).toEqual([0, HOUR_MS, DAY_MS - 1, DAY_MS]);
    expect(seen('day')).toEqual([0, DAY_MS]);
  });

  it('has so many rows a day', () => {
    expect(rowsOfDay('all', SLOT_MS)).toBe(288);
    expect(rowsOfDay('all', 6 * SLOT_MS)).toBe(48);
    expect(rowsOfDay('hour', SLOT_MS)).toBe(24);
    expect(rowsOfDay('day', SLOT_MS)).toBe(1);
  });
});

const NUMBERS = {
  venue: 'v',
  symbol: 'A',
  time: NOW_MS,
  stepMinutes: 5,
  source: 'own',
  openInterestCoins: 1,
  fundingRate: 2,
  fundingPeriodHours: 3,
  markPrice: 4,
  quoteVolume24h: 5,
} as const;
const recorded = (mean: number) => ({ mean, least: mean - 1, most: mean + 1 });

describe('a row', () => {
  it('has its sample, its inputs, and scores both as they are and as they were recorded', () => {
    const inputs = { ...NO_INPUTS, oi1hPct: 5, oi4hPct: 6, oi24hPct: 7, fundingPct: 0.1 };
    const { classic, crowding } = scoreAll(inputs);
    const scores = { classic: recorded(10), crowding: recorded(-20) };
    expect(classic.coverage).toBeGreaterThan(0);
    expect(exportRow(NUMBERS, inputs, scores, { more: 9 })).toEqual({
      ...NUMBERS,
      ...inputs,
      more: 9,
      classicVersion: classic.modelVersion,
      classicScore: classic.score,
      classicRaw: Math.round(classic.raw * 1e9) / 1e9,
      classicCoverage: classic.coverage,
      classicRecorded: 10,
      classicRecordedLeast: 9,
      classicRecordedMost: 11,
      crowdingVersion: crowding.modelVersion,
      crowdingScore: crowding.coverage > 0 ? crowding.score : null,
      crowdingRaw: crowding.coverage > 0 ? Math.round(crowding.raw * 1e9) / 1e9 : null,
      crowdingCoverage: crowding.coverage,
      crowdingRecorded: -20,
      crowdingRecordedLeast: -21,
      crowdingRecordedMost: -19,
    });
  });

  it('has no score of nothing', () => {
    const scores = { classic: recorded(0), crowding: recorded(0) };
    expect(exportRow(NUMBERS, NO_INPUTS, scores)).toMatchObject({
      classicScore: null,
      classicRaw: null,
      classicCoverage: 0,
      crowdingScore: null,
      crowdingRaw: null,
      crowdingCoverage: 0,
    });
  });

  it('is rounded to a billionth', () => {
    expect([0.123_456_789_4, -1e-12, null].map(roundedOrNull)).toEqual([0.123_456_789, 0, null]);
  });
});

describe('columns', () => {
  const names = (columns: readonly ExportColumn[]) => columns.map(([name]) => name);

  it('of the history are these', () => {
    expect(HISTORY_EXPORT_COLUMNS).toEqual(EXPORT_COLUMNS);
    expect(MORE_RECORDED).toEqual([]);
    const kinds = EXPORT_COLUMNS.map(([, kind]) => kind);
    expect(kinds.slice(0, 10)).toEqual([
      ...['text', 'text', 'time', 'whole', 'text'],
      ...Array.from({ length: 5 }, () => 'measured'),
    ]);
    expect(EXPORT_COLUMNS.slice(16, 30).map((column) => column.join(' '))).toEqual(
      ['classic', 'crowding'].flatMap((model) => [
        `${model}Version whole`,
        `${model}Score whole`,
        `${model}Raw computed`,
        `${model}Coverage whole`,
        `${model}Recorded measured`,
        `${model}RecordedLeast measured`,
        `${model}RecordedMost measured`,
      ]),
    );
    // Inputs without weight come last: the columns of earlier files stay where they were.
    expect(new Set([...kinds.slice(10, 16), ...kinds.slice(30)])).toEqual(new Set(['computed']));
  });

  it('of the board are some more, each after the one it goes with', () => {
    const after = (name: string, count: number) => {
      const at = names(BOARD_EXPORT_COLUMNS).indexOf(name) + 1;
      return BOARD_EXPORT_COLUMNS.slice(at, at + count);
    };
    expect(after('openInterestCoins', 1)).toEqual([['openInterestUsd', 'computed']]);
    for (const model of ['classic', 'crowding']) {
      expect(after(`${model}Score`, 4)).toEqual([
        [`${model}Side`, 'text'],
        [`${model}Band`, 'text'],
        [`${model}Regime`, 'text'],
        [`${model}Raw`, 'computed'],
      ]);
    }
    expect(BOARD_EXPORT_COLUMNS).toHaveLength(EXPORT_COLUMNS.length + 7);
  });
});

describe('the board', () => {
  const rowOf = (perpState: PerpState) =>
    boardRows({ venue: VENUE, asOfMs: NOW_MS, perpStates: [perpState] }, DEFAULT_THRESHOLDS)[0];

  it('has a row for each perpetual', () => {
    const perpState = perpStateOf('S1USDT', NOW_MS);
    const { classic, crowding } = scoreAll(perpState.inputs);
    expect(rowOf(perpState)).toMatchObject({
      venue: VENUE,
      symbol: 'S1USDT',
      time: NOW_MS,
      stepMinutes: null,
      source: 'own',
      openInterestCoins: perpState.openInterest?.baseQty,
      fundingRate: perpState.reading?.fundingRate,
      fundingPeriodHours: 8,
      markPrice: perpState.reading?.markPrice,
      quoteVolume24h: 1e6,
      classicRecorded: classic.raw,
      classicRecordedLeast: classic.raw,
      classicRecordedMost: classic.raw,
      classicSide: classic.bias,
      crowdingRecorded: crowding.raw,
      crowdingRegime: crowding.regime,
    });
  });

  it('has nothing where nothing is known', () => {
    const { perp } = perpStateOf('S1USDT', NOW_MS);
    const row = rowOf({ perp, reading: null, openInterest: null, inputs: NO_INPUTS });
    const filled = Object.entries(row ?? {}).flatMap(([name, value]) =>
      value === null ? [] : name,
    );
    expect(filled.sort()).toEqual(
      [
        ...['classicCoverage', 'classicVersion', 'crowdingCoverage', 'crowdingVersion'],
        ...['source', 'symbol', 'time', 'venue'],
      ].sort(),
    );
  });

  it('is worth its open interest at the mark price, to the cent', () => {
    const perpState = perpStateOf('S1USDT', NOW_MS);
    const worth = (sides: 1 | 2, markPrice: number | null) =>
      rowOf({
        ...perpState,
        perp: { ...perpState.perp, openInterestSides: sides },
        reading: perpState.reading && { ...perpState.reading, markPrice },
        openInterest: { baseQty: 3, atMs: NOW_MS },
      })?.openInterestUsd;
    expect(worth(1, 1.111)).toBe(3.33);
    expect(worth(2, 1.111)).toBe(1.67);
    expect(worth(1, null)).toBeNull();
    expect(rowOf({ ...perpState, openInterest: null })?.openInterestUsd).toBeNull();
  });
});

const COLUMNS: ExportColumn[] = [
  ['venue', 'text'],
  ['time', 'time'],
  ['count', 'whole'],
  ['value', 'computed'],
];
const ROWS = [
  { venue: 'v', time: NOW_MS, count: -1, value: 1.5 },
  { venue: 'w', time: NOW_MS + 999, count: null, other: 7 },
];

describe('an encoder', () => {
  async function written(encoderOf: typeof csvEncoder, numbers?: 'comma') {
    const target = memoryTarget();
    const encoder = encoderOf(await target.open('file'), COLUMNS, numbers);
    for (const rows of [[], ROWS.slice(0, 1), [], ROWS.slice(1)]) await encoder.add(rows);
    await encoder.end();
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(target.files.get('file'));
  }

  it('writes CSV', async () => {
    expect(await written(csvEncoder)).toBe(
      '\uFEFFvenue,timeUtc,count,value\r\nv,2026-03-29 00:30:00,-1,1.5\r\nw,2026-03-29 00:30:00,,\r\n',
    );
    expect(await written(csvEncoder, 'comma')).toBe(
      '\uFEFFvenue;timeUtc;count;value\r\nv;2026-03-29 00:30:00;-1;1,5\r\nw;2026-03-29 00:30:00;;\r\n',
    );
  });

  it('writes JSON of the columns alone', async () => {
    expect(await written(jsonEncoder)).toBe(
      `[\n{"venue":"v","time":${NOW_MS},"count":-1,"value":1.5},\n{"venue":"w","time":${NOW_MS + 999},"count":null}\n]\n`,
    );
  });

  it.for([
    [csvEncoder, '\uFEFFvenue,timeUtc,count,value\r\n'],
    [jsonEncoder, '[\n]\n'],
  ] as const)('writes a whole file without any row', async ([encoderOf, text]) => {
    const target = memoryTarget();
    await encoderOf(await target.open('file'), COLUMNS).end();
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    expect(decoder.decode(target.files.get('file'))).toBe(text);
  });

  it.for(['-1', '-1.5', '-1,5', '-1e-5', '-2e+7'])(
    'leaves the number %s as it is',
    async (text) => {
      const target = memoryTarget();
      const encoder = csvEncoder(await target.open('file'), [['venue', 'text']]);
      await encoder.add([{ venue: text }]);
      await encoder.end();
      expect(textOf(target, 'file')).not.toContain("'");
    },
  );

  it('writes Parquet in groups of rows, typed, with the models it was scored by', async () => {
    const target = memoryTarget();
    const encoder = parquetEncoder(await target.open('file'), COLUMNS);
    await encoder.add(ROWS);
    await encoder.add(Array.from({ length: 19_998 }, () => ROWS[0] ?? {}));
    await encoder.add(ROWS);
    await encoder.end();
    const { buffer = new ArrayBuffer(0) } = target.files.get('file') ?? {};
    const { schema, row_groups, key_value_metadata, created_by } = parquetMetadata(buffer);
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([20_000, 2]);
    expect(created_by).toBe('derivatives-pressure-score');
    expect(key_value_metadata).toEqual([
      { key: 'model.classic', value: '1' },
      { key: 'model.crowding', value: '1' },
    ]);
    expect(
      schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type]),
    ).toEqual([
      ['venue', 'BYTE_ARRAY', 'REQUIRED'],
      ['time', 'INT64', 'REQUIRED'],
      ['count', 'INT32', 'OPTIONAL'],
      ['value', 'DOUBLE', 'OPTIONAL'],
    ]);
    const read = await parquetReadObjects({ file: buffer, rowStart: 20_000 });
    expect(read).toEqual([
      { venue: 'v', time: new Date(NOW_MS), count: -1, value: 1.5 },
      { venue: 'w', time: new Date(NOW_MS + 999), count: null, value: null },
    ]);
  });
});

describe('a small history', () => {
  async function small() {
    const database = open();
    const store = createVenueStore(database, VENUE_STATE);
    const state = newVenueState(VENUE);
    for (const atMs of [NOW_MS - DAY_MS, NOW_MS - SLOT_MS, NOW_MS]) {
      await store.commit({ state, board: boardOf(atMs, ['B', 'A']), asSnapshot: true });
    }
    return database;
  }
  const choice = { venues: [VENUE], days: 1, nowMs: NOW_MS, format: 'csv' } as const;

  it('is one file, symbol after symbol, of the last days', async () => {
    const database = await small();
    const target = memoryTarget();
    const work = job();
    expect(await exportHistory(database, choice, target, work)).toEqual({ files: 1, rows: 4 });
    const [name = ''] = target.files.keys();
    expect(name).toBe('pressure-history-binance-2026-03-29-to-2026-03-29-0030Z-samples.csv');
    const cells = textOf(target, name)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 3).join(' '));
    expect(cells).toEqual([
      'binance A 2026-03-29 00:25:00',
      'binance A 2026-03-29 00:30:00',
      'binance B 2026-03-29 00:25:00',
      'binance B 2026-03-29 00:30:00',
    ]);
    expect(work.onProgress.mock.calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
    database.close();
  });

  it('is split where a sheet is full, a symbol whole in each', async () => {
    const database = await small();
    for (const [sheetRows, files] of [
      [3, 2],
      [4, 1],
      [1, 2],
    ] as const) {
      const target = memoryTarget();
      const exported = await exportHistory(database, { ...choice, sheetRows }, target, job());
      expect(exported).toEqual({ files, rows: 4 });
      expect([...target.files.keys()].map((name) => /part-\d/.exec(name)?.[0])).toEqual(
        ['part-1', 'part-2'].slice(0, files),
      );
    }
    database.close();
  });

  it('is sure to be one file where it can never be longer', async () => {
    const database = await small();
    const most = 2 * 288;
    expect(await mostRows(database, choice)).toBe(most);
    expect(await mostRows(database, { ...choice, days: 2, grain: 'hour' })).toBe(2 * 2 * 24);
    expect(await isOneFile(database, { ...choice, sheetRows: most })).toBe(true);
    expect(await isOneFile(database, { ...choice, sheetRows: most - 1 })).toBe(false);
    expect(await isOneFile(database, choice)).toBe(true);
    expect(await isOneFile(database, { ...choice, days: SHEET_ROWS })).toBe(false);
    expect(await isOneFile(database, { ...choice, format: 'json' })).toBe(true);
    expect(await isOneFile(database, { ...choice, format: 'parquet' })).toBe(false);
    database.close();
  });

  it('has no file where there is no row', async () => {
    const database = await small();
    const target = memoryTarget();
    const later = { ...choice, nowMs: NOW_MS + 9 * DAY_MS };
    expect(await exportHistory(database, later, target, job())).toEqual({ files: 0, rows: 0 });
    expect(await symbolsOf(database, 'okx')).toEqual([]);
    expect(await symbolsOf(database, VENUE)).toEqual(['A', 'B']);
    database.close();
  });

  it('is counted without being read', async () => {
    const database = open();
    const startMs = Date.UTC(2026, 2, 29);
    const index = { venue: VENUE, symbols: ['A', 'B'] };
    const [compactedMs, thinnedMs] = [startMs, startMs - 7 * DAY_MS];
    await database.symbols.put({ ...index, compactedMs, rolledMs: 0, thinnedMs });
    const bytes = new ArrayBuffer(26);
    for (const daysAgo of [1, 7, 8, 9]) {
      const dayMs = startMs - daysAgo * DAY_MS;
      const day = { venue: VENUE, symbol: 'A', dayMs, stepMs: SLOT_MS, firstStep: 0, bytes };
      await database.pastDays.put(day);
    }
    const modelVersions = { classic: 1, crowding: 1 };
    for (const slot of [-1, 0, 1]) {
      const slotMs = startMs + slot * SLOT_MS;
      const values = new Float32Array(18);
      await database.log.put({ venue: VENUE, slotMs, atMs: slotMs, modelVersions, values });
    }
    const size = (days: number, more: object = {}) =>
      historySize(database, { ...choice, days, ...more });
    expect(await size(1)).toEqual({ rows: 2 * 2, bytes: 4 * 285 });
    expect(await size(2)).toEqual({ rows: 288 + 4, bytes: 292 * 285 });
    expect(await size(8)).toMatchObject({ rows: 2 * 288 + 4 });
    expect(await size(9)).toMatchObject({ rows: 48 + 2 * 288 + 4 });
    expect(await size(10)).toMatchObject({ rows: 2 * 48 + 2 * 288 + 4 });
    expect(await size(10, { grain: 'day' })).toMatchObject({ rows: 2 + 2 + 2 });
    expect(await size(1, { format: 'json' })).toEqual({ rows: 4, bytes: 4 * 820 });
    expect(await size(1, { format: 'parquet' })).toEqual({ rows: 4, bytes: 4 * 134 });
    expect(await size(1, { venues: [VENUE, VENUE, 'okx'] })).toMatchObject({ rows: 8 });
    expect(await size(0)).toMatchObject({ rows: 0 });
    database.close();
  });

  it('goes by what the listing says of sides', async () => {
    const database = open();
    const perp = (symbol: string, sides?: 1 | 2) => ({
      ...perpStateOf(symbol, 0).perp,
      ...(sides === undefined ? {} : { openInterestSides: sides }),
    });
    const sides = async (...perps: ReturnType<typeof perp>[]) => {
      await database.listings.put({ venue: VENUE, perps });
      const of = await openInterestSides(database, VENUE);
      return ['A', 'B', 'gone'].map(of);
    };
    expect((await openInterestSides(database, VENUE))('A')).toBe(1);
    expect(await sides(perp('A', 2), perp('B', 2))).toEqual([2, 2, 2]);
    expect(await sides(perp('A', 2), perp('B'))).toEqual([2, 1, 1]);
    expect(await sides(perp('A'), perp('B', 1))).toEqual([1, 1, 1]);
    database.close();
  });
});

describe('boards', () => {
  it('are one file, venue after venue', async () => {
    const target = memoryTarget();
    const work = job();
    const boards = [boardOf(NOW_MS, ['A', 'B']), { ...boardOf(NOW_MS, ['C']), venue: 'okx' }];
    expect(await exportBoard(boards, 'json', target, work)).toEqual({ files: 1, rows: 3 });
    const rows = JSON.parse(textOf(target, [...target.files.keys()][0] ?? '')) as {
      symbol: string;
    }[];
    expect(rows.map(({ symbol }) => symbol)).toEqual(['A', 'B', 'C']);
    expect(work.onProgress.mock.calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('are no file when it is cancelled or fails', async () => {
    const boards = [boardOf(NOW_MS, ['A'])];
    const target = memoryTarget();
    const signal = AbortSignal.abort();
    const cancelled = exportBoard(boards, 'csv', target, { onProgress: () => {}, signal });
    await expect(cancelled).rejects.toThrow('aborted');
    const full = memoryTarget(() => {
      throw new Error('full');
    });
    await expect(exportBoard(boards, 'csv', full, job())).rejects.toThrow('full');
    expect([target.aborted.length, full.aborted.length]).toEqual([0, 1]);
    expect([...target.files, ...full.files]).toEqual([]);
  });
});
