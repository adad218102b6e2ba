import { SITES } from '../../lib/venues/pages';
import type { SitePages } from '../../lib/venues/pages-contract';

/** The site that `url` is of. Asked once: no script outlives a move to another host. */
export function siteOf({ href }: URL): SitePages | undefined {
  return SITES.find(({ matches }) => matches.some((pattern) => isMatch(href, pattern.split('*'))));
}

/** Not images, feeds and data opened by themselves, which have the site's address but no body that shows anything. */
export function canCarry({ contentType }: Document): boolean {
  return contentType === 'text/html' || contentType === 'application/xhtml+xml';
}

/** Our match patterns have stars only where anything may stand, the last of them at the end. */
function isMatch(href: string, [start = '', ...more]: string[]): boolean {
  let at = href.startsWith(start) ? start.length : -1;
  for (const part of more) {
    if (at >= 0) at = href.indexOf(part, at);
  }
  return at >= 0;
}
