import type { VenuePages } from '../../lib/venues/pages-contract';

/** The pages of every venue, found in their folders: adding a venue needs no line here. */
export function pagesOfVenues(): VenuePages[] {
  return Object.values(
    import.meta.glob<VenuePages>('../../lib/venues/*/pages.ts', { eager: true, import: 'pages' }),
  );
}
