/** The first step of a refresh: the listing when it is due, prices for all symbols, and the queue of what follows. */
import type { Standing, VenueBoard } from '../domain/board';
import type { Perp } from '../domain/perp';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { Snapshot } from '../venues/contract';
import { troubleOf } from './back-off';
import { withBuilders } from './builders';
import type { RefreshContext, Work } from './context';
import { withOpenInterest } from './inputs';
import { mergeListing, mergeSnapshot } from './merge';
import { byPriority, sweepQueue } from './plan';
import { paidCall } from './spending';

/** Listings change a few times a day, and Binance's is over 1 MB. */
const LISTING_MS = 3_600_000;

/** Afterwards the board has fresh prices, and `work.state.cycle` says whose open interest is still to be asked. */
export async function beginCycle(
  context: RefreshContext,
  work: Work,
  storedPerps: readonly Perp[],
): Promise<void> {
  const { venue, signal } = context;
  const startedAtMs = context.now();
  const listing = await freshListing(context, work, storedPerps);
  const own = await paidCall(context, work, venue.snapshot.cost, (http) =>
    venue.snapshot.fetch(http, listing.perps, signal),
  );
  const { perps, snapshot } = await withBuilders(context, work, storedPerps, listing, own);

  const nowMs = context.now();
  const clockSkewMs = context.measureClock(snapshot.venueTimeMs, nowMs) ?? work.state.clockSkewMs;
  const venueNowMs = nowMs + clockSkewMs;
  const merged = mergeSnapshot(
    work.board?.standings ?? [],
    perps,
    snapshot,
    context.universe,
    venueNowMs,
  );
  const standings = await withBulkOpenInterest(context, merged, snapshot, venueNowMs);
  const first = await context.firstSymbols();
  const ordered = byPriority(standings, first);
  const queue =
    venue.openInterest === null ? [] : sweepQueue(ordered, first, context.periodMinutes);
  const lesserError = [...listing.errors, ...snapshot.errors][0];
  const board: VenueBoard = { venue: venue.id, asOfMs: venueNowMs, standings };
  work.board = board;
  work.state = {
    ...work.state,
    clockSkewMs,
    startedAtMs,
    universe: context.universe,
    listedAtMs: listing.listedAtMs,
    droppedRows: listing.droppedRows + snapshot.droppedRows,
    trouble: lesserError ? { ...troubleOf(lesserError, 0, nowMs, 0), retryAtMs: null } : null,
    cycle: { startedAtMs, queue, wanted: queue.length, retried: [] },
  };
  await context.store.commit({ state: work.state, perps, board });
  await context.announce(board, work.state);
}

interface FreshListing {
  perps: Perp[];
  isNew: boolean;
  listedAtMs: number | null;
  errors: VenueError[];
  droppedRows: number;
}

/** The stored listing while it is young, or when a newer one can't be had and the venue is otherwise well. */
async function freshListing(
  context: RefreshContext,
  work: Work,
  stored: readonly Perp[],
): Promise<FreshListing> {
  const { listedAtMs } = work.state;
  const ageMs = listedAtMs === null ? Infinity : Math.abs(context.now() - listedAtMs);
  const kept = { perps: [...stored], isNew: false, listedAtMs, errors: [], droppedRows: 0 };
  if (ageMs < LISTING_MS && stored.length > 0) return kept;
  try {
    const listing = await paidCall(context, work, context.venue.listing.cost, (http) =>
      context.venue.listing.fetch(http, context.signal),
    );
    // A listing that lost a part is asked for again at the next refresh.
    const complete = listing.errors.length === 0;
    return {
      ...listing,
      perps: mergeListing(stored, listing),
      isNew: true,
      listedAtMs: complete ? context.now() : null,
    };
  } catch (error) {
    if (!(error instanceof VenueError) || stopsTheVenue(error.kind) || stored.length === 0) {
      throw error;
    }
    return { ...kept, errors: [error] };
  }
}

/** Open interest of venues that send it with their prices. */
async function withBulkOpenInterest(
  context: RefreshContext,
  standings: Standing[],
  snapshot: Snapshot,
  venueNowMs: number,
): Promise<Standing[]> {
  if (snapshot.openInterest.size === 0) return standings;
  const symbols = [...snapshot.openInterest.keys()];
  const references = await context.store.lookBack(context.venue.id, symbols, venueNowMs);
  return standings.map((standing) => {
    const sample = snapshot.openInterest.get(standing.perp.symbol);
    if (sample === undefined) return standing;
    const then = references.get(standing.perp.symbol) ?? [];
    return withOpenInterest(standing, sample, then, venueNowMs);
  });
}
