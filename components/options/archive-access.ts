/** Data out and in, as the options page needs it; the entrypoint loads it when it is asked for. */
import type { Thresholds } from '../../lib/domain/band';
import type { VenueBoard } from '../../lib/domain/board';
import type { VenueId } from '../../lib/domain/venue';
import type { Settings } from '../../lib/settings/settings';

export const EXPORT_FORMATS = ['csv', 'json', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Job {
  onProgress: (done: number, wanted: number) => void;
  signal: AbortSignal;
}

export interface Exported {
  files: number;
  rows: number;
}

export interface BackedUp {
  records: number;
  /** That no restore could take. */
  leftOut: number;
}

export const RESTORE_PROBLEMS = [
  'not_backup',
  'newer',
  'cut_short',
  'damaged',
  'settings',
  'record',
  'no_room',
] as const;
export type RestoreProblem = (typeof RESTORE_PROBLEMS)[number];

export type Restored =
  | { settings: Settings; createdAtMs: number; records: number }
  | { problem: RestoreProblem; details: readonly string[] };

/** How a spreadsheet's language writes numbers: `0.5` with commas between cells, or `0,5` with semicolons. */
export const CSV_NUMBERS = ['point', 'comma'] as const;
export type CsvNumbers = (typeof CSV_NUMBERS)[number];

/** A row for every sample, or for each hour or day. */
export const GRAINS = ['all', 'hour', 'day'] as const;
export type Grain = (typeof GRAINS)[number];

export interface HistoryChoice {
  venues: readonly VenueId[];
  days: number;
  format: ExportFormat;
  numbers: CsvNumbers;
  grain: Grain;
}

/** At most. */
export interface HistorySize {
  rows: number;
  bytes: number;
}

/** Rows of one sheet, without its head, in Excel and Calc. */
export const SHEET_ROWS = 1_048_575;

/** Within the handler of a click: the browser may ask where to put it. Null: the person picked no place. */
export interface ArchiveAccess {
  saveBoard: (
    boards: readonly VenueBoard[],
    format: ExportFormat,
    style: { numbers: CsvNumbers; thresholds: Thresholds },
    job: Job,
  ) => Promise<Exported | null>;
  saveHistory: (choice: HistoryChoice, job: Job) => Promise<Exported | null>;
  /** What `saveHistory` would write. Null: nothing is recorded. */
  historySize: (choice: HistoryChoice) => Promise<HistorySize | null>;
  saveBackup: (settings: Settings, job: Job) => Promise<BackedUp | null>;
  /** All of the file checked, and nothing changed. */
  check: (file: File, job: Job) => Promise<Restored>;
  /** Everything replaced by the file's, or nothing. */
  restore: (file: File, job: Job) => Promise<Restored>;
}
