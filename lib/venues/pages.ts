import type { SitePages, VenuePages } from './pages-contract';
import { tradingViewPages } from './tradingview';

/** `pages` of all venues, found by the bundler, so that a new venue needs no line here. */
export const VENUE_PAGES: readonly VenuePages[] = Object.values(
  import.meta.glob<VenuePages>('./*/pages.ts', { eager: true, import: 'pages' }),
);

export const TRADING_VIEW: SitePages = tradingViewPages(VENUE_PAGES);

/** All sites on which the badge can be. */
export const SITES: readonly SitePages[] = [...VENUE_PAGES, TRADING_VIEW];
