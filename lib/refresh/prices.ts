/**
 * The first step of a refresh: prices of all symbols merged into the board, with the inputs that follow from them, the listing
 * when it is due, and the queue of symbols whose open interest is still to be requested.
 */
import type { PerpState, VenueBoard } from '../domain/board';
import { mapBy } from '../domain/collections';
import type { QuarantinedValue } from '../domain/quarantine';
import { basisPct } from '../domain/input-formulas';
import type { DatedBy, InputFacts } from '../domain/input-list';
import { NO_INPUTS, INPUTS } from '../domain/inputs';
import type { Input } from '../domain/inputs';
import type { Perp, Universe } from '../domain/perp';
import { inUniverse, comparableSinceMs } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { References } from '../history/look-back';
import { affordable } from '../http/budget';
import type { Snapshot } from '../venues/contract';
import { backOffAfter } from './back-off';
import { withBuilderMarkets } from './builder-markets';
import type { RefreshContext, Work } from './context';
import type { FreshListing } from './listing';
import { freshListing, isListingDue } from './listing';
import { byPriority, firstTier, shuffledTiers, sweepQueue } from './plan';
import {
  quarantinedBySymbol,
  mayBeResized,
  plausibleOpenInterest,
  plausibleReading,
  withClockSkew,
  withoutFutureRows,
} from './plausibility';
import { budgetedCall, currentStatements } from './requests';

/** Starts a cycle and commits it: the board has fresh prices, and `work.state.cycle` the queue for open interest. */
export async function beginCycle(
  context: RefreshContext,
  work: Work,
  storedPerps: readonly Perp[],
): Promise<void> {
  const { venue } = context;
  const startedAtMs = context.now();
  work.dateSkewsMs = [];
  const own = await listingAndPrices(context, work, storedPerps);
  const { listing, clockSkewMs } = own;
  const all =
    venue.builders === undefined
      ? { perps: listing.perps, snapshot: own.snapshot }
      : await withBuilderMarkets(context, work, venue.builders, storedPerps, own);
  const snapshot = withoutFutureRows(context, all.snapshot, clockSkewMs);
  const nowMs = context.now();
  const venueNowMs = nowMs + clockSkewMs;
  const prices = plausiblePrices(work, all.perps, snapshot);
  const perps = withPeriods(prices.perps, prices.readings);
  const merged = mergeSnapshot(
    work.board?.perpStates ?? [],
    perps,
    { readings: prices.readings, settled: snapshot.settled },
    context.universe,
    venueNowMs,
  );
  const bulk = bulkOpenInterest(context, work, merged, {
    ...snapshot,
    quarantined: prices.quarantined,
  });
  const perpStates = await withChanges(context, merged, bulk.samples, venueNowMs);
  const queue =
    venue.openInterest === null ? [] : await openInterestQueue(context, work, perpStates);
  const lesserError = [...listing.errors, ...snapshot.errors][0];
  const board: VenueBoard = { venue: venue.id, asOfMs: venueNowMs, perpStates };
  work.board = board;
  work.state = {
    ...work.state,
    clockSkewMs,
    heldSinceMs: null,
    startedAtMs,
    universe: context.universe,
    listedAtMs: listing.listedAtMs,
    droppedRows: listing.droppedRows + snapshot.droppedRows,
    doubts: [...prices.quarantined, ...bulk.quarantined],
    trouble: lesserError ? { ...backOffAfter(lesserError, 0, nowMs, 0), retryAtMs: null } : null,
    cycle: { startedAtMs, queue, wanted: queue.length, retried: [] },
  };
  await context.store.commit({ state: work.state, perps, board });
  await context.announce(board, work.state);
}

/** With the changes of prices, and of the open interest that came with them: one look back for both. */
async function withChanges(
  { store, venue }: RefreshContext,
  perpStates: readonly PerpState[],
  samples: ReadonlyMap<string, OpenInterest>,
  venueNowMs: number,
): Promise<PerpState[]> {
  const symbols = {
    price: perpStates.map(({ perp }) => perp.symbol),
    openInterest: [...samples.keys()],
  };
  const { price, openInterest } = await store.lookBack(venue.id, symbols, venueNowMs);
  return perpStates.map((perpState) => {
    const { symbol } = perpState.perp;
    const priced = withPriceChanges(perpState, price.get(symbol) ?? [], venueNowMs);
    const sample = samples.get(symbol);
    if (sample === undefined) return priced;
    return withOpenInterest(priced, sample, openInterest.get(symbol) ?? [], venueNowMs);
  });
}

interface Prices {
  snapshot: Snapshot;
  clockSkewMs: number;
}

function pricesOf(context: RefreshContext, work: Work, perps: readonly Perp[]): Promise<Prices> {
  const { venue, signal } = context;
  return withClockSkew(context, work, () =>
    budgetedCall(context, work, venue.snapshot.cost, (http) =>
      venue.snapshot.fetch(http, perps, signal),
    ),
  );
}

