/**
 * Runs an export: reads rows, writes files where the user picked or as downloads, reports progress, and removes everything when it
 * is cancelled.
 */
import type { Thresholds } from '../domain/band';
import { DEFAULT_THRESHOLDS } from '../domain/band';
import type { VenueBoard } from '../domain/board';
import type { Exported, Job, Grain, ExportFormat, CsvNumbers } from '../domain/jobs';
import { SHEET_ROWS } from '../domain/jobs';
import { DAY_MS, startOfDay } from '../domain/time';
import type { VenueId } from '../domain/venue';
import type { Database } from '../storage/database';
import { parquetEncoder, csvEncoder, jsonEncoder } from './encoders';
import type { Encoder, Sink } from './encoders';
import type { HistoryStretch } from './file-names';
import { boardFile, historyFile } from './file-names';
import { mostRows, symbolsOf } from './history-size';
import {
  boardRows,
  historyRows,
  openInterestSides,
  BOARD_EXPORT_COLUMNS,
  HISTORY_EXPORT_COLUMNS,
} from './rows';
import type { AnyRow, ExportColumn } from './rows';

/** Format and naming of the files. */
interface FileStyle {
  /** The extension's version; absent: not stated. */
  version?: string;
  /** CSV only; absent: decimal point. */
  numbers?: CsvNumbers;
}

export interface BoardStyle extends FileStyle {
  /** The user's thresholds; absent: the defaults. */
  thresholds?: Thresholds;
}

export async function exportBoard(
  boards: readonly VenueBoard[],
  format: ExportFormat,
  target: Target,
  { onProgress, signal }: Job,
  { thresholds = DEFAULT_THRESHOLDS, ...style }: BoardStyle = {},
): Promise<Exported> {
  const files = new Files(format, BOARD_EXPORT_COLUMNS, style, target);
  try {
    await files.next(boardName(boards, format, style));
    for (const [index, board] of boards.entries()) {
      signal.throwIfAborted();
      await files.add(boardRows(board, thresholds));
      onProgress(index + 1, boards.length);
    }
    return await files.end();
  } catch (error) {
    await files.abort();
    throw error;
  }
}

export function boardName(
  boards: readonly VenueBoard[],
  format: ExportFormat,
  { version }: FileStyle = {},
): string {
  const venues = boards.map(({ venue }) => venue);
  return boardFile({ venues, format, version }, Math.max(0, ...boards.map((b) => b.asOfMs)));
}

export interface HistoryChoice extends FileStyle {
  venues: readonly VenueId[];
  /** How many days, including that of `nowMs`. */
  days: number;
  nowMs: number;
  format: ExportFormat;
  /** Absent: every sample. */
  grain?: Grain;
  /** Maximum rows of a spreadsheet without the header; absent: the limit of Excel and Calc. */
  sheetRows?: number;
}

