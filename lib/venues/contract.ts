/**
 * What a venue offers to the rest of the code. Each venue's folder implements it and the registry lists it. Every function
 * validates what the venue sent and rejects with a VenueError only (or the signal's reason).
 */
import type { Perp } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import type { Budget, Cost } from '../http/budget';
import type { HttpClient } from '../http/client';
import type { Stated } from '../http/headers';
import type { RequestSite, VenueError } from '../http/venue-error';

/** What is missing from a result that is otherwise good. */
export interface Losses {
  /** Of requests that failed. */
  errors: readonly VenueError[];
  /** Rows that could not be read. */
  droppedRows: number;
}

/** The perpetuals that trade now; announced, halted and delisted ones are left out. */
export interface Listing extends Losses {
  perps: Perp[];
  /** Where a part failed: whether a known perpetual belongs to it, and so stays. Absent: nothing failed. */
  isLost?: (known: Perp) => boolean;
}

/** Prices, funding and turnover of all symbols, from bulk requests. */
export interface Snapshot extends Losses {
  readings: Reading[];
  /** By symbol; empty where the venue has no bulk open interest. */
  openInterest: ReadonlyMap<string, OpenInterest>;
  /** Symbols that are still listed but settled or delisted, as the prices show: they leave the board. */
  settled: readonly string[];
  /** The venue's clock when it answered, ms; null when it does not state it. */
  venueTimeMs: number | null;
}

/** Data that takes one request per symbol. */
export interface PerSymbol<T> {
  /** Of one request. */
  cost: Cost;
  fetch(http: HttpClient, perp: Perp, signal: AbortSignal): Promise<T>;
}

/** A range of the past that one request covers: fromMs ≤ time < toMs, on the venue's clock. */
export interface Page {
  fromMs: number;
  toMs: number;
}

/**
 * A sample of past open interest, with the price of the same moment where the row states it (else null or absent). Only Gate
 * does. Binance and OKX state coins and their value in USD, but the quotient is a price that nobody published, so it is not used.
 */
export interface PastOpenInterest extends OpenInterest {
  /** In quote currency. */
  markPrice?: number | null;
}

/** A venue's own history of open interest. */
export interface OpenInterestHistory extends PerSymbol<PastOpenInterest[]> {
  /** How long the venue keeps it, ms. Older pages are not requested: some venues reject them. */
  retentionMs: number;
  /** The longest page, ms. */
  pageMs: number;
  /**
   * Samples, oldest first. Without `page` the last 24 h or more; with it what is known of that range: perhaps nothing, perhaps
   * also some samples after it.
   */
  fetch(
    http: HttpClient,
    perp: Perp,
    signal: AbortSignal,
    page?: Page,
  ): Promise<PastOpenInterest[]>;
}

/** A third-party market on a venue, and its base assets without the market's prefix. */
export interface BuilderMarket {
  name: string;
  coins: readonly string[];
}

/**
 * Markets that third parties run on a venue, each with its own collateral, oracle and listing. They are requested one by one, and
 * only if the user wants them; their names always, so that no symbol of theirs is mistaken for one of the venue's.
 */
export interface BuilderMarkets {
  /** Of any one request. */
  cost: Cost;
  list(http: HttpClient, signal: AbortSignal): Promise<BuilderMarket[]>;
  /** Listing and prices of one market. */
  fetch(http: HttpClient, market: string, signal: AbortSignal): Promise<Listing & Snapshot>;
  /** The market of a symbol; null: the venue's own. */
  marketOf(symbol: string): string | null;
}

export interface Venue {
  id: VenueId;
  name: string;
  /**
   * Origins of the API, as host permissions need them. Requests are written for the first; the others serve the same paths and
   * are tried in order when it is unreachable or blocks our region.
   */
  apiOrigins: readonly [string, ...string[]];
  /** Whether it is on before the user chooses. */
  onByDefault: boolean;
  budgets: readonly Budget[];
  /**
   * The use of a rate limit by the whole IP address, from an answer's headers; absent where the venue does not state it. While no
   * statement is current, the first request is sent alone and the others wait for its answer.
   */
  stated?: (site: RequestSite, headers: Headers) => Stated | null;
  listing: {
    cost: Cost;
    /** What only the listing states, and for which an hour may be too old. Absent: nothing. */
    states?: {
      /** Change at payments: the listing is read again after each possible payment. */
      fundingPeriods?: true;
      /** Change at any time: the listing is read again when open interest jumps. */
      contractSizes?: true;
    };
    fetch(http: HttpClient, signal: AbortSignal): Promise<Listing>;
  };
  snapshot: {
    cost: Cost;
    /** Rejects when there are no prices; failures of lesser parts are in `errors`. */
    fetch(http: HttpClient, perps: readonly Perp[], signal: AbortSignal): Promise<Snapshot>;
  };
  /** Absent where all markets are the venue's own. */
  builders?: BuilderMarkets;
  /** Null where the snapshot contains it. */
  openInterest: PerSymbol<OpenInterest> | null;
  /** Null where the venue has none. */
  openInterestHistory: OpenInterestHistory | null;
}
