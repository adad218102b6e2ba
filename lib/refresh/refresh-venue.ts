/**
 * A venue's refresh, resumed from where the last worker stopped: listing and prices; slices of history and open interest by
 * priority, until nothing is left or the budget is spent; a snapshot for the history; backfill. Every step is idempotent. The
 * caller ensures that only one refresh of a venue runs at a time.
 */
import { isSameUniverse } from '../domain/perp';
import { MINUTE_MS } from '../domain/time';
import type { Trouble } from '../domain/venue-status';
import type { Cost } from '../http/budget';
import { affordable, affordableAtMs } from '../http/budget';
import { VenueError } from '../http/venue-error';
import { backOffAfter, mayBeForced } from './back-off';
import { backfill } from './backfill';
import type { RefreshContext, Work } from './context';
import { historySlice, sweepSlice } from './open-interest';
import { byPriority, firstTier, HISTORY_RETRY_MS, historyQueue, shuffledTiers } from './plan';
import { beginCycle } from './prices';
import { BudgetSpent, SHORT_WAIT_MS, syncClocks } from './requests';

export interface RefreshOptions {
  /** The user's own "refresh now": even if it is not due. */
  force: boolean;
  /** The user has been warned that the venue asked us to wait. */
  warned?: boolean;
  /** Called once new prices are committed; the rest may take minutes. */
  onPrices?: () => void;
}

export interface RefreshOutcome {
  /** When to go on with what the budget or a failure has postponed, ms on this machine's clock; null: nothing is left. */
  resumeAtMs: number | null;
  /** Why it stopped early: our ceiling, the IP address's use, or a failure; null: it did not. */
  stoppedBy: 'budget' | 'address' | Trouble | null;
}

const HISTORY_SLICE = 20;
const SWEEP_SLICE = 40;
/** Slices can be shorter than this. */
const ANNOUNCE_MS = 1_000;

/** Resolves also when the venue fails: the board stays, and the state has the trouble. Rejects on aborts and bugs. */
export async function refreshVenue(
  context: RefreshContext,
  options: RefreshOptions,
): Promise<RefreshOutcome> {
  const stored = await context.store.load(context.venue.id);
  const work: Work = {
    state: { ...stored.state, budgets: context.venue.budgets },
    board: stored.board,
  };
  syncClocks(context, work);
  const waitUntilMs = backOffUntilMs(context, work, options);
  if (waitUntilMs !== null) {
    // Stored times may have been corrected.
    await context.store.commit({ state: work.state });
    return { resumeAtMs: waitUntilMs, stoppedBy: work.state.trouble };
  }
  try {
    await requirePermission(context);
    if (options.force || isDue(context, work)) {
      await beginCycle(context, work, stored.perps);
      options.onPrices?.();
    }
    return { resumeAtMs: await runSlices(context, work), stoppedBy: null };
  } catch (error) {
    if (error instanceof BudgetSpent) {
      const stoppedBy = error.byOthers ? 'address' : 'budget';
      return { resumeAtMs: await storeHold(context, work, error), stoppedBy };
    }
    if (error instanceof VenueError) {
      const resumeAtMs = await storeTrouble(context, work, error);
      return { resumeAtMs, stoppedBy: work.state.trouble };
    }
    throw error;
  }
}

async function requirePermission({ venue, isPermitted }: RefreshContext): Promise<void> {
  if (await isPermitted()) return;
  const site = { venue: venue.id, endpoint: venue.apiOrigins[0] };
  throw new VenueError(site, 'permission', 'the browser does not allow requests to it');
}

/** Null: no back-off, it is over, or the user may end it. */
function backOffUntilMs(
  context: RefreshContext,
  work: Work,
  { force, warned = false }: RefreshOptions,
): number | null {
  const { trouble } = work.state;
  if (trouble === null || trouble.retryAtMs === null) return null;
  if (trouble.retryAtMs <= context.now()) return null;
  return force && mayBeForced(trouble, warned) ? null : trouble.retryAtMs;
}

/** Stores since when the address's use has held us back, which is limited: see currentStatements(). */
async function storeHold(context: RefreshContext, work: Work, error: BudgetSpent): Promise<number> {
  if (error.byOthers) {
    const heldSinceMs = work.state.heldSinceMs ?? context.now();
    work.state = { ...work.state, heldSinceMs };
  }
  await context.store.commit({ state: work.state });
  return error.availableAtMs;
}

/** A cycle in progress is resumed, unless it is so old (the machine slept) that its prices are stale. */
function isDue(context: RefreshContext, { state }: Work): boolean {
  const periodMs = context.periodMinutes * MINUTE_MS;
  if (state.startedAtMs === null || state.universe === null) return true;
  if (!isSameUniverse(state.universe, context.universe)) return true;
  // A refresh that failed before it began: its back-off is over.
  if (state.cycle === null && state.trouble !== null && state.trouble.retryAtMs !== null) {
    return true;
  }
  const ageMs = context.now() - state.startedAtMs;
  if (ageMs < 0) return true;
  // Alarms can fire a little early.
  return (
    ageMs >= (state.cycle === null ? periodMs - 5_000 : Math.max(2 * periodMs, 10 * MINUTE_MS))
  );
}