/** By venue, month and symbol. Parquet: a file per venue and month. Else one file in all, or for CSV one per sheet. */
export async function exportHistory(
  database: Database,
  choice: HistoryChoice,
  target: Target,
  { onProgress, signal }: Job,
): Promise<Exported> {
  const { venues, format, grain = 'all', sheetRows = SHEET_ROWS } = choice;
  const { fromMs, toMs } = stretchOf(choice);
  const months = monthsOf(fromMs, toMs);
  const indexes = await Promise.all(venues.map((venue) => symbolsOf(database, venue)));
  const wanted = indexes.reduce((sum, symbols) => sum + symbols.length * months.length, 0);
  const files = new Files(format, HISTORY_EXPORT_COLUMNS, choice, target);
  const sheets = (await isOneFile(database, choice)) ? null : new Sheets(sheetRows);
  let done = 0;
  try {
    if (format !== 'parquet') await files.next(historyName(choice, sheets?.part ?? null));
    for (const [index, venue] of venues.entries()) {
      const sidesOf = await openInterestSides(database, venue);
      for (const month of months) {
        if (format === 'parquet') await files.next(historyName(choice, null, { venue, ...month }));
        for (const symbol of indexes[index] ?? []) {
          signal.throwIfAborted();
          const { fromMs, endMs } = month;
          const sides = sidesOf(symbol);
          const rows = await historyRows(database, venue, symbol, fromMs, endMs, grain, sides);
          if (sheets?.isNew(rows.length) === true)
            await files.next(historyName(choice, sheets.part));
          await files.add(rows);
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

/** Whether all rows certainly fit into the one file of `historyName`. */
export async function isOneFile(database: Database, choice: HistoryChoice): Promise<boolean> {
  if (choice.format !== 'csv') return choice.format === 'json';
  return (await mostRows(database, choice)) <= (choice.sheetRows ?? SHEET_ROWS);
}

export function historyName(
  choice: HistoryChoice,
  part: number | null = null,
  month: { venue: VenueId; fromMs: number; endMs: number } | null = null,
): string {
  const { format, version, nowMs, grain = 'all' } = choice;
  const { fromMs, toMs } = stretchOf(choice);
  const stretch: HistoryStretch = { fromMs, endMs: toMs, nowMs, grain, part };
  return month === null
    ? historyFile({ venues: choice.venues, format, version }, stretch)
    : historyFile(
        { venues: [month.venue], format, version },
        { ...stretch, fromMs: month.fromMs, endMs: month.endMs },
      );
}

function stretchOf({ days, nowMs }: HistoryChoice): { fromMs: number; toMs: number } {
  const toMs = startOfDay(nowMs) + DAY_MS;
  return { fromMs: toMs - days * DAY_MS, toMs };
}

/** A time range split at the beginnings of months, UTC. */
export function monthsOf(fromMs: number, toMs: number): { fromMs: number; endMs: number }[] {
  const months: { fromMs: number; endMs: number }[] = [];
  for (let startMs = fromMs; startMs < toMs;) {
    const date = new Date(startMs);
    const endMs = Math.min(toMs, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1));
    months.push({ fromMs: startMs, endMs });
    startMs = endMs;
  }
  return months;
}

/** Splits rows over files: a spreadsheet drops the rows beyond its limit. */
class Sheets {
  part = 1;
  private rows = 0;

  constructor(private readonly most: number) {}

  /** Counts the rows; true: they begin a new part. */
  isNew(rows: number): boolean {
    const isFull = this.rows > 0 && this.rows + rows > this.most;
    if (isFull) this.part += 1;
    this.rows = isFull ? rows : this.rows + rows;
    return isFull;
  }
}

/** The files of one export, one at a time. A file is opened with its first row, so none is empty. */
class Files {
  private name = '';
  private open: { encoder: Encoder; sink: Sink } | null = null;
  private files = 0;
  private rows = 0;

  constructor(
    private readonly format: ExportFormat,
    private readonly columns: readonly ExportColumn[],
    private readonly style: FileStyle,
    private readonly target: Target,
  ) {}

  /** Closes the current file and begins another. */
  async next(name: string): Promise<void> {
    await this.open?.encoder.end();
    this.open = null;
    this.name = name;
  }

  async add(rows: readonly AnyRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.open === null) {
      const sink = await this.target.open(this.name);
      this.open = { sink, encoder: this.encoderFor(sink) };
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

  private encoderFor(sink: Sink): Encoder {
    if (this.format === 'csv') return csvEncoder(sink, this.columns, this.style.numbers);
    return this.format === 'json'
      ? jsonEncoder(sink, this.columns)
      : parquetEncoder(sink, this.columns);
  }
}

// Where files go. Where the user may pick a place, the bytes are written there; elsewhere they are collected on the disk (the
// origin's own file system; without that, a Blob) and downloaded.

/** Where files go: a folder or a file that was picked, or the browser's downloads. */
export interface Target {
  open(name: string): Promise<Sink>;
}

interface Pickers {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
  showDirectoryPicker(options: {
    id: string;
    mode: 'readwrite';
  }): Promise<FileSystemDirectoryHandle>;
}

/** Must be called in a click's handler. Rejects with an AbortError when the user cancels. */
export async function pickFile(suggestedName: string): Promise<Target> {
  const scope: object = globalThis;
  if (!hasPickers(scope)) return downloads();
  const file = await scope.showSaveFilePicker({ suggestedName });
  return { open: () => sinkInto(file, () => Promise.resolve()) };
}

/** The same, for several files. */
export async function pickFolder(): Promise<Target> {
  const scope: object = globalThis;
  if (!hasPickers(scope)) return downloads();
  const folder = await scope.showDirectoryPicker({ id: 'export', mode: 'readwrite' });
  return {
    async open(name) {
      const file = await folder.getFileHandle(name, { create: true });
      return sinkInto(file, () => folder.removeEntry(name));
    },
  };
}

function hasPickers(scope: object): scope is Pickers {
  return 'showSaveFilePicker' in scope && 'showDirectoryPicker' in scope;
}

async function sinkInto(
  file: FileSystemFileHandle,
  remove: () => Promise<void>,
  onClosed: () => Promise<void> = () => Promise.resolve(),
): Promise<Sink> {
  const stream = await file.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    async close() {
      await stream.close();
      await onClosed();
    },
    async abort() {
      await stream.abort();
      await remove();
    },
  };
}

const GATHERED = 'exports';

async function downloads(): Promise<Target> {
  const folder = await temporaryFolder();
  return {
    async open(name) {
      if (folder === null) return blobSink(name);
      const file = await folder.getFileHandle(name, { create: true });
      return sinkInto(
        file,
        () => folder.removeEntry(name),
        async () => download(name, await file.getFile()),
      );
    },
  };
}

/**
 * An empty temporary folder: files of earlier exports have been downloaded. Null where the browser has no such file
 * system.
 */
async function temporaryFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(GATHERED, { recursive: true }).catch(() => undefined);
    return await root.getDirectoryHandle(GATHERED, { create: true });
  } catch (error) {
    console.warn('Files are gathered in memory.', error);
    return null;
  }
}

function blobSink(name: string): Sink {
  let parts: Blob[] = [];
  return {
    async write(bytes) {
      await Promise.resolve();
      parts.push(new Blob([bytes]));
    },
    async close() {
      await Promise.resolve();
      download(name, new Blob(parts));
    },
    async abort() {
      await Promise.resolve();
      parts = [];
    },
  };
}

function download(name: string, data: Blob): void {
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers may start reading the data shortly after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
