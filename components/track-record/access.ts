/** What the track record needs from outside: the doors that its entrypoint passes in. */
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { OwnFigures } from '../../lib/domain/own-figures';
import type { VenueId } from '../../lib/domain/venue';
import type { SettingsStore } from '../../lib/settings/settings';
import type { PastSource } from '../../lib/track-record/collect';

export interface RecordedVenue {
  venue: VenueId;
  symbols: readonly string[];
}

export interface TrackRecordAccess {
  settings: Pick<SettingsStore, 'read' | 'watch'>;
  venueName: (venue: VenueId) => string;
  /** Why the history can't be read, after `readVenues` has rejected. */
  whyUnreadable: () => Promise<HistoryTrouble>;
  /** Venues with any history; none before the first refresh. */
  readVenues: () => Promise<RecordedVenue[]>;
  past: PastSource;
  /** Keeps what was counted for the symbols' details. Rejects when it can't be written. */
  storeFigures: (venue: VenueId, figures: OwnFigures) => Promise<void>;
  openOptions: () => void;
}
