/** The venue's listing: when it is due, and how a new one is merged into the stored one. */
import { mapBy } from '../domain/collections';
import type { Perp } from '../domain/perp';
import { HOUR_MS } from '../domain/time';
import { isSymbol } from '../domain/perp';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { Listing } from '../venues/contract';
import type { RefreshContext, Work } from './context';
import { budgetedCall } from './requests';

/** Listings change a few times a day, and Binance's is over 1 MB. */
const MAX_AGE_MS = HOUR_MS;

/** Listings show a new funding period a minute or two after the payment. */
const SETTLES_MS = 180_000;

export interface FreshListing {
  perps: Perp[];
  /** Whether it was read now; else it is the stored one. */
  isNew: boolean;
  /** Null: incomplete, so it is due again at the next refresh. */
  listedAtMs: number | null;
  errors: readonly VenueError[];
  droppedRows: number;
}

/** Without age, too old, or older than a payment that may have changed funding periods. */
export function isListingDue(context: RefreshContext, { state }: Work): boolean {
  const { listedAtMs, clockSkewMs } = state;
  if (listedAtMs === null) return true;
  const nowMs = context.now();
  if (Math.abs(nowMs - listedAtMs) >= MAX_AGE_MS) return true;
  if (!context.venue.listing.states?.fundingPeriods) return false;
  // Payments are on full hours.
  const hourMs = Math.floor((nowMs + clockSkewMs) / HOUR_MS) * HOUR_MS;
  return listedAtMs + clockSkewMs < hourMs + SETTLES_MS;
}

/**
 * The stored listing while it is not due, or when a new one fails and the venue is otherwise well. A new one is committed at once,
 * since the prices may have to wait. Rejects with BudgetSpent, or a VenueError of the whole venue.
 */
export async function freshListing(
  context: RefreshContext,
  work: Work,
  stored: readonly Perp[],
  isDue: boolean,
): Promise<FreshListing> {
  const { listedAtMs, clockSkewMs } = work.state;
  const unchanged = { perps: [...stored], isNew: false, listedAtMs, errors: [], droppedRows: 0 };
  if (!isDue && stored.length > 0) return unchanged;
  try {
    const listing = await budgetedCall(context, work, context.venue.listing.cost, (http) =>
      context.venue.listing.fetch(http, context.signal),
    );
    const isComplete = listing.errors.length === 0;
    const perps = mergeListing(stored, listing, context.now() + clockSkewMs);
    const newAtMs = isComplete ? context.now() : null;
    const { builders } = context.venue;
    const built = stored.filter(({ symbol }) => (builders?.marketOf(symbol) ?? null) !== null);
    work.state = { ...work.state, listedAtMs: newAtMs };
    await context.store.commit({ state: work.state, perps: [...perps, ...built] });
    return { ...listing, perps, isNew: true, listedAtMs: newAtMs };
  } catch (error) {
    if (!(error instanceof VenueError) || stopsTheVenue(error.kind) || stored.length === 0) {
      throw error;
    }
    return { ...unchanged, errors: [error] };
  }
}

/**
 * The new listing, each symbol once, plus the known perpetuals of failed parts. A funding period that it does not state stays as
 * known. A symbol with another base or quote asset is another contract since now; a relisted one has its own listing time.
 */
function mergeListing(
  before: readonly Perp[],
  { perps: now, isLost = () => false }: Pick<Listing, 'perps' | 'isLost'>,
  venueNowMs: number,
): Perp[] {
  const known = mapBy(before, ({ symbol }) => symbol);
  // The history has no row for an invalid symbol.
  const listed = mapBy(
    now.filter(({ symbol }) => isSymbol(symbol)),
    ({ symbol }) => symbol,
  );
  const merged = [...listed.values()].map((perp): Perp => {
    const old = known.get(perp.symbol);
    if (old === undefined) return perp;
    const isSame = old.baseAsset === perp.baseAsset && old.quoteAsset === perp.quoteAsset;
    const sameSinceMs = isSame ? old.sameSinceMs : venueNowMs;
    return {
      ...perp,
      fundingPeriodHours: perp.fundingPeriodHours ?? old.fundingPeriodHours,
      ...(sameSinceMs !== undefined && { sameSinceMs }),
      ...(old.sharesName && { sharesName: true }),
    };
  });
  return [...merged, ...before.filter((perp) => isLost(perp) && !listed.has(perp.symbol))];
}
