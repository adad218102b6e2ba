/** The track record's access to the browser, the worker and the database. */
import { browser } from 'wxt/browser';
import type { TrackRecordAccess } from '../../components/track-record/access';
import { boardWorker } from '../../lib/board/board-worker';
import { readPast, readTrails } from '../../lib/history/past-source';
import { settingsStore } from '../../lib/settings/store';
import { storeOwnFigures } from '../../lib/storage/own-figures';
import { VENUES } from '../../lib/venues/registry';

export const doors: TrackRecordAccess = {
  settings: settingsStore,
  venueName: (venue) => VENUES.find(({ id }) => id === venue)?.name ?? venue,
  async whyUnreadable() {
    const { history } = await boardWorker.read();
    return history ?? (boardWorker.isPrivate ? 'private' : 'page');
  },
  readVenues: readTrails,
  past: { read: readPast },
  storeFigures: storeOwnFigures,
  openOptions: () => void browser.runtime.openOptionsPage(),
};
