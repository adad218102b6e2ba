import type { VenueId } from '../domain/venue';

/**
 * The language or region that a path may begin with: `/en`, `/zh-CN`, `/es-419`, `/fil-PH`, `/zh-Hant-TW`. A kind, not a
 * list: exchanges add to it without a word. For a pattern without regard to case.
 */
export const LOCALE = '(?:/[a-z]{2,3}(?:-[a-z\\d]{2,8}){0,3})?';

/** As it reads; empty where it is no valid encoding. Names of coins are in any script. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** As interfaces write symbols: ASCII letters in upper case, others as they are (`ı` must not become an `I`). */
export function inCapitals(name: string): string {
  return name.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** The pair a page of a venue shows. `symbol` is the perpetual's; on a spot page it is the perpetual of the same pair. */
export interface ViewedPair {
  venue: VenueId;
  symbol: string;
  market: 'perpetual' | 'spot';
  /** Read from a title, which may leave out whose market it is. Absent: from the address. */
  byTitle?: true;
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
