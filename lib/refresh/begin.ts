/** The first step of a refresh: the listing when it is due, prices for all symbols, and the queue of what follows. */
import type { Standing, VenueBoard } from '../domain/board';
import type { Perp } from '../domain/perp';
import { shuffled } from '../domain/shuffled';
import { affordable } from '../http/budget';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { Snapshot } from '../venues/contract';
import { troubleOf } from './back-off';
import { timedSnapshot, withoutFutureRows } from './clocks';
import type { RefreshContext, Work } from './context';
import { withOpenInterest } from './inputs';
import { mergeListing, mergeSnapshot } from './merge';
import { byPriority, firstTier, sweepQueue } from './plan';
import { paidCall, said } from './spending';

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
  work.dates = [];
  const listing = await freshListing(context, work, storedPerps);
  const perps = listing.perps;
  const { snapshot: whole, clockSkewMs } = await timedSnapshot(context, work, () =>
    paidCall(context, work, venue.snapshot.cost, (http) =>
      venue.snapshot.fetch(http, perps, signal),
    ),
  );

  const nowMs = context.now();
  const venueNowMs = nowMs + clockSkewMs;
  const snapshot = withoutFutureRows(context, whole, clockSkewMs);
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
    venue.openInterest === null
      ? []
      : mixed(sweepQueue(ordered, first, context.periodMinutes), first, context, work);
  const lesserError = [...listing.errors, ...snapshot.errors][0];
  const board: VenueBoard = { venue: venue.id, asOfMs: venueNowMs, standings };
  work.board = board;
  work.state = {
    ...work.state,
    clockSkewMs,
    heldSinceMs: null,
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

/**
 * In no order within what can be asked for now, or the first tier: who is asked first would tell the venue what people look at. Who comes only
 * later, for want of budget, still does.
 */
function mixed(
  queue: readonly string[],
  first: ReadonlySet<string>,
  context: RefreshContext,
  work: Work,
): string[] {
  const { openInterest, budgets } = context.venue;
  const { ledger } = work.state;
  const cost = openInterest?.cost ?? {};
  const fits = affordable(ledger, budgets, cost, context.now(), said(context, work));
  const now = Math.max(fits, firstTier(queue, first).length);
  const { random } = context;
  return [...shuffled(queue.slice(0, now), random), ...shuffled(queue.slice(now), random)];
}

interface FreshListing {
  perps: Perp[];
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
  const kept = { perps: [...stored], listedAtMs, errors: [], droppedRows: 0 };
  if (ageMs < LISTING_MS && stored.length > 0) return kept;
  try {
    const listing = await paidCall(context, work, context.venue.listing.cost, (http) =>
      context.venue.listing.fetch(http, context.signal),
    );
    // A listing that lost a part is asked for again at the next refresh.
    const complete = listing.errors.length === 0;
    const perps = mergeListing(stored, listing.perps);
    const newAtMs = complete ? context.now() : null;
    // Kept already: the prices may have to wait, and it is not asked for twice.
    work.state = { ...work.state, listedAtMs: newAtMs };
    await context.store.commit({ state: work.state, perps });
    return { ...listing, perps, listedAtMs: newAtMs };
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
