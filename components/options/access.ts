/** What the options page needs from outside; the entrypoint passes it in. */
import type { VenueBoard } from '../../lib/domain/board';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import type { Settings } from '../../lib/settings/settings';

export interface SettingsAccess {
  read: () => Promise<Settings>;
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
  reset: () => Promise<Settings>;
}

export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
}

export interface BoardAccess {
  read: (signal: AbortSignal) => Promise<StoredBoards>;
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

export interface VenueChoice {
  id: VenueId;
  name: string;
  onByDefault: boolean;
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
  /** What the venue allows one address. */
  publishedPerMinute: number;
}

export interface About {
  version: string;
  permissions: readonly string[];
  /** Origins we send requests to. */
  apiOrigins: readonly string[];
  /** Where the badge can appear. */
  pages: readonly string[];
}

export interface OptionsAccess {
  settings: SettingsAccess;
  board: BoardAccess;
  venues: readonly VenueChoice[];
  refreshCosts: (boards: readonly VenueBoard[], settings: Settings) => RefreshCost[];
  /** Stored bytes of one symbol's day. */
  bytesPerSymbolDay: number;
  about: About;
  /** Hands `text` to the person as a file. */
  saveFile: (name: string, text: string) => void;
}

/** What each section gets. */
export interface SectionProps {
  settings: Settings;
  change: (change: (settings: Settings) => Settings) => void;
  stored: BoardState;
  access: OptionsAccess;
}

/** `boards` is null until the first read ends. */
export interface BoardState {
  boards: StoredBoards | null;
  failed: boolean;
}
