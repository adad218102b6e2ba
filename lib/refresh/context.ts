import type { VenueBoard } from '../domain/board';
import type { Universe } from '../domain/perp';
import type { VenueStore } from '../history/store';
import type { HttpClient } from '../http/client';
import type { Venue } from '../venues/contract';
import type { VenueState } from './state';

/** Everything a refresh needs, passed in: it runs the same in the worker, on the command line and in a simulation. */
export interface RefreshContext {
  venue: Venue;
  store: VenueStore<VenueState>;
  http: HttpClient;
  /** Whether the browser lets us ask this venue; the person can take that back at any time. */
  isPermitted: () => Promise<boolean>;
  /** This machine's clock, ms. */
  now: () => number;
  /** A clock that nobody can set, ms from nowhere in particular; without it, `now` is trusted. */
  steady?: () => number;
  /** The venue's clock minus ours, ms, from the time it just stated (null: it states none); null: unknown. */
  measureClock: (venueTimeMs: number | null, nowMs: number) => number | null;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0..1, for jitter. */
  random: () => number;
  universe: Universe;
  periodMinutes: number;
  historyDays: number;
  /** Symbols to ask first: viewed and watched. Asked again before each slice, since people move on. */
  firstSymbols: () => Promise<ReadonlySet<string>>;
  /** Called after each write that people may see. */
  announce: (board: VenueBoard, state: VenueState) => Promise<void>;
  signal: AbortSignal;
}

/** What one refresh works on: the stored things, replaced (never changed in place) as it goes. */
export interface Work {
  state: VenueState;
  board: VenueBoard | null;
  /** How far the clocks were apart by each answer's own date since the refresh began, ms. */
  dates?: readonly number[];
}
