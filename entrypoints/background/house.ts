/** What every event needs, made anew for each worker: nothing in here outlives it but the database. */
import type { VenueId } from '../../lib/domain/venue';
import { announceBoardChange } from '../../lib/history/board-changes';
import { Database } from '../../lib/history/database';
import { createVenueStore } from '../../lib/history/store';
import { createHttpClient } from '../../lib/http/client';
import type { RefreshContext } from '../../lib/refresh/context';
import { scoredRows } from '../../lib/scoring/rank';
import type { Settings } from '../../lib/settings/settings';
import { readSettings } from '../../lib/settings/store';
import { isVenueOn } from '../../lib/settings/venues';
import { VENUES } from '../../lib/venues/registry';
import type { Venue } from '../../lib/venues/contract';
import { informBadges } from './badges';
import type { Scene } from './badges';
import { firstSymbols } from './first-symbols';
import { isPermitted } from './permissions';
import { sleep } from './sleep';
import { showOnToolbar } from './toolbar';

const store = createVenueStore(new Database());
const http = createHttpClient({ fetch: (url, init) => fetch(url, init), now: Date.now });

export function enabledVenues(settings: Settings): Venue[] {
  return VENUES.filter((venue) => isVenueOn(venue, settings));
}

export function refreshContext(venue: Venue, settings: Settings): RefreshContext {
  return {
    venue,
    store,
    http,
    isPermitted: () => isPermitted(venue),
    now: Date.now,
    measureClock: (venueTimeMs, nowMs) => venueTimeMs && venueTimeMs - nowMs,
    sleep,
    random: Math.random,
    universe: settings.universe,
    periodMinutes: settings.refreshPeriodMinutes,
    historyDays: settings.historyDays,
    firstSymbols: () => firstSymbols(venue.id),
    announce: showEverywhere,
    signal: new AbortController().signal,
  };
}

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
