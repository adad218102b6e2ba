/** What is in the history is in each format, to the last bit, and scores the same again. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBKeyRange } from 'fake-indexeddb';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { historyRows } from '../../../lib/export/history-rows';
import type { ExportRow } from '../../../lib/export/row';
import { COLUMNS } from '../../../lib/export/row';
import { exportBoard, exportHistory } from '../../../lib/export/run-export';
import type { Format } from '../../../lib/export/sink';
import { DAY_MS } from '../../../lib/history/records';
import { entriesFromFile } from '../../tools/board/inputs-file';
import { boardOf, coinsOf, SYMBOLS, VENUE } from '../history/truth';
import { memoryTarget, textOf } from './memory';
import type { MemoryTarget } from './memory';
import type { Recorded } from './recorded';
import { DAYS, END_MS, recorded, START_MS } from './recorded';

const job = { onProgress: () => {}, signal: new AbortController().signal };
let history: Recorded;
let rows: ExportRow[];

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  history = await recorded();
  rows = [];
  for (const symbol of SYMBOLS.slice(0, 5).toSorted()) {
    rows.push(...(await historyRows(history.raw, VENUE, symbol, START_MS, END_MS + DAY_MS)));
  }
});

async function exported(format: Format): Promise<MemoryTarget> {
  const target = memoryTarget();
  const choice = { venues: [VENUE], days: DAYS, nowMs: END_MS, format };
  const { rows: count, files } = await exportHistory(history.raw, choice, target, job);
  expect({ count, files }).toEqual({ count: rows.length, files: target.files.size });
  return target;
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
    expect(only(target)).toBe('pressure-history-2026-01-30-2026-02-08.csv');
    const [head, ...lines] = textOf(target, only(target)).trimEnd().split('\r\n');
    const names = COLUMNS.map(([name]) => name);
    expect(head).toBe(names.join(','));
    const read = lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(
        COLUMNS.map(([name, kind], index) => {
          const cell = cells[index] ?? '';
          return [name, cell === '' ? null : kind === 'text' ? cell : Number(cell)];
        }),
      ) as ExportRow;
    });
    expect(inOrder(read)).toEqual(inOrder(rows).map(plain));
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
      'pressure-history-binance-2026-01.parquet',
      'pressure-history-binance-2026-02.parquet',
    ]);
    const read: Record<string, unknown>[] = [];
    for (const [name, bytes] of target.files) {
      const objects = await parquetReadObjects({ file: bytes.buffer });
      const month = name.slice(-'2026-01.parquet'.length, -'.parquet'.length);
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
  board.standings.forEach(({ inputs }, index) => expect(read[index]).toMatchObject(inputs));
});

it('a cancelled export leaves no file, and neither does a full disk', async () => {
  const choice = { venues: [VENUE], days: DAYS, nowMs: END_MS, format: 'csv' } as const;
  const cancel = new AbortController();
  const target = memoryTarget(() => cancel.abort());
  await expect(
    exportHistory(history.raw, choice, target, { ...job, signal: cancel.signal }),
  ).rejects.toThrow('aborted');
  const full = memoryTarget(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(exportHistory(history.raw, choice, full, job)).rejects.toThrow('full');
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
  const measured = COLUMNS.filter(([, kind]) => kind === 'measured').map(([name]) => name);
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
      if (coverage > 0) expect(row?.[`${model}Raw`]).toBeCloseTo(raw, 6);
    }
  });
}
