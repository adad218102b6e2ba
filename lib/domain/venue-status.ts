import type { VenueId } from './venue';

/** Why a venue gives no fresh data. Each has its own sentence for people and its own way of waiting. */
export const TROUBLE_KINDS = [
  'offline',
  'timeout',
  'rate-limited',
  'banned',
  'region',
  'nothing-listed',
  'forbidden',
  'redirected',
  'server',
  'not-json',
  'shape',
  'refused',
  'permission',
] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** Whether it is about where the person is: waiting helps nobody, another venue does. */
export function isOfRegion(kind: TroubleKind): boolean {
  return kind === 'region' || kind === 'nothing-listed';
}

export interface Trouble {
  kind: TroubleKind;
  /** One sentence that names the venue, the endpoint and, where known, the field. English; for the curious. */
  detail: string;
  sinceMs: number;
  /** No request is sent before this; null when the next refresh may try. */
  retryAtMs: number | null;
  /** A ban whose length the venue named, and can mean: then not even a person may ask before it is over. */
  isFirm?: boolean;
}

/** What came of a person's asking for fresh data now, as soon as it is known. */
export interface RefreshAnswer {
  venue: VenueId;
  /**
   * `asked`: new prices are there. `busy`: a refresh is under way, this one comes after it. `budget`: what we allow ourselves is
   * used up. `address`: others at this address have used most of the venue's limit. `failed`: a fault of ours. Else the trouble.
   */
  outcome: 'asked' | 'busy' | 'budget' | 'address' | 'failed' | TroubleKind;
  /** When it goes on, ms on this machine's clock; null: at the next refresh, or it has gone on. */
  untilMs: number | null;
  /** Whether asking again, once warned, would be let through. */
  mayInsist: boolean;
}

/** One window of open interest that fills from our own samples. */
export interface CollectingWindow {
  windowMs: number;
  /** When a sample will be as old as the window asks, on this machine's clock; null: there is one. */
  readyAtMs: number | null;
}
export type Collecting = readonly CollectingWindow[];

/** A limit, as far as we use it, and as far as everybody at this address does. */
export interface BudgetStatus {
  id: string;
  used: number;
  /** Our own. */
  ceiling: number;
  windowMs: number;
  /** When what is used becomes free again, soonest first. */
  frees?: { atMs: number; units: number }[];
  /** What the venue said of the address's use last, while that counts; null: nothing. */
  address?: AddressStatus | null;
}

export interface AddressStatus {
  used: number;
  limit: number;
  /** Until when so little is left that we ask for nothing; null: enough is left. */
  heldUntilMs: number | null;
}

/** What the board says about a venue beside its rows. Times are on this machine's clock. */
export interface VenueStatus {
  venue: VenueId;
  /** When the last refresh was completed; null before the first. */
  refreshedAtMs: number | null;
  /** Null when all is well. */
  trouble: Trouble | null;
  /** Open-interest history collected, of the symbols that want it. Equal when done. */
  history: { loaded: number; wanted: number };
  /** Where the venue remembers nothing and our own samples must tell the past: the windows, short to long; else null. */
  collecting: Collecting | null;
  /** Open interest swept in the refresh under way; null between refreshes. */
  sweep: { done: number; wanted: number } | null;
  /** Rows the venue sent that could not be read in the last refresh. */
  droppedRows: number;
  /** Values that are not believed until a second reading agrees, and rows of the past that can't be. Left out: none. */
  setAside?: number;
  /** The exchange's clock minus this machine's, ms. */
  clockSkewMs: number;
  /** Requests' cost used of our own ceiling, by budget. */
  budgets: BudgetStatus[];
}
