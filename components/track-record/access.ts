/** What the track record needs from outside; the entrypoint passes it in. */
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { VenueId } from '../../lib/domain/venue';
import type { Settings } from '../../lib/settings/settings';
import type { PastSource } from '../../lib/track-record/collect';

export interface RecordedVenue {
  venue: VenueId;
  symbols: readonly string[];
}

export interface TrackRecordAccess {
  settings: {
    read: () => Promise<Settings>;
    watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  };
  venueName: (venue: VenueId) => string;
  /** Why the history can't be read, once `readVenues` has failed. */
  whyUnreadable: () => Promise<HistoryTrouble>;
  /** Venues with any history; none before the first refresh. */
  readVenues: () => Promise<RecordedVenue[]>;
  past: PastSource;
  openOptions: () => void;
}
