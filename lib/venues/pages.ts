import type { SitePages, VenuePages } from './pages-contract';
import { tradingViewPages } from './tradingview';

/** The pages of every venue, found in their folders by the bundler, so that adding a venue needs no line here. */
export const VENUE_PAGES: readonly VenuePages[] = Object.values(
  import.meta.glob<VenuePages>('./*/pages.ts', { eager: true, import: 'pages' }),
);

export const TRADING_VIEW: SitePages = tradingViewPages(VENUE_PAGES);

/** Every site that can carry the badge. */
export const SITES: readonly SitePages[] = [...VENUE_PAGES, TRADING_VIEW];
