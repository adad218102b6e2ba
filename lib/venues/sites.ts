/** Where each venue's site is, for those who need to know no more of it: the badge's pages come with its whole code. */
import type { VenueId } from '../domain/venue';

const MATCHES = import.meta.glob<readonly string[]>('./*/pages.ts', {
  eager: true,
  import: 'matches',
});

/** Whether `host` is of one of the sites; their patterns are a host, or all hosts under a domain, with all its paths. */
export function isOnSite(host: string, matches: readonly string[]): boolean {
  return matches.some((pattern) => {
    const [, , of = ''] = pattern.split('/');
    return of.startsWith('*.') ? host === of.slice(2) || host.endsWith(of.slice(1)) : host === of;
  });
}

/** Match patterns of a venue's site; a venue's folder has its id for a name. */
export function siteOf(venue: VenueId): readonly string[] {
  return MATCHES[`./${venue}/pages.ts`] ?? [];
}
