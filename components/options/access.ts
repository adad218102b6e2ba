/** What the options page needs from outside: the doors that its entrypoint passes in, and what each section gets of them. */
import type { Thresholds } from '../../lib/domain/band';
import type { BoardSource, VenueBoard } from '../../lib/domain/board';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type {
  BackedUp,
  CsvNumbers,
  Exported,
  ExportFormat,
  Grain,
  HistorySize,
  Job,
  RestoreResult,
} from '../../lib/domain/jobs';
import type { VenueId } from '../../lib/domain/venue';
import type { RefreshCost } from '../../lib/domain/venue-status';
import type { Settings, SettingsStore } from '../../lib/settings/settings';
import type { BoardsState } from '../ui/use-stored-boards';

export interface OptionsAccess {
  settings: SettingsStore;
  board: BoardSource;
  venues: readonly VenueOption[];
  tradingView: Hosts;
  hosts: HostAccess;
  refreshCosts: (boards: readonly VenueBoard[], settings: Settings) => RefreshCost[];
  /** Estimated disk use of `days` of history of `symbols` symbols, bytes. */
  historyBytes: (symbols: number, days: number) => number;
  notes: () => Promise<HistoryNotes>;
  protection: Protection;
  /** Replaces a database that cannot be opened by an empty one. Resolves to null, or to what is still wrong. */
  restartHistory: () => Promise<HistoryTrouble | null>;
  about: About;
  /** Downloads `text` as a JSON file. */
  saveFile: (name: string, text: string) => void;
  archive: ArchiveAccess;
}

/** What each section gets. */
export interface SectionProps {
  settings: Settings;
  /** Resolves to whether the change was stored. */
  change: (change: (settings: Settings) => Settings) => Promise<boolean>;
  /** Resolves to whether the defaults were stored. */
  reset: () => Promise<boolean>;
  stored: BoardsState;
  hosts: HostsState;
  access: OptionsAccess;
}

/** Hosts that one permission covers, as match patterns, e.g. `https://api.bybit.com/*`. */
export interface Hosts {
  /** Where requests go. */
  api: readonly string[];
  /** Pages that may show the badge. */
  pages: readonly string[];
}

export interface VenueOption {
  id: VenueId;
  name: string;
  /** Its hosts are granted at installation; those of the others are requested and removed. */
  onByDefault: boolean;
  hosts: Hosts;
}

export interface HostAccess {
  allows: (hosts: Hosts) => Promise<boolean>;
  /** Requests the permission from the user. To be called in a click's handler before any await, or the browser rejects it. */
  request: (hosts: Hosts) => Promise<boolean>;
  remove: (hosts: Hosts) => Promise<void>;
  /** Calls back when permissions are granted or removed, here or in the browser's own settings. */
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

/** Which hosts the browser allows now. */
export interface HostsState {
  /** Null until the browser has answered. */
  allowed: (hosts: Hosts) => boolean | null;
  /** To be called as `HostAccess.request`. */
  request: HostAccess['request'];
  remove: (hosts: Hosts) => void;
}

export interface About {
  version: string;
  permissions: readonly string[];
}

/** What happened to the history as a whole; null: it did not. Times in ms, on this machine's or the exchange's clock. */
export interface HistoryNotes {
  /** Days evicted because the disk was full: when last, and how many. */
  trimmed: { atMs: number; days: number } | null;
  /** Days past their retention: when last deleted, and since when days are there. */
  forgotten: { atMs: number; beforeMs: number } | null;
  /** Unreadable records that were dropped: when last found, and how many. */
  damaged: { atMs: number; records: number } | null;
  /** The whole history, deleted by others than us: when noticed, and what it covered. */
  lost: { atMs: number; fromMs: number; toMs: number } | null;
}

/** Protection against the browser evicting the extension's storage when the disk runs short. */
export interface Protection {
  read: () => Promise<boolean>;
  /** Requests protection; resolves to whether it was granted. */
  request: () => Promise<boolean>;
}

/** Export, backup and restore. To be called in a click's handler: the browser may ask where to save. Null: the user cancelled. */
export interface ArchiveAccess {
  saveBoard: (
    boards: readonly VenueBoard[],
    format: ExportFormat,
    style: { numbers: CsvNumbers; thresholds: Thresholds },
    job: Job,
  ) => Promise<Exported | null>;
  saveHistory: (choice: HistoryExport, job: Job) => Promise<Exported | null>;
  /** What `saveHistory` would write. Null: nothing is recorded. */
  historySize: (choice: HistoryExport) => Promise<HistorySize | null>;
  saveBackup: (settings: Settings, job: Job) => Promise<BackedUp | null>;
  /** Validates the whole file and changes nothing. */
  check: (file: File, job: Job) => Promise<RestoreResult<Settings>>;
  /** Replaces everything by the file's content, or nothing. */
  restore: (file: File, job: Job) => Promise<RestoreResult<Settings>>;
}

export interface HistoryExport {
  venues: readonly VenueId[];
  days: number;
  format: ExportFormat;
  numbers: CsvNumbers;
  grain: Grain;
}
