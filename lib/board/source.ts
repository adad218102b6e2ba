/** Where the board's data and settings come from. The page that mounts the board passes them in. */
import type { VenueBoard } from '../domain/board';
import type { HistoryTrouble } from '../domain/history-trouble';
import type { VenueStatus } from '../domain/venue-status';
import type { Settings } from '../settings/settings';

export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  /** Why there is no history; null or absent when there is. */
  history?: HistoryTrouble | null;
}

export interface BoardSource {
  /** The newest stored boards and venue states; resolves fast (one IndexedDB read, no worker). */
  read(signal: AbortSignal): Promise<StoredBoards>;
  /** Calls back whenever a board or status was written. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

export interface SettingsSource {
  read: () => Promise<Settings>;
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
}