/** When to go on, ms on this machine's clock; null: all is done. */
async function runSlices(context: RefreshContext, work: Work): Promise<number | null> {
  const { venue, signal } = context;
  const { openInterest, openInterestHistory } = venue;
  let announcedAtMs = context.now();
  for (;;) {
    signal.throwIfAborted();
    syncClocks(context, work);
    const nowMs = context.now();
    if (work.board !== null && nowMs - announcedAtMs >= ANNOUNCE_MS) {
      announcedAtMs = nowMs;
      await context.announce(work.board, work.state);
    }
    const history = await wantedHistory(context, work);
    const queue = work.state.cycle?.queue ?? [];
    const fits = (source: { cost: Cost } | null) =>
      source === null
        ? 0
        : affordable(work.state.ledger, venue.budgets, source.cost, nowMs, work.state.stated);

    const histories = history.slice(0, Math.min(HISTORY_SLICE, fits(openInterestHistory)));
    if (openInterestHistory !== null && histories.length > 0) {
      await historySlice(context, work, openInterestHistory, histories);
      continue;
    }
    const sweep = queue.slice(0, Math.min(SWEEP_SLICE, fits(openInterest)));
    if (openInterest !== null && sweep.length > 0) {
      await sweepSlice(context, work, openInterest, sweep);
      continue;
    }
    if (queue.length === 0 && work.state.cycle !== null) await finishCycle(context, work);
    const waits = [];
    if (history.length > 0 && openInterestHistory !== null) waits.push(openInterestHistory.cost);
    if (queue.length > 0 && openInterest !== null) waits.push(openInterest.cost);
    if (waits.length === 0) return backfill(context, work);
    const resumeAtMs = Math.min(
      ...waits.map((cost) =>
        affordableAtMs(work.state.ledger, venue.budgets, cost, nowMs, work.state.stated),
      ),
    );
    if (resumeAtMs - nowMs > SHORT_WAIT_MS) return resumeAtMs;
    await context.sleep(resumeAtMs - nowMs, signal);
    // A first load may take longer than a period: then prices go first again.
    if (work.state.cycle === null && isDue(context, work)) return context.now();
  }
}

/** Symbols to request histories for; shuffled, see shuffledTiers(). */
async function wantedHistory(context: RefreshContext, { state, board }: Work): Promise<string[]> {
  const { openInterestHistory, budgets } = context.venue;
  if (openInterestHistory === null || board === null) return [];
  const nowMs = context.now();
  const first = await context.firstSymbols();
  const ordered = byPriority(board.perpStates, first);
  const tier = new Set(firstTier(ordered, first).map(({ perp }) => perp.symbol));
  const wanted = historyQueue(ordered, state.historyAskedAtMs, nowMs);
  const { cost } = openInterestHistory;
  const fits = affordable(state.ledger, budgets, cost, nowMs, state.stated);
  const count = Math.max(fits, wanted.filter((symbol) => tier.has(symbol)).length);
  return shuffledTiers(wanted, count, context.random);
}

async function finishCycle(context: RefreshContext, work: Work): Promise<void> {
  const nowMs = context.now();
  const historyAskedAtMs = Object.fromEntries(
    Object.entries(work.state.historyAskedAtMs).filter(
      ([, atMs]) => nowMs - atMs < HISTORY_RETRY_MS,
    ),
  );
  const { trouble } = work.state;
  work.state = {
    ...work.state,
    cycle: null,
    refreshedAtMs: nowMs,
    failures: 0,
    // A failure that stopped an earlier run is over; a failed part of this refresh is still shown.
    trouble: trouble?.retryAtMs === null ? trouble : null,
    historyAskedAtMs,
  };
  if (work.board === null) return context.store.commit({ state: work.state });
  const { clockSkewMs } = work.state;
  const asOfMs = nowMs + clockSkewMs;
  work.board = { ...work.board, asOfMs };
  if (context.venue.openInterestHistory === null) {
    const collecting = await context.store.collecting(context.venue.id, asOfMs, clockSkewMs);
    work.state = { ...work.state, collecting };
  }
  await context.store.commit({ state: work.state, board: work.board, asSnapshot: true });
  await context.announce(work.board, work.state);
  await context.store.maintain({
    venue: context.venue.id,
    nowMs: asOfMs,
    historyDays: context.historyDays,
    pause: () => context.sleep(0, context.signal),
  });
}

/** Stores the failure with its back-off, and leaves the last good board. */
async function storeTrouble(
  context: RefreshContext,
  work: Work,
  error: VenueError,
): Promise<number | null> {
  const before = work.state.trouble;
  const trouble = backOffAfter(error, work.state.failures, context.now(), context.random());
  if (before?.kind === trouble.kind) trouble.sinceMs = before.sinceMs;
  work.state = { ...work.state, trouble, failures: work.state.failures + 1 };
  await context.store.commit({ state: work.state });
  if (work.board !== null) await context.announce(work.board, work.state);
  return trouble.retryAtMs;
}
