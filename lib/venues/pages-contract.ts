import type { VenueId } from '../domain/venue';

/**
 * The language or region that a path may begin with: `/en`, `/zh-CN`, `/es-419`, `/fil-PH`, `/zh-Hant-TW`. No list, since
 * exchanges add to it. For case-insensitive patterns.
 */
export const LOCALE = '(?:/[a-z]{2,3}(?:-[a-z\\d]{2,8}){0,3})?';

/** Percent-decoded (coins have names in any script); empty for an invalid encoding. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** Only ASCII letters in upper case, as APIs write symbols: `ı` must not become `I`. */
export function inCapitals(name: string): string {
  return name.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** The pair that a venue's page shows. On a spot page, `symbol` is the perpetual of the same pair. */
export interface ViewedPair {
  venue: VenueId;
  symbol: string;
  market: 'perpetual' | 'spot';
  /** From the title, which may leave out the market. Absent: from the URL. */
  byTitle?: true;
}

/** A site's pages for the badge. Without dependencies, to keep the badge small. */
export interface SitePages {
  /** Match patterns of all its hosts, for the content script and its permission. */
  matches: readonly string[];
  /** The pair at `url`, or null. The worker checks that the venue lists the symbol. */
  pairAt: (url: URL) => ViewedPair | null;
  /** The pair in the title, for pages without one in their URL. */
  pairInTitle?: (url: URL, title: string) => ViewedPair | null;
  /** The corner of the window that the site leaves free. */
  freeCorner: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
}

/** A venue's site. */
export interface VenuePages extends SitePages {
  venue: VenueId;
  /** The one venue on whose pages the badge is without a permission prompt. */
  byDefault?: true;
  /** TradingView's name of this venue (several are separated by blanks), and our symbol for its ticker (without `.P`). */
  tradingView: {
    exchange: string;
    symbolOf: (ticker: string) => string | null;
  };
  /** The venue's trading page of `symbol`. */
  tradeUrl: (symbol: string) => string;
}
