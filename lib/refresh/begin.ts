/** The first step of a refresh: the listing when it is due, prices for all symbols, and the queue of what follows. */
import type { Standing, VenueBoard } from '../domain/board';
import type { Doubt } from '../domain/doubt';
import { mapBy } from '../domain/map-by';
import type { Perp } from '../domain/perp';
import { shuffled } from '../domain/shuffled';
import { affordable } from '../http/budget';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { Snapshot } from '../venues/contract';
import { troubleOf } from './back-off';
import { believedReading, doubtsBySymbol, leaps } from './belief';
import { believedSamples } from './believed-samples';
import { withBuilders } from './builders';
import { timedSnapshot, withoutFutureRows } from './clocks';
import type { RefreshContext, Work } from './context';
import { withOpenInterest, withPriceChanges } from './inputs';
import { mergeListing, mergeSnapshot, withPeriods } from './merge';
import { byPriority, firstTier, sweepQueue } from './plan';
import { paidCall, said } from './spending';
import { HOUR_MS } from '../domain/time';

/** Listings change a few times a day, and Binance's is over 1 MB. */
const LISTING_MS = HOUR_MS;

/** A venue's own listing follows a payment by a minute or two. */
const SETTLES_MS = 180_000;

/** Afterwards the board has fresh prices, and `work.state.cycle` says whose open interest is still to be asked. */
export async function beginCycle(
  context: RefreshContext,
  work: Work,
  storedPerps: readonly Perp[],
): Promise<void> {
  const { venue } = context;
  const startedAtMs = context.now();
  work.dates = [];
  const own = await listingAndPrices(context, work, storedPerps);
  const { listing, clockSkewMs } = own;
  const all = await withBuilders(context, work, storedPerps, listing, own.snapshot);
  const snapshot = withoutFutureRows(context, all.snapshot, clockSkewMs);
  const nowMs = context.now();
  const venueNowMs = nowMs + clockSkewMs;
  const prices = believedPrices(work, all.perps, snapshot);
  const perps = withPeriods(prices.perps, prices.readings);
  const merged = mergeSnapshot(
    work.board?.standings ?? [],
    perps,
    { readings: prices.readings, settled: snapshot.settled },
    context.universe,
    venueNowMs,
  );
  const priced = await comparedPrices(context, merged, venueNowMs);
  const swept = await withBulkOpenInterest(
    context,
    work,
    priced,
    { ...snapshot, doubts: prices.doubts },
    venueNowMs,
  );
  const { standings } = swept;
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
    doubts: [...prices.doubts, ...swept.doubts],
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

interface Prices {
  snapshot: Snapshot;
  clockSkewMs: number;
}

function pricesOf(context: RefreshContext, work: Work, perps: readonly Perp[]): Promise<Prices> {
  const { venue, signal } = context;
  return timedSnapshot(context, work, () =>
    paidCall(context, work, venue.snapshot.cost, (http) =>
      venue.snapshot.fetch(http, perps, signal),
    ),
  );
}

/** What the listing says is as true as the prices: where open interest leaps, sizes of contracts may have changed since it was read. */
async function listingAndPrices(
  context: RefreshContext,
  work: Work,
  storedPerps: readonly Perp[],
): Promise<Prices & { listing: FreshListing }> {
  const listing = await freshListing(context, work, storedPerps, isListingDue(context, work));
  const prices = await pricesOf(context, work, listing.perps);
  if (listing.isNew || !context.venue.listing.states?.contractSizes) return { listing, ...prices };
  const known = mapBy(work.board?.standings ?? [], ({ perp }) => perp.symbol);
  const hasLeapt = [...prices.snapshot.openInterest].some(([symbol, sample]) =>
    leaps(sample, known.get(symbol)?.openInterest ?? null),
  );
  if (!hasLeapt) return { listing, ...prices };
  const again = await freshListing(context, work, listing.perps, true);
  const sizes = new Map(listing.perps.map((perp) => [perp.symbol, perp.coinsPerContract]));
  const isOther = again.perps.some(
    ({ symbol, coinsPerContract }) => (sizes.get(symbol) ?? coinsPerContract) !== coinsPerContract,
  );
  return { listing: again, ...(isOther ? await pricesOf(context, work, again.perps) : prices) };
}

interface FreshListing {
  perps: Perp[];
  isNew: boolean;
  listedAtMs: number | null;
  errors: VenueError[];
  droppedRows: number;
}

function isListingDue(context: RefreshContext, { state }: Work): boolean {
  const { listedAtMs, clockSkewMs } = state;
  if (listedAtMs === null) return true;
  const nowMs = context.now();
  if (Math.abs(nowMs - listedAtMs) >= LISTING_MS) return true;
  if (!context.venue.listing.states?.fundingPeriods) return false;
  // Payments fall on full hours.
  const hourMs = Math.floor((nowMs + clockSkewMs) / HOUR_MS) * HOUR_MS;
  return listedAtMs + clockSkewMs < hourMs + SETTLES_MS;
}

/** The stored listing while it is not due, or when a newer one can't be had and the venue is otherwise well. */
async function freshListing(
  context: RefreshContext,
  work: Work,
  stored: readonly Perp[],
  isDue: boolean,
): Promise<FreshListing> {
  const { listedAtMs, clockSkewMs } = work.state;
  const kept = { perps: [...stored], isNew: false, listedAtMs, errors: [], droppedRows: 0 };
  if (!isDue && stored.length > 0) return kept;
  try {
    const listing = await paidCall(context, work, context.venue.listing.cost, (http) =>
      context.venue.listing.fetch(http, context.signal),
    );
    // A listing that lost a part is asked for again at the next refresh.
    const complete = listing.errors.length === 0;
    const perps = mergeListing(stored, listing, context.now() + clockSkewMs);
    const newAtMs = complete ? context.now() : null;
    const { builders } = context.venue;
    const built = stored.filter(({ symbol }) => (builders?.marketOf(symbol) ?? null) !== null);
    // Kept already: the prices may have to wait, and it is not asked for twice.
    work.state = { ...work.state, listedAtMs: newAtMs };
    await context.store.commit({ state: work.state, perps: [...perps, ...built] });
    return { ...listing, perps, isNew: true, listedAtMs: newAtMs };
  } catch (error) {
    if (!(error instanceof VenueError) || stopsTheVenue(error.kind) || stored.length === 0) {
      throw error;
    }
    return { ...kept, errors: [error] };
  }
}

/** Prices and rates that are believed, and whose name stands for something else since. */
function believedPrices(work: Work, perps: readonly Perp[], snapshot: Snapshot) {
  const known = mapBy(work.board?.standings ?? [], ({ perp }) => perp.symbol);
  const earlier = doubtsBySymbol(work.state.doubts);
  const listed = mapBy(perps, ({ symbol }) => symbol);
  const anothers = new Map<string, number>();
  const doubts: Doubt[] = [];
  const readings = snapshot.readings.map((reading) => {
    const { symbol } = reading;
    const sample = snapshot.openInterest.get(symbol) ?? null;
    const verdict = believedReading(reading, known.get(symbol), earlier.get(symbol) ?? [], sample);
    if (listed.has(symbol)) doubts.push(...verdict.doubts);
    if (verdict.anotherSinceMs !== null) anothers.set(symbol, verdict.anotherSinceMs);
    return verdict.reading;
  });
  return {
    readings,
    doubts,
    perps: perps.map((perp) => {
      const sameSinceMs = anothers.get(perp.symbol);
      return sameSinceMs === undefined ? perp : { ...perp, sameSinceMs };
    }),
  };
}

/** The prices compared with those of before. */
async function comparedPrices(
  { store, venue }: RefreshContext,
  standings: readonly Standing[],
  venueNowMs: number,
): Promise<Standing[]> {
  const symbols = standings.map(({ perp }) => perp.symbol);
  const references = await store.lookBack(venue.id, symbols, venueNowMs, 'price');
  return standings.map((standing) =>
    withPriceChanges(standing, references.get(standing.perp.symbol) ?? [], venueNowMs),
  );
}

/** Open interest of venues that send it with their prices; of the others, what was set aside of it stays so. */
async function withBulkOpenInterest(
  context: RefreshContext,
  work: Work,
  standings: Standing[],
  snapshot: Pick<Snapshot, 'openInterest'> & { doubts: readonly Doubt[] },
  venueNowMs: number,
): Promise<{ standings: Standing[]; doubts: Doubt[] }> {
  const earlier = work.state.doubts.filter(({ of }) => of === 'openInterest');
  const onBoard = new Set(standings.map(({ perp }) => perp.symbol));
  const doubts = earlier.filter(
    ({ symbol }) => onBoard.has(symbol) && !snapshot.openInterest.has(symbol),
  );
  if (snapshot.openInterest.size === 0) return { standings, doubts };
  const believed = believedSamples(context, standings, snapshot.openInterest, [
    ...earlier,
    ...snapshot.doubts,
  ]);
  const symbols = [...believed.samples.keys()];
  const references = await context.store.lookBack(context.venue.id, symbols, venueNowMs);
  return {
    doubts: [...doubts, ...believed.doubts],
    standings: standings.map((standing) => {
      const sample = believed.samples.get(standing.perp.symbol);
      if (sample === undefined) return standing;
      const then = references.get(standing.perp.symbol) ?? [];
      return withOpenInterest(standing, sample, then, venueNowMs);
    }),
  };
}
