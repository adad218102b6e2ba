import type { VenueId } from '../domain/venue';

/** The pair a page of a venue shows. `symbol` is the perpetual's; on a spot page it is the perpetual of the same pair. */
export interface ViewedPair {
  venue: VenueId;
  symbol: string;
  market: 'perpetual' | 'spot';
}

/** What the badge knows of a venue: which pages, and which pair a URL shows. Depends on nothing, so the badge stays small. */
export interface VenuePages {
  venue: VenueId;
  /** Match patterns of the venue's site, for the content script. */
  matches: readonly string[];
  /** The pair at `url`, or null. The worker still checks that the venue lists the symbol. */
  pairAt(url: URL): ViewedPair | null;
  /** The venue's own page to trade `symbol`. */
  tradeUrl(symbol: string): string;
  /** A corner that the venue's page leaves free. */
  freeCorner: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
}
