import type { VenuePages } from './pages-contract';

/** The pages of every venue, found in their folders by the bundler, so that adding a venue needs no line here. */
export const VENUE_PAGES: readonly VenuePages[] = Object.values(
  import.meta.glob<VenuePages>('./*/pages.ts', { eager: true, import: 'pages' }),
);
