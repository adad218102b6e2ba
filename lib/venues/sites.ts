/** Where each venue's site is, for those who need to know no more of it: the badge's pages come with its whole code. */
import type { VenueId } from '../domain/venue';

const MATCHES = import.meta.glob<readonly string[]>('./*/pages.ts', {
  eager: true,
  import: 'matches',
});

/** Match patterns of a venue's site; a venue's folder has its id for a name. */
export function siteOf(venue: VenueId): readonly string[] {
  return MATCHES[`./${venue}/pages.ts`] ?? [];
}
