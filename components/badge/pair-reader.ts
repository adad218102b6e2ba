/** Which pair the page shows: by its address, else by a title that is the address's own. Knows no browser. */
import type { SitePages, ViewedPair } from '../../lib/venues/pages-contract';
import { isSamePair } from './pair-follower';

/**
 * Titles lag behind addresses, and go on ticking with the old pair's price. So what the title says as the page moves is
 * the last address's, until it says something else. `first` is where the page was loaded: that title is its own.
 */
export function createPairReader(
  site: SitePages,
  first: URL,
): (url: URL, title: string) => ViewedPair | null {
  let address = addressOf(first);
  let leftOver: ViewedPair | null = null;
  return (url, title) => {
    const inTitle = site.pairInTitle?.(url, title) ?? null;
    if (addressOf(url) !== address) {
      address = addressOf(url);
      leftOver = inTitle;
    } else if (!isSamePair(inTitle, leftOver)) leftOver = null;
    return site.pairAt(url) ?? (isSamePair(inTitle, leftOver) ? null : inTitle);
  };
}

/** Without the hash, which names no pair anywhere. */
function addressOf({ origin, pathname, search }: URL): string {
  return origin + pathname + search;
}
