/** Paying for requests before they are sent, so that a worker that dies in between has counted them. */
import type { TroubleKind } from '../domain/venue-status';
import type { VenueState } from '../history/records';
import type { Cost } from '../http/budget';
import { affordable, affordableAtMs, spend } from '../http/budget';
import type { HttpClient } from '../http/client';
import { VenueError } from '../http/venue-error';
import type { RefreshContext, Work } from './context';
import { clientAt, isOfOrigin, originAfter } from './origins';

/** Venues that count by the second are waited for in place: an alarm comes no sooner than half a minute. */
export const SHORT_WAIT_MS = 10_000;

/** Thrown when our own ceiling is reached: nothing is wrong, the rest just waits. */
export class BudgetSpent extends Error {
  constructor(readonly availableAtMs: number) {
    super('the request budget is spent for now');
  }
}

/**
 * Stores the spending of one call, then makes it; again after a pause where the trouble is passing, and at the venue's
 * next origin where it is that host's.
 */
export async function paidCall<T>(
  context: RefreshContext,
  work: Work,
  cost: Cost,
  call: (http: HttpClient) => Promise<T>,
): Promise<T> {
  const { venue } = context;
  let originsLeft = venue.apiOrigins.length - 1;
  let telling: VenueError | null = null;
  for (let attempt = 1; ; attempt += 1) {
    await pay(context, work, cost);
    try {
      return await call(clientAt(context.http, venue, work.state.origin));
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      telling = moreTelling(telling, error);
      if (isOfOrigin(error.kind) && originsLeft > 0) {
        originsLeft -= 1;
        work.state = { ...work.state, origin: originAfter(venue, work.state.origin) };
        continue;
      }
      if (!isPassing(error) || attempt >= ATTEMPTS) throw telling;
      await context.sleep(1000 * attempt * (0.5 + context.random()), context.signal);
    }
  }
}

const ATTEMPTS = 3;

/** Of what several hosts say the first of these counts: why one refuses tells more than that another is not well. */
const TELLING: readonly TroubleKind[] = [
  'banned',
  'rate-limited',
  'region',
  'nothing-listed',
  'forbidden',
];

/** The newer error, unless a host before has said more. */
function moreTelling(before: VenueError | null, error: VenueError): VenueError {
  if (before === null) return error;
  const rankOf = ({ kind }: VenueError) => {
    const rank = TELLING.indexOf(kind);
    return rank < 0 ? TELLING.length : rank;
  };
  return rankOf(before) < rankOf(error) ? before : error;
}

/** All our requests only read, so repeating one is safe; these kinds may well be gone a second later. */
function isPassing({ kind }: VenueError): boolean {
  return kind === 'server' || kind === 'not-json' || kind === 'offline';
}

async function pay(context: RefreshContext, work: Work, cost: Cost): Promise<void> {
  const { budgets } = context.venue;
  const askedAtMs = context.now();
  const waitMs = affordableAtMs(work.state.ledger, budgets, cost, askedAtMs) - askedAtMs;
  // Else the third host, or the third try, of a venue that counts by the second would be left for an alarm.
  if (waitMs > 0 && waitMs <= SHORT_WAIT_MS) await context.sleep(waitMs, context.signal);
  const nowMs = context.now();
  if (affordable(work.state.ledger, budgets, cost, nowMs) < 1) {
    throw new BudgetSpent(affordableAtMs(work.state.ledger, budgets, cost, nowMs));
  }
  work.state = withSpending(work.state, context, cost, 1);
  await context.store.commit({ state: work.state });
}

export function withSpending(
  state: VenueState,
  context: RefreshContext,
  cost: Cost,
  calls: number,
): VenueState {
  const ledger = spend(state.ledger, context.venue.budgets, cost, calls, context.now());
  return { ...state, ledger };
}
