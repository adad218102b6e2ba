/** The match patterns of the venues' sites. Apart from pages.ts, which bundles the code of all `pages`. */
import type { VenueId } from '../domain/venue';

const MATCHES = import.meta.glob<readonly string[]>('./*/pages.ts', {
  eager: true,
  import: 'matches',
});

/** Whether a pattern covers `host`. Patterns here are one host, or a domain with its subdomains, with all paths. */
export function isOnSite(host: string, matches: readonly string[]): boolean {
  return matches.some((pattern) => {
    const [, , of = ''] = pattern.split('/');
    return of.startsWith('*.') ? host === of.slice(2) || host.endsWith(of.slice(1)) : host === of;
  });
}

/** A venue's match patterns. Its folder is named by its id. */
export function matchesOf(venue: VenueId): readonly string[] {
  return MATCHES[`./${venue}/pages.ts`] ?? [];
}
