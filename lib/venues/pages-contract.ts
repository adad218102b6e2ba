import type { VenueId } from '../domain/venue';

/** The pair a page of a venue shows. `symbol` is the perpetual's; on a spot page it is the perpetual of the same pair. */
export interface ViewedPair {
  venue: VenueId;
  symbol: string;
  market: 'perpetual' | 'spot';
}

/** What the badge knows of a site: which pages, and which pair they show. Depends on nothing, so the badge stays small. */
export interface SitePages {
  /** Match patterns of the site with all its hosts, for the content script and the permission to be there. */
  matches: readonly string[];
  /** The pair at `url`, or null. The worker still checks that the venue lists the symbol. */
  pairAt(url: URL): ViewedPair | null;
  /** The pair in the title, for the pages of this site whose address does not name one. */
  pairInTitle?(url: URL, title: string): ViewedPair | null;
  /** A corner that the site's pages leave free. */
  freeCorner: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
}

/** The site of a venue. */
export interface VenuePages extends SitePages {
  venue: VenueId;
  /** The one venue whose pages carry the badge from the first day, without a permission to be asked for. */
  byDefault?: true;
  /**
   * TradingView's name of this venue (where it has had several, with a blank between them), and our symbol behind its
   * ticker of one of the venue's pairs (without `.P`).
   */
  tradingView: {
    exchange: string;
    symbolOf(ticker: string): string | null;
  };
  /** The venue's own page to trade `symbol`. */
  tradeUrl(symbol: string): string;
}
