/**
 * What a venue is to the rest of the house. A folder beside this file implements it; the registry lists it.
 * Every function parses what the venue sent before anything inside sees it, and throws only VenueError.
 */
import type { Perp } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import type { Budget, Cost } from '../http/budget';
import type { HttpClient } from '../http/client';
import type { Stated } from '../http/stated';
import type { RequestSite, VenueError } from '../http/venue-error';

/** A part of a call that failed while the rest is good, and the rows that could not be read. */
export interface Losses {
  errors: VenueError[];
  droppedRows: number;
}

/** What the venue trades now. Perpetuals only; what is not traded yet, or no more, is left out. */
export interface Listing extends Losses {
  perps: Perp[];
  /** Where a part of it was lost: what of those known before belongs to that part, and stays. Absent: nothing. */
  isLost?: (known: Perp) => boolean;
}

/** Prices, funding and volume of all symbols, at bulk cost. */
export interface Snapshot extends Losses {
  readings: Reading[];
  /** Filled by venues that send it in bulk. */
  openInterest: ReadonlyMap<string, OpenInterest>;
  /** Listed as trading, yet the prices show that they are settled: they leave the board. */
  settled: readonly string[];
  /** The venue's clock when it answered, ms; null when it does not say. */
  venueTimeMs: number | null;
}

/** What venues with one request per symbol offer. */
export interface PerSymbol<T> {
  /** Of one request. */
  cost: Cost;
  fetch(http: HttpClient, perp: Perp, signal: AbortSignal): Promise<T>;
}

/** A stretch of the past that one request answers: fromMs ≤ time < toMs, on the venue's clock. */
export interface Page {
  fromMs: number;
  toMs: number;
}

/**
 * Open interest of a moment when perhaps we were not there, with the price of that moment where the same row tells it
 * (null, or left out: it does not). So far only Gate's does. Bybit tells coins, Binance and OKX coins and their worth in
 * dollars: what is one by the other is a price that nobody published, so there it stays missing.
 */
export interface PastOpenInterest extends OpenInterest {
  /** In quote currency. */
  markPrice?: number | null;
}

/** What a venue remembers of a symbol's open interest. */
export interface Memory extends PerSymbol<PastOpenInterest[]> {
  /** How long, ms. What is older is not asked for: some refuse it. */
  reachMs: number;
  /** The longest page, ms. */
  pageMs: number;
  /** Oldest first: the last 24 h or more; of a page what is known of it, perhaps nothing, perhaps some from after it. */
  fetch(
    http: HttpClient,
    perp: Perp,
    signal: AbortSignal,
    page?: Page,
  ): Promise<PastOpenInterest[]>;
}

/** A market that others run on the venue, and the coins in it, without the market's own prefix. */
export interface BuilderMarket {
  name: string;
  coins: readonly string[];
}

/**
 * Markets that others run on a venue, each with a collateral, an oracle and a list of its own. They are asked one by one,
 * where the person wants them; which there are is asked of everybody, so that none is taken for the venue's own.
 */
export interface BuilderMarkets {
  /** Of one request, whichever. */
  cost: Cost;
  list(http: HttpClient, signal: AbortSignal): Promise<BuilderMarket[]>;
  /** What one of them trades now, and its prices. */
  fetch(http: HttpClient, market: string, signal: AbortSignal): Promise<Listing & Snapshot>;
  /** The market that a symbol belongs to; null: the venue's own. */
  marketOf(symbol: string): string | null;
}

export interface Venue {
  id: VenueId;
  name: string;
  /**
   * Origins we send requests to, as host permissions need them. Requests are written for the first; the others serve
   * the same paths, and are tried in this order where the first can't be reached or refuses the place we ask from.
   */
  apiOrigins: readonly [string, ...string[]];
  /** Whether it is on before the user chooses. */
  onByDefault: boolean;
  budgets: readonly Budget[];
  /**
   * What an answer's headers say of the whole address's use of a budget; absent where the venue says nothing of it. The
   * first request after a while is then sent alone, and the others wait for what it says.
   */
  stated?: (site: RequestSite, headers: Headers) => Stated | null;
  listing: {
    cost: Cost;
    /** What the venue states here and not with its prices: then an hour may be too old. Left out: nothing. */
    states?: {
      /** They change at payments: the listing is read again after each moment at which one can fall. */
      fundingPeriods?: true;
      /** They change at any time: the listing is read again where open interest leaps. */
      contractSizes?: true;
    };
    fetch(http: HttpClient, signal: AbortSignal): Promise<Listing>;
  };
  snapshot: {
    cost: Cost;
    /** Throws when prices could not be had; lesser parts that failed are in `errors`. */
    fetch(http: HttpClient, perps: readonly Perp[], signal: AbortSignal): Promise<Snapshot>;
  };
  /** Absent where nobody but the venue lists. */
  builders?: BuilderMarkets;
  /** Null where the snapshot carries it. */
  openInterest: PerSymbol<OpenInterest> | null;
  /** Null where the venue keeps none. */
  openInterestHistory: Memory | null;
}
