/** Loaded after the first rows: the venues' names, pages and request costs, and the recorded history. */
import type { Extras } from '../../components/board/access';
import type { HistorySource } from '../../lib/board/store';
import { createTrends } from '../../lib/board/trends';
import { readPast, readTrails } from '../../lib/history/past-source';
import { readOwnFigures } from '../../lib/storage/own-figures';
import { VENUE_PAGES } from '../../lib/venues/pages';
import { VENUES } from '../../lib/venues/registry';

export const extras: Extras = {
  venues: VENUES.map(({ id, name, openInterestHistory }) => ({
    id,
    name,
    historyCost: openInterestHistory?.cost ?? {},
  })),
  tradeUrl: (venue, symbol) =>
    VENUE_PAGES.find((pages) => pages.venue === venue)?.tradeUrl(symbol) ?? null,
};

export const past: HistorySource = {
  read: readPast,
  ownFigures: readOwnFigures,
  trends: async (thresholds, refreshMs) => createTrends(await readTrails(), thresholds, refreshMs),
};
