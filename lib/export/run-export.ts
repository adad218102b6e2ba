/** An export from beginning to end: rows read, files written, progress told, everything taken back when it is cancelled. */
import type { VenueBoard } from '../domain/board';
import type { VenueId } from '../domain/venue';
import { stored } from '../history/existing';
import { DAY_MS, dayOf } from '../history/records';
import { soundIndex } from '../history/sound';
import { boardRows } from './board-rows';
import { historyRows } from './history-rows';
import { monthsOf } from './months';
import { parquetEncoder } from './parquet';
import type { ExportRow } from './row';
import type { Encoder, Format, Sink, Target } from './sink';
import { csvEncoder, jsonEncoder } from './text';

export interface Job {
  onProgress: (done: number, wanted: number) => void;
  signal: AbortSignal;
}

/** What came of it. */
export interface Exported {
  files: number;
  rows: number;
}

const ENCODERS = { csv: csvEncoder, json: jsonEncoder, parquet: parquetEncoder };

export async function exportBoard(
  boards: readonly VenueBoard[],
  format: Format,
  target: Target,
  { onProgress, signal }: Job,
): Promise<Exported> {
  const files = new Files(format, target);
  try {
    await files.next(boardFile(boards, format));
    for (const [index, board] of boards.entries()) {
      signal.throwIfAborted();
      await files.add(boardRows(board));
      onProgress(index + 1, boards.length);
    }
    return await files.end();
  } catch (error) {
    await files.abort();
    throw error;
  }
}

export interface HistoryChoice {
  venues: readonly VenueId[];
  /** The last days, with the one of `nowMs`. */
  days: number;
  nowMs: number;
  format: Format;
}

/** Venue by venue, month by month, symbol by symbol: one file in all, or for Parquet one per venue and month. */
export async function exportHistory(
  database: IDBDatabase,
  choice: HistoryChoice,
  target: Target,
  { onProgress, signal }: Job,
): Promise<Exported> {
  const { venues, days, nowMs, format } = choice;
  const toMs = dayOf(nowMs) + DAY_MS;
  const months = monthsOf(toMs - days * DAY_MS, toMs);
  const indexes = await Promise.all(venues.map((venue) => symbolsOf(database, venue)));
  const wanted = indexes.reduce((sum, symbols) => sum + symbols.length * months.length, 0);
  const files = new Files(format, target);
  let done = 0;
  try {
    if (format !== 'parquet') await files.next(historyFile(choice));
    for (const [index, venue] of venues.entries()) {
      for (const { name, fromMs, endMs } of months) {
        if (format === 'parquet') await files.next(`pressure-history-${venue}-${name}.parquet`);
        for (const symbol of indexes[index] ?? []) {
          signal.throwIfAborted();
          await files.add(await historyRows(database, venue, symbol, fromMs, endMs));
          onProgress((done += 1), wanted);
        }
      }
    }
    return await files.end();
  } catch (error) {
    await files.abort();
    throw error;
  }
}

async function symbolsOf(database: IDBDatabase, venue: VenueId): Promise<readonly string[]> {
  const store = database.transaction('symbols', 'readonly').objectStore('symbols');
  return soundIndex(await stored<unknown>(store.get(venue)))?.symbols.toSorted() ?? [];
}

/** The files of one export, one after the other. A file is opened with its first row: there are no empty ones. */
class Files {
  private name = '';
  private open: { encoder: Encoder; sink: Sink } | null = null;
  private files = 0;
  private rows = 0;

  constructor(
    private readonly format: Format,
    private readonly target: Target,
  ) {}

  /** Closes the file before, and begins another. */
  async next(name: string): Promise<void> {
    await this.open?.encoder.end();
    this.open = null;
    this.name = name;
  }

  async add(rows: readonly ExportRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.open === null) {
      const sink = await this.target.open(this.name);
      this.open = { sink, encoder: ENCODERS[this.format](sink) };
      this.files += 1;
    }
    await this.open.encoder.add(rows);
    this.rows += rows.length;
  }

  async end(): Promise<Exported> {
    await this.open?.encoder.end();
    this.open = null;
    return { files: this.files, rows: this.rows };
  }

  async abort(): Promise<void> {
    await this.open?.sink.abort();
    this.open = null;
  }
}

export function boardFile(boards: readonly VenueBoard[], format: Format): string {
  return `pressure-board-${dateOf(boards[0]?.asOfMs ?? 0)}.${format}`;
}

export function historyFile({ days, nowMs, format }: HistoryChoice): string {
  const firstMs = dayOf(nowMs) - (days - 1) * DAY_MS;
  return `pressure-history-${dateOf(firstMs)}-${dateOf(nowMs)}.${format}`;
}

function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
