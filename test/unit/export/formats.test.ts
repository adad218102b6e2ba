/** What is in the history is in each format, to the last bit, and scores the same again. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBKeyRange } from 'fake-indexeddb';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { bandOf } from '../../../lib/domain/band';
import type { VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { historyRows, EXPORT_COLUMNS } from '../../../lib/export/rows';
import { historySize } from '../../../lib/export/history-size';
import type { ExportRow } from '../../../lib/export/rows';
import type { BoardStyle } from '../../../lib/export/run-export';
import { exportBoard, exportHistory } from '../../../lib/export/run-export';
import { scoreAll } from '../../../lib/scoring/score';
import { entriesFromFile } from '../../tools/board/inputs-file';
import { boardOf, coinsOf, SYMBOLS, VENUE } from '../history/truth';
import { memoryTarget, textOf } from './memory';
import type { MemoryTarget } from './memory';
import type { Recorded } from './recorded';
import { DAYS, END_MS, recorded, START_MS } from './recorded';
import { DAY_MS } from '../../../lib/domain/time';
import { GRAINS } from '../../../lib/domain/jobs';
import type { ExportFormat } from '../../../lib/domain/jobs';

const job = { onProgress: () => {}, signal: new AbortController().signal };
let history: Recorded;
let rows: ExportRow[];

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  history = await recorded();
  rows = [];
  for (const symbol of SYMBOLS.slice(0, 5).toSorted()) {
    rows.push(...(await historyRows(history.database, VENUE, symbol, START_MS, END_MS + DAY_MS)));
  }
});

async function exported(format: ExportFormat): Promise<MemoryTarget> {
  const target = memoryTarget();
  const choice = { venues: [VENUE], days: DAYS, nowMs: END_MS, format };
  const { rows: count, files } = await exportHistory(history.database, choice, target, job);
  expect({ count, files }).toEqual({ count: rows.length, files: target.files.size });
  return target;
}

/** Without the mark that tells spreadsheets of UTF-8, which must be there. */
function linesOf(target: MemoryTarget, name = only(target)): string[] {
  expect([...(target.files.get(name)?.slice(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
  return textOf(target, name).trimEnd().split('\r\n');
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function fail(): never {
  throw new Error('an empty board');
}

const only = (target: MemoryTarget) => [...target.files.keys()][0] ?? '';
const inOrder = (all: readonly ExportRow[]) =>
  all.toSorted((a, b) =>
    `${String(a.symbol)} ${String(a.time)}`.localeCompare(`${String(b.symbol)} ${String(b.time)}`),
  );

describe('history', () => {
  it('has own, back-filled and half-hour rows', () => {
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(['own', 'back-filled']));
    expect(new Set(rows.map(({ stepMinutes }) => stepMinutes))).toEqual(new Set([5, 30]));
    const none = rows.filter(({ openInterestCoins }) => openInterestCoins === null);
    expect(none).toEqual([]);
  });

  it('has the change of an hour, of four and of a day wherever there was a sample', () => {
    const starts = new Set(rows.filter(isFine).map(({ symbol, time }) => `${symbol} ${time}`));
    let seen = 0;
    for (const row of rows.filter(isFine)) {
      const [symbol, time] = [String(row.symbol), Number(row.time)];
      for (const [name, hours] of WINDOWS) {
        const thenMs = time - hours * 3_600_000;
        if (!starts.has(`${symbol} ${thenMs}`)) continue;
        const change = coinsOf(symbol, time) / coinsOf(symbol, thenMs) - 1;
        expect(row[name]).toBeCloseTo(change * 100, 7);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(4_000);
    // Nothing but the venue's memory: no funding, no basis, and nothing of them in the score.
    const memory = rows.find(({ source }) => source === 'back-filled');
    expect(memory).toMatchObject({ fundingPct: null, basisPct: null, classicRecorded: null });
  });

  it('as CSV', async () => {
    const target = await exported('csv');
    expect(only(target)).toBe(
      'pressure-history-binance-2026-01-30-to-2026-02-08-1200Z-samples.csv',
    );
    const [head, ...lines] = linesOf(target);
    const names = EXPORT_COLUMNS.map(([name]) => name);
    expect(head).toBe(names.join(',').replace('time,', 'timeUtc,'));
    const read = lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(
        EXPORT_COLUMNS.map(([name, kind], index) => {
          const cell = cells[index] ?? '';
          if (kind === 'time') return [name, Date.parse(`${cell.replace(' ', 'T')}Z`)];
          return [name, cell === '' ? null : kind === 'text' ? cell : Number(cell)];
        }),
      ) as ExportRow;
    });
    expect(inOrder(read)).toEqual(inOrder(rows).map(plain));
  });

  it('as CSV for a language that writes a comma', async () => {
    const target = memoryTarget();
    const choice = {
      venues: [VENUE],
      days: 2,
      nowMs: END_MS,
      format: 'csv',
      numbers: 'comma',
    } as const;
    await exportHistory(history.database, choice, target, job);
    const [head = '', ...lines] = linesOf(target);
    expect(head.split(';')).toHaveLength(EXPORT_COLUMNS.length);
    const numbers = lines
      .flatMap((line) => line.split(';'))
      .filter((cell) => /^-?[\d.,]+$/.test(cell));
    expect(numbers.filter((cell) => cell.includes('.'))).toEqual([]);
    expect(numbers.filter((cell) => cell.startsWith('-') && cell.includes(','))).not.toEqual([]);
  });

  it('as CSV in as many files as sheets are needed, each with its head and none too long', async () => {
    const target = memoryTarget();
    const sheetRows = 100;
    const choice = {
      venues: [VENUE],
      days: DAYS,
      nowMs: END_MS,
      format: 'csv',
      sheetRows,
    } as const;
    const { rows: count, files } = await exportHistory(history.database, choice, target, job);
    expect(count).toBe(rows.length);
    expect([...target.files.keys()]).toEqual(
      Array.from(
        { length: files },
        (_, n) =>
          `pressure-history-binance-2026-01-30-to-2026-02-08-1200Z-samples-part-${n + 1}.csv`,
      ),
    );
    const sheets = [...target.files.keys()].map((name) => linesOf(target, name));
    expect(new Set(sheets.map(([head]) => head)).size).toBe(1);
    expect(sheets.reduce((sum, sheet) => sum + sheet.length - 1, 0)).toBe(count);
    // A symbol's month stays together, also where it alone is longer than this small sheet.
    const longest = Math.max(...sheets.map((sheet) => sheet.length - 1));
    const month = Math.max(
      ...Object.values(
        countBy(rows, ({ symbol, time }) => `${symbol} ${new Date(Number(time)).getUTCMonth()}`),
      ),
    );
    expect(longest).toBeLessThanOrEqual(Math.max(sheetRows, month));
  });

  it.each([
    ['hour', 3_600_000, 'hourly'],
    ['day', DAY_MS, 'daily'],
  ] as const)('with a row for each %s: the first, as it is', async (grain, stepMs, word) => {
    const target = memoryTarget();
    const choice = { venues: [VENUE], days: DAYS, nowMs: END_MS, format: 'json', grain } as const;
    await exportHistory(history.database, { ...choice, version: '1.2.3' }, target, job);
    expect(only(target)).toBe(
      `pressure-history-binance-2026-01-30-to-2026-02-08-1200Z-${word}-v1.2.3.json`,
    );
    const seen = new Set<string>();
    const firsts = rows.filter(({ symbol, time }) => {
      const step = `${symbol} ${Math.floor(Number(time) / stepMs)}`;
      return !seen.has(step) && seen.add(step);
    });
    const read = JSON.parse(textOf(target, only(target))) as ExportRow[];
    expect(inOrder(read)).toEqual(inOrder(firsts).map(plain));
  });

  it('states how much that will be: no less than it is, and not twice as much', async () => {
    for (const grain of GRAINS) {
      for (const days of [1, 3, DAYS]) {
        const choice = { venues: [VENUE], days, nowMs: END_MS, format: 'csv', grain } as const;
        const { rows: most } = await historySize(history.database, choice);
        const { rows: count } = await exportHistory(history.database, choice, memoryTarget(), job);
        // These were recorded every 15 minutes; what is told is for every 5.
        expect(most, `${grain}, ${days} days`).toBeGreaterThanOrEqual(count);
        expect(most, `${grain}, ${days} days`).toBeLessThanOrEqual(count * 3.5);
      }
    }
  });

  it('as JSON, that scores the same again', async () => {
    const target = await exported('json');
    const text = textOf(target, only(target));
    expect(inOrder(JSON.parse(text) as ExportRow[])).toEqual(inOrder(rows).map(plain));
    expectSameScores(text);
  });

  it('as Parquet, a file per month, every column exact', async () => {
    const target = await exported('parquet');
    expect([...target.files.keys()]).toEqual([
      'pressure-history-binance-2026-01-30-to-2026-01-31-samples.parquet',
      'pressure-history-binance-2026-02-01-to-2026-02-08-1200Z-samples.parquet',
    ]);
    const read: Record<string, unknown>[] = [];
    for (const [name, bytes] of target.files) {
      const objects = await parquetReadObjects({ file: bytes.buffer });
      const [, month] = /binance-(\d{4}-\d{2})/.exec(name) ?? [];
      for (const row of objects) {
        expect((row['time'] as Date).toISOString().slice(0, 7)).toBe(month);
      }
      read.push(...objects);
      const { key_value_metadata } = parquetMetadata(bytes.buffer);
      expect(key_value_metadata).toContainEqual({ key: 'model.classic', value: '1' });
    }
    const back = read.map(
      (row) => ({ ...row, time: (row['time'] as Date).getTime() }) as unknown as ExportRow,
    );
    expect(inOrder(back)).toEqual(inOrder(rows).map((row) => narrowed(plain(row))));
  });
});

it('the board as JSON scores the same again, to its inputs', async () => {
  const target = memoryTarget();
  const board = boardOf(END_MS);
  await exportBoard([board], 'json', target, job);
  const text = textOf(target, only(target));
  expectSameScores(text);
  const read = JSON.parse(text) as ExportRow[];
  board.perpStates.forEach(({ inputs }, index) => expect(read[index]).toMatchObject(inputs));
});

describe('the board as CSV', () => {
  const NAME = '币安人生USDT';
  const board = boardOf(END_MS);
  const thresholds = { lean: 1, stretched: 2, stressed: 3 };

  async function cellsOf(boards: readonly VenueBoard[], style: BoardStyle = {}) {
    const target = memoryTarget();
    await exportBoard(boards, 'csv', target, job, style);
    const [head = '', ...lines] = linesOf(target);
    const names = head.split(',');
    const read = lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
    });
    return { name: only(target), lines, read };
  }

  const named = (symbol: string): VenueBoard => ({
    ...board,
    perpStates: board.perpStates.slice(0, 1).map((s) => ({ ...s, perp: { ...s.perp, symbol } })),
  });

  it('says side, band and regime as the user sees them, the time, and the worth in dollars', async () => {
    const { read } = await cellsOf([board], { thresholds });
    board.perpStates.forEach(({ inputs, openInterest, reading }, index) => {
      const { classic, crowding } = scoreAll(inputs);
      expect(read[index]).toMatchObject({
        timeUtc: '2026-02-08 12:00:00',
        classicScore: String(classic.score),
        classicSide: classic.bias,
        classicBand: bandOf(classic.score, thresholds),
        classicRegime: classic.regime,
        crowdingSide: crowding.bias,
        crowdingBand: bandOf(crowding.score, thresholds),
        crowdingRegime: crowding.regime,
      });
      const worth = (openInterest?.baseQty ?? 0) * (reading?.markPrice ?? 0);
      expect(Number(read[index]?.['openInterestUsd'])).toBeCloseTo(worth, 1);
    });
  });

  it('counts a position once where the venue counts both its sides', async () => {
    const [perpState = fail()] = board.perpStates;
    const twice = { ...perpState, perp: { ...perpState.perp, openInterestSides: 2 as const } };
    const { read } = await cellsOf([{ ...board, perpStates: [perpState, twice] }]);
    const [one = 0, half = 0] = read.map((row) => Number(row['openInterestUsd']));
    expect(half).toBeCloseTo(one / 2, 1);
  });

  it('leaves the unknown empty, never 0 or a side', async () => {
    const [perpState = fail()] = board.perpStates;
    const empty = { ...perpState, reading: null, openInterest: null, inputs: NO_INPUTS };
    const { read } = await cellsOf([{ ...board, perpStates: [empty] }]);
    for (const name of [
      'openInterestUsd',
      'classicScore',
      'classicSide',
      'classicBand',
      'crowdingRegime',
    ])
      expect(read[0]?.[name], name).toBe('');
  });

  it('is named by what is in it', async () => {
    const okx = { ...board, venue: 'okx' as const, asOfMs: END_MS - 60_000 };
    const { name } = await cellsOf([board, okx], { version: '1.2.3' });
    expect(name).toBe('pressure-board-binance-okx-2026-02-08-1200Z-v1.2.3.csv');
  });

  it('keeps names that are not ASCII', async () => {
    expect((await cellsOf([named(NAME)])).read[0]?.['symbol']).toBe(NAME);
  });

  it.each(['=1+1', '+1', '-1+cmd', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("x")'])(
    'makes no formula of a name such as %j',
    async (symbol) => {
      const { lines } = await cellsOf([named(symbol)]);
      expect(lines.join('\r\n')).toContain(`binance,"'${symbol.replaceAll('"', '""')}",2026`);
    },
  );

  it.each(['A"B', 'A,B', 'A\rB', 'A\nB', ' A'])('quotes a name such as %j', async (symbol) => {
    const { lines } = await cellsOf([named(symbol)]);
    expect(lines.join('\r\n')).toContain(`binance,"${symbol.replaceAll('"', '""')}",2026`);
  });
});

it('a cancelled export leaves no file, and neither does a full disk', async () => {
  const choice = { venues: [VENUE], days: DAYS, nowMs: END_MS, format: 'csv' } as const;
  const cancel = new AbortController();
  const target = memoryTarget(() => cancel.abort());
  await expect(
    exportHistory(history.database, choice, target, { ...job, signal: cancel.signal }),
  ).rejects.toThrow('aborted');
  const full = memoryTarget(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(exportHistory(history.database, choice, full, job)).rejects.toThrow('full');
  for (const { files, aborted } of [target, full]) {
    expect(files.size).toBe(0);
    expect(aborted).toHaveLength(1);
  }
});

const WINDOWS = [
  ['oi1hPct', 1],
  ['oi4hPct', 4],
  ['oi24hPct', 24],
] as const;

function isFine({ stepMinutes }: ExportRow): boolean {
  return stepMinutes === 5;
}

/** JSON knows no −0. */
function plain(row: ExportRow): ExportRow {
  return JSON.parse(JSON.stringify(row)) as ExportRow;
}

/** What was measured is 32-bit in Parquet. */
function narrowed(row: ExportRow): ExportRow {
  const measured = EXPORT_COLUMNS.filter(([, kind]) => kind === 'measured').map(([name]) => name);
  const fields = measured.map((name) => {
    const value = row[name];
    return [name, typeof value === 'number' ? Math.fround(value) : null];
  });
  return { ...row, ...(Object.fromEntries(fields) as Partial<ExportRow>) };
}

/** Through the file that `npm run board -- --inputs` reads. */
function expectSameScores(text: string): void {
  const file = join(mkdtempSync(join(tmpdir(), 'export-')), 'rows.json');
  writeFileSync(file, text);
  const entries = entriesFromFile(file);
  const read = JSON.parse(text) as ExportRow[];
  expect(entries).toHaveLength(read.length);
  entries.forEach(({ scores }, index) => {
    for (const model of ['classic', 'crowding'] as const) {
      const { score, raw, coverage } = scores[model];
      const row = read[index];
      expect(row?.[`${model}Coverage`]).toBe(coverage);
      expect(row?.[`${model}Score`]).toBe(coverage > 0 ? score : null);
      const expectedRaw: unknown = coverage > 0 ? expect.closeTo(raw, 6) : null;
      expect(row?.[`${model}Raw`]).toEqual(expectedRaw);
    }
  });
}
