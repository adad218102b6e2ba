/**
 * One venue's refresh, from wherever the last worker left it: begin (listing, prices), then slices of history and open
 * interest by priority until all is asked or our own budget is spent, then one snapshot for the history.
 * Safe to repeat at any point; the caller sees to it that only one runs at a time.
 */
import { isSameUniverse } from '../domain/perp';
import type { Trouble } from '../domain/venue-status';
import { shuffled } from '../domain/shuffled';
import { VenueError } from '../http/venue-error';
import { affordable, affordableAtMs } from '../http/budget';
import { mayBeForced, troubleOf } from './back-off';
import { beginCycle } from './begin';
import type { RefreshContext, Work } from './context';
import { keepTime } from './clocks';
import { askPast } from './past';
import { ASK_AGAIN_MS, byPriority, firstTier, historyQueue } from './plan';
import { historySlice, sweepSlice } from './slices';
import { BudgetSpent, SHORT_WAIT_MS } from './spending';

export interface RefreshOptions {
  /** What a person asked for: now, though it is not due. */
  force: boolean;
  /** They know that the venue asked us to wait. */
  warned?: boolean;
  /** Called once new prices are stored: what follows may take minutes. */
  onPrices?: () => void;
}

export interface RefreshOutcome {
  /** When to come back for what the budget or a trouble has put off, on this machine's clock; null: nothing waits. */
  resumeAtMs: number | null;
  /** Why there is no more of it for now; null: there is nothing to stop. */
  stoppedBy: 'budget' | 'address' | Trouble | null;
}

const HISTORY_SLICE = 20;
const SWEEP_SLICE = 40;
/** People see progress once a second, not at every slice. */
const ANNOUNCE_MS = 1_000;

export async function refreshVenue(
  context: RefreshContext,
  options: RefreshOptions,
): Promise<RefreshOutcome> {
  const stored = await context.store.load(context.venue.id);
  const work: Work = {
    state: { ...stored.state, budgets: context.venue.budgets },
    board: stored.board,
  };
  keepTime(context, work);
  const waitUntilMs = waitingUntilMs(context, work, options);
  if (waitUntilMs !== null) {
    // With its times put right, should they have been wrong.
    await context.store.commit({ state: work.state });
    return { resumeAtMs: waitUntilMs, stoppedBy: work.state.trouble };
  }
  try {
    await mustBePermitted(context);
    if (options.force || isDue(context, work)) {
      await beginCycle(context, work, stored.perps);
      options.onPrices?.();
    }
    return { resumeAtMs: await runSlices(context, work), stoppedBy: null };
  } catch (error) {
    if (error instanceof BudgetSpent) {
      const stoppedBy = error.byOthers ? 'address' : 'budget';
      return { resumeAtMs: await noteSpent(context, work, error), stoppedBy };
    }
    if (error instanceof VenueError) {
      const resumeAtMs = await noteTrouble(context, work, error);
      return { resumeAtMs, stoppedBy: work.state.trouble };
    }
    throw error;
  }
}

async function mustBePermitted({ venue, isPermitted }: RefreshContext): Promise<void> {
  if (await isPermitted()) return;
  const site = { venue: venue.id, endpoint: venue.apiOrigins[0] };
  throw new VenueError(site, 'permission', 'the browser does not allow requests to it');
}

function waitingUntilMs(
  context: RefreshContext,
  work: Work,
  { force, warned = false }: RefreshOptions,
): number | null {
  const { trouble } = work.state;
  if (trouble === null || trouble.retryAtMs === null) return null;
  if (trouble.retryAtMs <= context.now()) return null;
  return force && mayBeForced(trouble, warned) ? null : trouble.retryAtMs;
}

/** What the address's use puts off is put off for a while, not for good; see said() in spending.ts. */
async function noteSpent(context: RefreshContext, work: Work, error: BudgetSpent): Promise<number> {
  if (error.byOthers) {
    const heldSinceMs = work.state.heldSinceMs ?? context.now();
    work.state = { ...work.state, heldSinceMs };
  }
  await context.store.commit({ state: work.state });
  return error.availableAtMs;
}