/** Reads the listing again when open interest jumps, where only the listing states contract sizes. */
async function listingAndPrices(
  context: RefreshContext,
  work: Work,
  storedPerps: readonly Perp[],
): Promise<Prices & { listing: FreshListing }> {
  const listing = await freshListing(context, work, storedPerps, isListingDue(context, work));
  const prices = await pricesOf(context, work, listing.perps);
  if (listing.isNew || !context.venue.listing.states?.contractSizes) return { listing, ...prices };
  const known = mapBy(work.board?.perpStates ?? [], ({ perp }) => perp.symbol);
  const hasJumped = [...prices.snapshot.openInterest].some(([symbol, sample]) =>
    mayBeResized(sample, known.get(symbol)?.openInterest ?? null),
  );
  if (!hasJumped) return { listing, ...prices };
  const again = await freshListing(context, work, listing.perps, true);
  const sizes = new Map(listing.perps.map((perp) => [perp.symbol, perp.coinsPerContract]));
  const isResized = again.perps.some(
    ({ symbol, coinsPerContract }) => (sizes.get(symbol) ?? coinsPerContract) !== coinsPerContract,
  );
  return { listing: again, ...(isResized ? await pricesOf(context, work, again.perps) : prices) };
}

/** Readings without quarantined values; and perpetuals, marked where a price shows that the symbol means something else now. */
function plausiblePrices(work: Work, perps: readonly Perp[], snapshot: Snapshot) {
  const known = mapBy(work.board?.perpStates ?? [], ({ perp }) => perp.symbol);
  const earlier = quarantinedBySymbol(work.state.doubts);
  const listed = mapBy(perps, ({ symbol }) => symbol);
  const redefined = new Map<string, number>();
  const quarantined: QuarantinedValue[] = [];
  const readings = snapshot.readings.map((reading) => {
    const { symbol } = reading;
    const sample = snapshot.openInterest.get(symbol) ?? null;
    const verdict = plausibleReading(reading, known.get(symbol), earlier.get(symbol) ?? [], sample);
    if (listed.has(symbol)) quarantined.push(...verdict.quarantined);
    if (verdict.redefinedAtMs !== null) redefined.set(symbol, verdict.redefinedAtMs);
    return verdict.reading;
  });
  return {
    readings,
    quarantined,
    perps: perps.map((perp) => {
      const sameSinceMs = redefined.get(perp.symbol);
      return sameSinceMs === undefined ? perp : { ...perp, sameSinceMs };
    }),
  };
}

/** Stores the periods that came with the rates, for a next rate that comes without one. */
function withPeriods(perps: readonly Perp[], readings: readonly Reading[]): Perp[] {
  const periods = new Map(readings.map((reading) => [reading.symbol, reading.fundingPeriodHours]));
  return perps.map((perp) => {
    const fundingPeriodHours = periods.get(perp.symbol) ?? perp.fundingPeriodHours;
    return fundingPeriodHours === perp.fundingPeriodHours ? perp : { ...perp, fundingPeriodHours };
  });
}

/**
 * One state per perpetual that trades, is in the universe and has prices. A symbol without a row this time keeps its last
 * reading, and with it its age; a settled one leaves.
 */
export function mergeSnapshot(
  before: readonly PerpState[],
  perps: readonly Perp[],
  snapshot: Pick<Snapshot, 'readings' | 'settled'>,
  universe: Universe,
  venueNowMs: number,
): PerpState[] {
  const known = mapBy(before, ({ perp }) => perp.symbol);
  const readings = mapBy(snapshot.readings, ({ symbol }) => symbol);
  const settled = new Set(snapshot.settled);
  const merged: PerpState[] = [];
  for (const perp of perps) {
    if (settled.has(perp.symbol) || !inUniverse(perp, universe)) continue;
    const old = known.get(perp.symbol);
    const reading = readings.get(perp.symbol);
    if (reading === undefined && old === undefined) continue;
    const { openInterest = null, inputs = NO_INPUTS } = old ?? {};
    const last = { perp, reading: old?.reading ?? null, openInterest, inputs };
    const perpState = withoutOutdatedChanges(withoutOtherContract(last, venueNowMs), venueNowMs);
    merged.push(
      reading === undefined ? perpState : withReading(perpState, withVolume(reading, old)),
    );
  }
  return merged;
}

/** Turnover comes in an answer of its own, which may have failed: then the last known one. */
function withVolume(reading: Reading, old: PerpState | undefined): Reading {
  const quoteVolume24h = old?.reading?.quoteVolume24h ?? null;
  if (reading.quoteVolume24h !== null || quoteVolume24h === null) return reading;
  return { ...reading, quoteVolume24h };
}

/** The snapshot's plausible open interest, if it has any; of symbols without any, quarantined values stay as they are. */
function bulkOpenInterest(
  context: RefreshContext,
  work: Work,
  perpStates: readonly PerpState[],
  snapshot: Pick<Snapshot, 'openInterest'> & { quarantined: readonly QuarantinedValue[] },
): { samples: ReadonlyMap<string, OpenInterest>; quarantined: QuarantinedValue[] } {
  const earlier = work.state.doubts.filter(({ of }) => of === 'openInterest');
  const onBoard = new Set(perpStates.map(({ perp }) => perp.symbol));
  const quarantined = earlier.filter(
    ({ symbol }) => onBoard.has(symbol) && !snapshot.openInterest.has(symbol),
  );
  const accepted = plausibleOpenInterest(context, perpStates, snapshot.openInterest, [
    ...earlier,
    ...snapshot.quarantined,
  ]);
  return { samples: accepted.samples, quarantined: [...quarantined, ...accepted.quarantined] };
}

