import { SITES } from '../../lib/venues/pages';
import type { SitePages } from '../../lib/venues/pages-contract';

/** The site that `url` is of. Asked once: no script outlives a move to another host. */
export function siteOf({ href }: URL): SitePages | undefined {
  return SITES.find(({ matches }) => matches.some((pattern) => expressionOf(pattern).test(href)));
}

/** Our match patterns have stars only where anything may stand. */
function expressionOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
}