/** A refresh under way goes on, unless it is so old (the machine slept) that its prices are worth nothing. */
function isDue(context: RefreshContext, { state }: Work): boolean {
  const periodMs = context.periodMinutes * 60_000;
  if (state.startedAtMs === null || state.universe === null) return true;
  if (!isSameUniverse(state.universe, context.universe)) return true;
  // A refresh that failed before it began is owed; its wait is over, or we would not be here.
  if (state.cycle === null && state.trouble !== null && state.trouble.retryAtMs !== null)
    return true;
  const ageMs = context.now() - state.startedAtMs;
  if (ageMs < 0) return true;
  // An alarm may ring a little early.
  return ageMs >= (state.cycle === null ? periodMs - 5_000 : Math.max(2 * periodMs, 600_000));
}

async function runSlices(context: RefreshContext, work: Work): Promise<number | null> {
  const { venue, signal } = context;
  const { openInterest, openInterestHistory } = venue;
  let announcedAtMs = context.now();
  for (;;) {
    signal.throwIfAborted();
    keepTime(context, work);
    const nowMs = context.now();
    if (work.board !== null && nowMs - announcedAtMs >= ANNOUNCE_MS) {
      announcedAtMs = nowMs;
      await context.announce(work.board, work.state);
    }
    const history = await wantedHistory(context, work);
    const queue = work.state.cycle?.queue ?? [];
    const fits = (source: { cost: Parameters<typeof affordable>[2] } | null) =>
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
    if (waits.length === 0) return askPast(context, work);
    const resumeAtMs = Math.min(
      ...waits.map((cost) =>
        affordableAtMs(work.state.ledger, venue.budgets, cost, nowMs, work.state.stated),
      ),
    );
    if (resumeAtMs - nowMs > SHORT_WAIT_MS) return resumeAtMs;
    await context.sleep(resumeAtMs - nowMs, signal);
    // The past may take longer than a period: then prices come first again.
    if (work.state.cycle === null && isDue(context, work)) return context.now();
  }
}

/** By priority, but in no order within what can be asked for now, or the first tier; see begin.ts. */
async function wantedHistory(context: RefreshContext, { state, board }: Work): Promise<string[]> {
  const { openInterestHistory, budgets } = context.venue;
  if (openInterestHistory === null || board === null) return [];
  const nowMs = context.now();
  const first = await context.firstSymbols();
  const ordered = byPriority(board.standings, first);
  const tier = new Set(firstTier(ordered, first).map(({ perp }) => perp.symbol));
  const wanted = historyQueue(ordered, state.historyAskedAtMs, nowMs);
  const { cost } = openInterestHistory;
  const fits = affordable(state.ledger, budgets, cost, nowMs, state.stated);
  const now = Math.max(fits, wanted.filter((symbol) => tier.has(symbol)).length);
  return [...shuffled(wanted.slice(0, now), context.random), ...wanted.slice(now)];
}

async function finishCycle(context: RefreshContext, work: Work): Promise<void> {
  const nowMs = context.now();
  const historyAskedAtMs = Object.fromEntries(
    Object.entries(work.state.historyAskedAtMs).filter(([, atMs]) => nowMs - atMs < ASK_AGAIN_MS),
  );
  const { trouble } = work.state;
  work.state = {
    ...work.state,
    cycle: null,
    refreshedAtMs: nowMs,
    failures: 0,
    // What stopped an earlier worker is over; a lesser part lost in this refresh is still worth saying.
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
  await context.store.upkeep({
    venue: context.venue.id,
    nowMs: asOfMs,
    historyDays: context.historyDays,
    pause: () => context.sleep(0, context.signal),
  });
}

/** The last good board stays; the state says what is wrong and until when to leave the venue alone. */
async function noteTrouble(
  context: RefreshContext,
  work: Work,
  error: VenueError,
): Promise<number | null> {
  const before = work.state.trouble;
  const trouble = troubleOf(error, work.state.failures, context.now(), context.random());
  if (before?.kind === trouble.kind) trouble.sinceMs = before.sinceMs;
  work.state = { ...work.state, trouble, failures: work.state.failures + 1 };
  await context.store.commit({ state: work.state });
  if (work.board !== null) await context.announce(work.board, work.state);
  return trouble.retryAtMs;
}
