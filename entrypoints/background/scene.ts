/** What pages, badges and the toolbar show. */
import { browser } from 'wxt/browser';
import { FIRST_VIEW, firstView } from '../../lib/board/first-view';
import { createScorer, rankRows } from '../../lib/board/rows';
import type { VenueId } from '../../lib/domain/venue';
import { announceBoardChange } from '../../lib/history/board-changes';
import { venueStatus } from '../../lib/board/venue-status';
import { readSettings } from '../../lib/settings/store';
import type { Scene } from './badges';
import { informBadges } from './badges';
import { enabledVenues, store } from './house';
import { showOnToolbar } from './toolbar';

/** One venue's, for the badges that ask one after another; until what is shown changes, or the worker ends. */
const kept = new Map<VenueId, Promise<Scene>>();

/** The newest board of one venue, with the settings it is shown by. Rejects with the browser's error. */
export function venueScene(venue: VenueId): Promise<Scene> {
  const scene = kept.get(venue) ?? currentScene(venue);
  kept.set(venue, scene);
  scene.catch(() => kept.delete(venue));
  return scene;
}

/** The newest boards, of one venue alone when it is named, with the settings they are shown by. */
export async function currentScene(venue?: VenueId): Promise<Scene> {
  const settings = await readSettings();
  const wanted = enabledVenues(settings).filter(({ id }) => id === (venue ?? id));
  const stored = await Promise.all(wanted.map(({ id }) => store.load(id)));
  return {
    settings,
    boards: stored.flatMap(({ board }) => board ?? []),
    statuses: stored.map(({ state, board }) => venueStatus(state, board, Date.now())),
  };
}

/** Pages, badges and the toolbar, after anything they show has changed. */
export async function showEverywhere(): Promise<void> {
  announceBoardChange();
  kept.clear();
  const scene = await currentScene();
  const rows = rankRows(scene.boards, scene.settings, createScorer());
  const view = firstView(rows, scene);
  // Not waited for: a tab may take as long to answer as it likes.
  informBadges(scene).catch((error: unknown) => {
    console.error('The badges could not be told.', error);
  });
  await Promise.all([
    // Pages alone put the assets of all venues together.
    browser.storage.session.set({ [FIRST_VIEW]: scene.settings.view === 'venues' ? view : null }),
    showOnToolbar(rows, view, Date.now()),
  ]);
}

/**
 * The browser forgets number, tooltip and the popup's first rows when it ends, and a refresh that is not due yet would
 * leave them empty for minutes: what is stored is shown at once.
 */
export async function showAfterRestart(): Promise<void> {
  const left = await browser.storage.session.get(FIRST_VIEW);
  if (!(FIRST_VIEW in left)) await showEverywhere();
}
