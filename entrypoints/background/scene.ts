/** What pages, badges and the toolbar show. */
import type { VenueId } from '../../lib/domain/venue';
import { announceBoardChange } from '../../lib/history/board-changes';
import { scoredRows } from '../../lib/scoring/rank';
import { readSettings } from '../../lib/settings/store';
import type { Scene } from './badges';
import { informBadges } from './badges';
import { enabledVenues, store } from './house';
import { showOnToolbar } from './toolbar';

/** The newest boards, of one venue alone when it is named, with the settings they are shown by. */
export async function currentScene(venue?: VenueId): Promise<Scene> {
  const settings = await readSettings();
  const wanted = enabledVenues(settings).filter(({ id }) => id === (venue ?? id));
  const stored = await Promise.all(wanted.map(({ id }) => store.load(id)));
  return {
    settings,
    boards: stored.flatMap(({ board }) => board ?? []),
    clockSkewMs: new Map(stored.map(({ state }) => [state.venue, state.clockSkewMs])),
  };
}

/** Pages, badges and the toolbar, after anything they show has changed. */
export async function showEverywhere(): Promise<void> {
  announceBoardChange();
  const scene = await currentScene();
  const rows = scoredRows(scene.boards);
  await Promise.all([informBadges(scene), showOnToolbar(rows, scene.settings)]);
}
