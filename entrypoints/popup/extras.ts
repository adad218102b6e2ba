/** What the board shows beside its data: the venues' names, pages and request costs. Loaded after the first rows. */
import type { Extras } from '../../components/board/access';
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
