/** What the options page needs from outside; the entrypoint passes it in. */
import type { VenueBoard } from '../../lib/domain/board';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import type { Settings } from '../../lib/settings/settings';
import type { ArchiveAccess } from './archive-access';

export interface SettingsAccess {
  read: () => Promise<Settings>;
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
  reset: () => Promise<Settings>;
}

export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  /** Why there is no history; null or absent when there is. */
  history?: HistoryTrouble | null;
}

export interface BoardAccess {
  read: (signal: AbortSignal) => Promise<StoredBoards>;
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

/** Addresses the browser lets us at, or not, together; as match patterns, e.g. `https://api.bybit.com/*`. */
export interface Hosts {
  /** Where requests go. */
  api: readonly string[];
  /** Pages that may have the badge. */
  pages: readonly string[];
}

export interface VenueChoice {
  id: VenueId;
  name: string;
  /** Then its hosts came with the installation; those of the others are asked for and given back. */
  onByDefault: boolean;
  hosts: Hosts;
}

export interface HostAccess {
  allows: (hosts: Hosts) => Promise<boolean>;
  /** Has the browser ask the person. Within the handler of a click, before anything is awaited, or it refuses. */
  ask: (hosts: Hosts) => Promise<boolean>;
  giveBack: (hosts: Hosts) => Promise<void>;
  /** Calls back when permissions are given or taken, here or in the browser's own settings. */
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

/** What refreshing costs at one venue, on average. */
export interface RefreshCost {
  venue: VenueId;
  /** Symbols whose open interest is asked in one refresh; 0 where it comes with the prices. */
  symbolsPerRefresh: number;
  symbols: number;
  /** Units of the venue's own limit a minute: ours on average, and our ceiling. */
  perMinute: number;
  ceilingPerMinute: number;
}

export interface About {
  version: string;
  permissions: readonly string[];
}

/** What has to be said about the history as a whole; null: nothing of the kind. Times are of this machine or the exchange. */
export interface HistoryNotes {
  /** Given up because the disk was full: when it last was, and how many days. */
  trimmed: { atMs: number; days: number } | null;
  /** Older than is kept: when some last went, and from when on days are there. */
  forgotten: { atMs: number; beforeMs: number } | null;
  /** Records that could not be read and were dropped: when the last was found. */
  damaged: { atMs: number; records: number } | null;
  /** All of it, gone without our doing: when it was noticed, and what there was. */
  lost: { atMs: number; fromMs: number; toMs: number } | null;
}

/** Against being thrown away by the browser when the disk runs short. */
export interface Protection {
  read: () => Promise<boolean>;
  /** Has the browser protect it; whether it does then. */
  ask: () => Promise<boolean>;
}

export interface OptionsAccess {
  settings: SettingsAccess;
  board: BoardAccess;
  venues: readonly VenueChoice[];
  tradingView: Hosts;
  hosts: HostAccess;
  refreshCosts: (boards: readonly VenueBoard[], settings: Settings) => RefreshCost[];
  /** What so many days of so many symbols take on the disk. */
  historyBytes: (symbols: number, days: number) => number;
  notes: () => Promise<HistoryNotes>;
  protection: Protection;
  /** A new history in the place of one that can't be opened. What is wrong then; null: it has begun. */
  restartHistory: () => Promise<HistoryTrouble | null>;
  about: About;
  /** Hands `text` to the person as a file. */
  saveFile: (name: string, text: string) => void;
  archive: ArchiveAccess;
}

/** What each section gets. */
export interface SectionProps {
  settings: Settings;
  /** Whether it is stored then. */
  change: (change: (settings: Settings) => Settings) => Promise<boolean>;
  stored: BoardState;
  hosts: HostsState;
  access: OptionsAccess;
}

/** What the browser lets us at, as it is now. */
export interface HostsState {
  /** Null until the browser has answered. */
  allowed: (hosts: Hosts) => boolean | null;
  /** To be called as `HostAccess.ask`. */
  ask: HostAccess['ask'];
  giveBack: (hosts: Hosts) => void;
}

/** `boards` is null until the first read ends. */
export interface BoardState {
  boards: StoredBoards | null;
  failed: boolean;
}
