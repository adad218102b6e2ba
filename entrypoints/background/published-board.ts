/** The newest boards as pages, badges and the toolbar show them, and how each of these is notified of a change. */
import { browser } from 'wxt/browser';
import { FIRST_VIEW, firstView } from '../../lib/board/first-view';
import type { FirstView } from '../../lib/board/first-view';
import { boardUpdatedAtMs } from '../../lib/board/freshness';
import { createScorer, rankRows } from '../../lib/board/rows';
import type { RankedRow } from '../../lib/board/rows';
import { countFromBand } from '../../lib/board/summary';
import { staleAfterMs } from '../../lib/domain/board';
import type { VenueBoard } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { announceBoardChange } from '../../lib/history/board-changes';
import type { VenueStore } from '../../lib/history/store';
import type { VenueState } from '../../lib/refresh/state';
import { venueStatus } from '../../lib/board/venue-status';
import type { Settings } from '../../lib/settings/settings';
import { readSettings } from '../../lib/settings/store';
import { isVenueOn } from '../../lib/settings/settings';
import type { Venue } from '../../lib/venues/contract';
import { VENUES } from '../../lib/venues/registry';

/** The boards and statuses of the enabled venues, with the settings they are shown by. */
export interface ShownBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  settings: Settings;
}

export interface PublishedBoard {
  /** Reads the boards of all enabled venues, or of `venue` alone. Rejects with the browser's error. */
  read: (venue?: VenueId) => Promise<ShownBoards>;
  /** As `read`, cached until the next `publish`: badges send requests one after another. */
  readCached: (venue: VenueId) => Promise<ShownBoards>;
  /** Notifies pages, badges and the toolbar. Call it after every change of what they show. */
  publish: () => Promise<void>;
  /** Publishes if nothing has been since the browser started: it forgets number, tooltip and first rows when it ends. */
  publishAfterRestart: () => Promise<void>;
}

export function enabledVenues(settings: Settings): Venue[] {
  return VENUES.filter((venue) => isVenueOn(venue, settings));
}

export function createPublishedBoard(
  store: Pick<VenueStore<VenueState>, 'load'>,
  informBadges: (shown: ShownBoards) => Promise<void>,
): PublishedBoard {
  const cache = new Map<VenueId, Promise<ShownBoards>>();

  const read = async (venue?: VenueId): Promise<ShownBoards> => {
    const settings = await readSettings();
    const wanted = enabledVenues(settings).filter(({ id }) => id === (venue ?? id));
    const stored = await Promise.all(wanted.map(({ id }) => store.load(id)));
    return {
      settings,
      boards: stored.flatMap(({ board }) => board ?? []),
      statuses: stored.map(({ state, board }) => venueStatus(state, board, Date.now())),
    };
  };

  const readCached = (venue: VenueId): Promise<ShownBoards> => {
    const cached = cache.get(venue);
    if (cached !== undefined) return cached;
    const reading = read(venue);
    cache.set(venue, reading);
    reading.catch(() => cache.delete(venue));
    return reading;
  };

  const publish = async (): Promise<void> => {
    announceBoardChange();
    cache.clear();
    const shown = await read();
    const rows = rankRows(shown.boards, shown.settings, createScorer());
    const view = firstView(rows, shown);
    // Not awaited: a tab may never answer.
    informBadges(shown).catch((error: unknown) => {
      console.error('The badges could not be informed.', error);
    });
    await Promise.all([
      // Only pages combine the assets of all venues, so that view has no first rows.
      browser.storage.session.set({ [FIRST_VIEW]: shown.settings.view === 'venues' ? view : null }),
      updateToolbar(rows, view, Date.now()),
    ]);
  };

  return {
    read,
    readCached,
    publish,
    async publishAfterRestart() {
      const session = await browser.storage.session.get(FIRST_VIEW);
      if (!(FIRST_VIEW in session)) await publish();
    },
  };
}

const TOOLBAR_RED = '#b3261e';
/** Of a number that may be out of date. */
const TOOLBAR_GREY = '#5f6a7a';

/** Puts the number of stressed symbols on the toolbar icon and explains it in the tooltip. `rows` are all rows. */
async function updateToolbar(
  rows: readonly RankedRow[],
  view: FirstView,
  nowMs: number,
): Promise<void> {
  const { settings } = view;
  const count = countFromBand(rows, settings);
  const staleSinceMs = whenStale(view, nowMs);
  const lines = [
    browser.i18n.getMessage('extension_action'),
    ...(view.summary.ranked === 0 ? [] : [marketLine(count, view)]),
    ...squeezeLines(view.summary.squeeze),
    ...(staleSinceMs === null
      ? []
      : [browser.i18n.getMessage('toolbar_old', dateTime(staleSinceMs))]),
  ];
  await Promise.all([
    browser.action.setBadgeText({ text: count === null || count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({
      color: staleSinceMs === null ? TOOLBAR_RED : TOOLBAR_GREY,
    }),
    browser.action.setTitle({ title: lines.join('\n') }),
  ]);
}

function marketLine(count: number | null, { settings, summary }: FirstView): string {
  const level = settings.toolbarFromBand;
  const market = [String(summary.averageScore), grouped(summary.ranked)];
  if (count === null || level === null || level === 'neutral') {
    return browser.i18n.getMessage('toolbar_average', market);
  }
  const levelName = level === 'squeeze' ? 'level_squeeze' : (`band_${level}` as const);
  return browser.i18n.getMessage(level === 'stressed' ? 'toolbar_count_top' : 'toolbar_count', [
    grouped(count),
    browser.i18n.getMessage(levelName),
    ...market,
  ]);
}

/** How many symbols are a squeeze risk, whatever the number counts. */
function squeezeLines(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? browser.i18n.getMessage('toolbar_squeeze')
      : browser.i18n.getMessage('toolbar_squeezes', grouped(count)),
  ];
}

/** When the board was last updated, ms, if it is stale; else null. */
function whenStale({ boards, statuses, settings }: FirstView, nowMs: number): number | null {
  const atMs = boardUpdatedAtMs(boards, statuses);
  const isStale = atMs !== null && nowMs - atMs > staleAfterMs(settings.refreshPeriodMinutes);
  return isStale ? atMs : null;
}

/** `27 Nov 2026, 14:05`, in the user's locale. */
function dateTime(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
