import type { VenueId } from './venue';

/** Why a venue gives no fresh data. Each kind has its own message and its own back-off. */
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

/** Whether it is a geographic block, which waiting does not end. */
export function isOfRegion(kind: TroubleKind): boolean {
  return kind === 'region' || kind === 'nothing-listed';
}

export interface Trouble {
  kind: TroubleKind;
  /** For diagnosis, in English: the venue, the endpoint and, if known, the field. */
  detail: string;
  /** When it began, ms on this machine's clock. */
  sinceMs: number;
  /** No request is sent before this, ms on this machine's clock; null: the next refresh may try. */
  retryAtMs: number | null;
  /** A ban of plausible stated length: not even the user may force a refresh before its end. */
  isFirm?: boolean;
}

/** The result of the user's "refresh now", as soon as it is known. */
export interface RefreshAnswer {
  venue: VenueId;
  /**
   * `asked`: new prices have come. `busy`: another refresh is running, this one follows. `budget`: our own ceiling is reached.
   * `address`: the IP address has used most of the venue's limit. `failed`: a bug of ours. Else the venue's trouble.
   */
  outcome: 'asked' | 'busy' | 'budget' | 'address' | 'failed' | TroubleKind;
  /** When it goes on, ms on this machine's clock; null: at the next refresh, or at once. */
  untilMs: number | null;
  /** Whether a second "refresh now", after a warning, would go through. */
  mayInsist: boolean;
}

/** A window of open interest that fills from our own samples. */
export interface CollectingWindow {
  windowMs: number;
  /** When a sample will be old enough, ms on this machine's clock; null: there is one. */
  readyAtMs: number | null;
}
export type Collecting = readonly CollectingWindow[];

/** Use of a rate limit, ours and the whole IP address's, in units of the budget. */
export interface BudgetStatus {
  id: string;
  used: number;
  /** Ours. */
  ceiling: number;
  windowMs: number;
  /** When used units become free again, soonest first. */
  frees?: { atMs: number; units: number }[];
  /** The venue's last statement of the address's use, until it expires; null: none. */
  address?: AddressStatus | null;
}

export interface AddressStatus {
  used: number;
  limit: number;
  /** Until when it leaves us nothing, ms on this machine's clock; null: it leaves enough. */
  heldUntilMs: number | null;
}

/** A venue's status on the board. Times are in ms on this machine's clock. */
export interface VenueStatus {
  venue: VenueId;
  /** When the last refresh was completed; null before the first. */
  refreshedAtMs: number | null;
  /** Null when all is well. */
  trouble: Trouble | null;
  /** Symbols with a history of open interest, and all symbols. Equal when done. */
  history: { loaded: number; wanted: number };
  /** For venues without a history: the windows that our own samples fill, shortest first; else null. */
  collecting: Collecting | null;
  /** Symbols whose open interest the current refresh has requested; null between refreshes. */
  sweep: { done: number; wanted: number } | null;
  /** Rows of the last refresh that could not be read. */
  droppedRows: number;
  /** Quarantined values and rejected rows of histories. Absent: none. */
  setAside?: number;
  /** The exchange's clock minus this machine's, ms. */
  clockSkewMs: number;
  budgets: BudgetStatus[];
}

/** The average cost of refreshing one venue. */
export interface RefreshCost {
  venue: VenueId;
  /** Symbols whose open interest takes a request of its own per refresh; 0 where it comes with the prices. */
  symbolsPerRefresh: number;
  symbols: number;
  /** Units of the venue's rate limit a minute: our average, and our ceiling. */
  perMinute: number;
  ceilingPerMinute: number;
}