async function openInterestQueue(
  context: RefreshContext,
  work: Work,
  perpStates: readonly PerpState[],
): Promise<string[]> {
  const { openInterest, budgets } = context.venue;
  const first = await context.firstSymbols();
  const queue = sweepQueue(byPriority(perpStates, first), first, context.periodMinutes);
  const cost = openInterest?.cost ?? {};
  const statements = currentStatements(context, work);
  const fits = affordable(work.state.ledger, budgets, cost, context.now(), statements);
  return shuffledTiers(queue, Math.max(fits, firstTier(queue, first).length), context.random);
}

// The inputs of a perpetual, computed again when its prices or its open interest are new; pure.

/** With new prices and funding. Price changes are missing until `withPriceChanges`. */
export function withReading(perpState: PerpState, reading: Reading): PerpState {
  const { perp, openInterest, inputs } = perpState;
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' || window === null;
  return withInputs({ perp, reading, openInterest, inputs }, isNew, [], 0);
}

/** With changes against earlier prices. `references` are in the order of the price windows. */
export function withPriceChanges(
  perpState: PerpState,
  references: References,
  venueNowMs: number,
): PerpState {
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' && window !== null;
  return withoutOutdatedChanges(withInputs(perpState, isNew, references, venueNowMs), venueNowMs);
}

/** With new open interest, compared with earlier samples. `references` are in the order of OI_WINDOWS. */
export function withOpenInterest(
  perpState: PerpState,
  openInterest: OpenInterest,
  references: References,
  venueNowMs: number,
): PerpState {
  const { perp, reading, inputs } = perpState;
  const isNew = ({ datedBy }: Input) => datedBy === 'openInterest';
  const scored = withInputs({ perp, reading, openInterest, inputs }, isNew, references, venueNowMs);
  return withoutOutdatedChanges(scored, venueNowMs);
}

/** Recomputes the inputs for which `isNew` holds; `references` are those of their windows, in order. */
function withInputs(
  { perp, reading, openInterest, inputs: before }: PerpState,
  isNew: (input: Input) => boolean,
  references: References,
  venueNowMs: number,
): PerpState {
  const now = factsOf({ perp, reading, openInterest });
  const sinceMs = comparableSinceMs(perp, venueNowMs);
  const inputs = { ...before };
  let windows = 0;
  for (const input of INPUTS) {
    if (!isNew(input)) continue;
    const reference = input.window === null ? null : (references[windows++] ?? null);
    const then = reference !== null && reference.atMs < sinceMs ? null : reference;
    inputs[input.name] = input.value(now, then);
  }
  return { perp, reading, openInterest, inputs };
}

function factsOf({ perp, reading, openInterest }: Omit<PerpState, 'inputs'>): InputFacts {
  return {
    baseQty: openInterest?.baseQty ?? null,
    markPrice: reading?.markPrice ?? null,
    basisPct: basisPct(reading?.markPrice ?? null, reading?.indexPrice ?? null),
    fundingRate: reading?.fundingRate ?? null,
    fundingPeriodHours: reading?.fundingPeriodHours ?? null,
    quoteVolume24h: reading?.quoteVolume24h ?? null,
    openInterestSides: perp.openInterestSides ?? 1,
  };
}

/** Without open interest that was measured before the symbol meant this contract. */
export function withoutOtherContract(perpState: PerpState, venueNowMs: number): PerpState {
  const { perp, reading, openInterest } = perpState;
  if (openInterest === null) return perpState;
  if (openInterest.atMs >= comparableSinceMs(perp, venueNowMs)) return perpState;
  const inputs = { ...perpState.inputs };
  for (const { name, datedBy } of INPUTS) if (datedBy === 'openInterest') inputs[name] = null;
  return { perp, reading, openInterest: null, inputs };
}

/**
 * Without changes whose newest sample is too old: it must be within the window's tolerance of now, as the oldest must
 * be of the window's start.
 */
export function withoutOutdatedChanges(perpState: PerpState, venueNowMs: number): PerpState {
  const { reading, openInterest } = perpState;
  const ages: Record<DatedBy, number> = {
    price: reading === null ? 0 : venueNowMs - reading.pricedAtMs,
    openInterest: openInterest === null ? 0 : venueNowMs - openInterest.atMs,
  };
  const outdated = INPUTS.filter(
    ({ name, datedBy, window }) =>
      window !== null && ages[datedBy] > window.toleranceMs && perpState.inputs[name] !== null,
  );
  if (outdated.length === 0) return perpState;
  const inputs = { ...perpState.inputs };
  for (const { name } of outdated) inputs[name] = null;
  return { ...perpState, inputs };
}
