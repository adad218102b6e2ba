/** What the guide needs from outside: the doors that its entrypoint passes in. */
import type { BoardSource } from '../../lib/domain/board';
import type { VenueId } from '../../lib/domain/venue';
import type { SettingsStore } from '../../lib/settings/settings';

export interface GuideAccess {
  settings: Pick<SettingsStore, 'read' | 'watch'>;
  board: BoardSource;
  venueName: (venue: VenueId) => string;
  openOptions: () => void;
}
