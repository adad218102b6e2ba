/** Data out and in, as the options page needs it; the entrypoint loads it when it is asked for. */
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

/** Within the handler of a click: the browser may ask where to put it. Null: the person picked no place. */
export interface ArchiveAccess {
  saveBoard: (
    boards: readonly VenueBoard[],
    format: ExportFormat,
    job: Job,
  ) => Promise<Exported | null>;
  saveHistory: (
    venues: readonly VenueId[],
    days: number,
    format: ExportFormat,
    job: Job,
  ) => Promise<Exported | null>;
  saveBackup: (settings: Settings, job: Job) => Promise<BackedUp | null>;
  /** Everything replaced by the file's, or nothing. */
  restore: (file: File, job: Job) => Promise<Restored>;
}
