/** Exports, backups and restores: their options, progress and results. */

/** A long task: it reports its progress in any unit, and stops with the signal's reason when aborted. */
export interface Job {
  onProgress: (done: number, wanted: number) => void;
  signal: AbortSignal;
}

export const EXPORT_FORMATS = ['csv', 'json', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How a spreadsheet's language writes numbers: `0.5` with commas between cells, or `0,5` with semicolons. */
export const CSV_NUMBERS = ['point', 'comma'] as const;
export type CsvNumbers = (typeof CSV_NUMBERS)[number];

/** A row for every sample, or the first of each hour or day (UTC). */
export const GRAINS = ['all', 'hour', 'day'] as const;
export type Grain = (typeof GRAINS)[number];

export interface Exported {
  files: number;
  rows: number;
}

/** Upper bounds: a closed browser has recorded less. */
export interface HistorySize {
  rows: number;
  bytes: number;
}

/** Excel's and Calc's sheets have 1,048,576 rows; one is the header. https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
export const SHEET_ROWS = 1_048_575;

export interface BackedUp {
  records: number;
  /** Invalid records that no restore would accept. */
  leftOut: number;
}

export const RESTORE_PROBLEMS = [
  /** Not a backup of this extension. */
  'not_backup',
  /** Made by a newer version. */
  'newer',
  /** It ends too early. */
  'cut_short',
  /** A checksum does not match. */
  'damaged',
  /** Complete, but the settings are invalid. */
  'settings',
  /** Complete, but a record is invalid. */
  'record',
  /** Valid, but it does not fit on the disk. */
  'no_room',
] as const;
export type RestoreProblem = (typeof RESTORE_PROBLEMS)[number];

/** A valid backup's content, or a problem as a code that the page has a sentence for; `details` are its placeholders. */
export type RestoreResult<Settings> =
  | { settings: Settings; createdAtMs: number; records: number }
  | { problem: RestoreProblem; details: readonly string[] };
