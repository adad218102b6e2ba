/** A venue whose answers the test gives by hand, and a store that only counts commits: for one step of a refresh. */
import { vi } from 'vitest';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import type { RefreshContext, Work } from '../../../lib/refresh/context';
import type { VenueState } from '../../../lib/refresh/state';
import { newVenueState } from '../../../lib/refresh/state';
import type { Listing, Snapshot, Venue } from '../../../lib/venues/contract';
import { refreshContext } from '../../tools/refresh-context';

export const NOW_MS = Date.UTC(2026, 2, 10, 12, 30);
export const [FIRST, SECOND, THIRD] = [
  'https://one.test',
  'https://two.test',
  'https://three.test',
];
const SITE = { venue: 'fake', endpoint: 'GET /x' };

export const failure = (kind: TroubleKind, retryAfterMs: number | null = null) =>
  new VenueError(SITE, kind, 'planted', { retryAfterMs });

export const emptySnapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  readings: [],
  openInterest: new Map(),
  settled: [],
  venueTimeMs: null,
  droppedRows: 0,
  errors: [],
  ...part,
});

export const emptyListing = (part: Partial<Listing> = {}): Listing => ({
  perps: [],
  droppedRows: 0,
  errors: [],
  ...part,
});

/** Ten units a minute, at one for each request. */
export function fakeVenue(part: Partial<Venue> = {}): Venue {
  return {
    id: 'fake',
    name: 'Fake',
    apiOrigins: [FIRST],
    onByDefault: false,
    budgets: [{ id: 'weight', ceiling: 10, windowMs: 60_000 }],
    listing: { cost: { weight: 1 }, fetch: () => Promise.resolve(emptyListing()) },
    snapshot: { cost: { weight: 1 }, fetch: () => Promise.resolve(emptySnapshot()) },
    openInterest: null,
    openInterestHistory: null,
    ...part,
  };
}

/** The step's context and work, and what it did: sleeps, commits, and the addresses asked. */
export function step(
  venue: Venue,
  part: {
    state?: Partial<VenueState>;
    context?: Partial<RefreshContext>;
    /** By request number, from 0: headers of the answer, or a failure. */
    answer?: (request: HttpRequest, index: number) => Record<string, string> | VenueError;
  } = {},
) {
  const clock = { nowMs: NOW_MS };
  const asked: string[] = [];
  const slept: number[] = [];
  const commit = vi.fn<RefreshContext['store']['commit']>(() => Promise.resolve());
  const http: HttpClient = (request) => {
    const index = asked.push(request.url) - 1;
    const answer = part.answer?.(request, index) ?? {};
    if (answer instanceof VenueError) return Promise.reject(answer);
    const headers = new Headers(answer);
    return Promise.resolve({
      json: {},
      status: 200,
      headers,
      sentAtMs: clock.nowMs,
      receivedAtMs: clock.nowMs,
    });
  };
  const context = refreshContext({
    venue,
    store: { commit } as never,
    http,
    now: () => clock.nowMs,
    sleep: (ms) => {
      slept.push(ms);
      clock.nowMs += ms;
      return Promise.resolve();
    },
    ...part.context,
  });
  const work: Work = { state: { ...newVenueState(venue.id), ...part.state }, board: null };
  return { context, work, clock, asked, slept, commit };
}
