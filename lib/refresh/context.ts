import type { VenueBoard } from '../domain/board';
import type { Universe } from '../domain/perp';
import type { VenueStore } from '../history/store';
import type { HttpClient } from '../http/client';
import type { Venue } from '../venues/contract';
import type { VenueState } from './state';

/** All dependencies of a refresh, so that it runs the same in the worker, on the command line and in a simulation. */
export interface RefreshContext {
  venue: Venue;
  store: VenueStore<VenueState>;
  http: HttpClient;
  /** Whether the browser grants us the venue's hosts; the user can revoke that at any time. */
  isPermitted: () => Promise<boolean>;
  /** This machine's clock, ms. */
  now: () => number;
  /** A monotonic clock, ms from an arbitrary start; absent: `now` is trusted. */
  steady?: () => number;
  /** The clock skew (the venue's clock minus ours, ms) for the time that the venue states; null: it states none. */
  measureClock: (venueTimeMs: number | null, nowMs: number) => number | null;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0..1, for jitter and shuffling. */
  random: () => number;
  universe: Universe;
  periodMinutes: number;
  historyDays: number;
  /** Viewed and watched symbols, which have priority. Called before each slice, since they change. */
  firstSymbols: () => Promise<ReadonlySet<string>>;
  /** Called after commits that change what is shown. */
  announce: (board: VenueBoard, state: VenueState) => Promise<void>;
  signal: AbortSignal;
}

/** What a refresh works on: stored values, which are replaced and never mutated. */
export interface Work {
  state: VenueState;
  board: VenueBoard | null;
  /** The clock skew by each answer's `Date` header since the refresh began, ms. */
  dateSkewsMs?: readonly number[];
}
