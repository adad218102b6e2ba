/** The guide's access to the browser, the worker and the database. */
import { browser } from 'wxt/browser';
import type { GuideAccess } from '../../components/guide/access';
import { boardWorker } from '../../lib/board/board-worker';
import { storedVenueStatus } from '../../lib/board/venue-status';
import { createBoardSource } from '../../lib/history/board-source';
import { settingsStore } from '../../lib/settings/store';
import { VENUES } from '../../lib/venues/registry';

export const doors: GuideAccess = {
  settings: settingsStore,
  board: createBoardSource(storedVenueStatus, boardWorker),
  venueName: (venue) => VENUES.find(({ id }) => id === venue)?.name ?? venue,
  openOptions: () => void browser.runtime.openOptionsPage(),
};
