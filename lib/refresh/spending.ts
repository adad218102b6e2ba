/**
 * Paying for requests before they are sent, so that a worker that dies in between has counted them; and listening to what
 * the answers say of the address's use, so that the person's own trading comes first.
 */
import type { TroubleKind } from '../domain/venue-status';
import type { VenueState } from './state';
import type { Cost } from '../http/budget';
import { affordable, affordableAtMs, endOfStatement, spare, spend } from '../http/budget';
import type { HttpClient } from '../http/client';
import type { RequestSite } from '../http/venue-error';
import { VenueError } from '../http/venue-error';
import type { RefreshContext, Work } from './context';
import { keepTime } from './clocks';
import { clientAt, isOfOrigin, originAfter } from './origins';

/** Venues that count by the second are waited for in place: an alarm comes no sooner than half a minute. */
export const SHORT_WAIT_MS = 10_000;

/** How long prices wait for an address that others use up. Then they are asked for once all the same: else a venue that is wrong about itself would stop us for good. */
const PATIENCE_MS = 600_000;

/** Thrown when no more may be asked for now: nothing is wrong, the rest just waits. */
export class BudgetSpent extends Error {
  constructor(
    readonly availableAtMs: number,
    /** Whether it is the address's use that holds us back, not our own ceiling. */
    readonly byOthers: boolean,
  ) {
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
      return await call(listeningClient(context, work, cost));
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
  keepTime(context, work);
  const askedAtMs = context.now();
  const { ledger } = work.state;
  const waitMs = affordableAtMs(ledger, budgets, cost, askedAtMs, said(context, work)) - askedAtMs;
  // Else the third host, or the third try, of a venue that counts by the second would be left for an alarm.
  if (waitMs > 0 && waitMs <= SHORT_WAIT_MS) await context.sleep(waitMs, context.signal);
  const nowMs = context.now();
  const statements = said(context, work);
  if (affordable(ledger, budgets, cost, nowMs, statements) < 1) {
    const byOthers = affordable(ledger, budgets, cost, nowMs) >= 1;
    throw new BudgetSpent(affordableAtMs(ledger, budgets, cost, nowMs, statements), byOthers);
  }
  work.state = withSpending(work.state, context, cost, 1);
  await context.store.commit({ state: work.state });
}

/** What the venue said, as far as it holds us back: not for ever, see PATIENCE_MS. */
export function said({ now }: RefreshContext, { state }: Work) {
  const { stated = {}, heldSinceMs = null } = state;
  return heldSinceMs !== null && now() - heldSinceMs >= PATIENCE_MS ? {} : stated;
}

/**
 * The client, noting what each answer says of the address's use. While nothing is known of it, the first request goes alone;
 * when that says that too little is left for `cost`, the others are not sent.
 */
export function listeningClient(context: RefreshContext, work: Work, cost: Cost): HttpClient {
  const { venue } = context;
  const http = clientAt(context.http, venue, work.state.origin);
  const hear = (site: RequestSite, headers: Headers): void => {
    const dateMs = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(dateMs)) work.dates = [...(work.dates ?? []), dateMs - context.now()];
    const heard = venue.stated?.(site, headers) ?? null;
    if (heard === null) return;
    const { budget, ...rest } = heard;
    const stated = { ...work.state.stated, [budget]: { ...rest, atMs: context.now() } };
    work.state = { ...work.state, stated };
  };
  let scout: Promise<unknown> | null = null;
  return async (request, signal) => {
    const send = async () => {
      const reply = await http(request, signal);
      hear(request, reply.headers);
      return reply;
    };
    if (scout === null) {
      const first = send();
      // Where what was said still counts, nobody waits for the first to come back.
      const isWaitedFor = venue.stated !== undefined && !isKnown(context, work, cost);
      scout = !isWaitedFor ? Promise.resolve() : first.catch(() => undefined);
      return first;
    }
    await scout;
    const untilMs = heldUntilMs(context, work, cost);
    if (untilMs !== null) throw new BudgetSpent(untilMs, true);
    return send();
  };
}

function isKnown(context: RefreshContext, { state }: Work, cost: Cost): boolean {
  return context.venue.budgets.some(
    (budget) =>
      cost[budget.id] !== undefined &&
      spare(state.stated ?? {}, state.ledger, budget, context.now()) !== null,
  );
}

/** Until when the address's use leaves no room for what `cost` is; null: there is room, or nothing is known. */
export function heldUntilMs(context: RefreshContext, work: Work, cost: Cost): number | null {
  const statements = said(context, work);
  const ends = context.venue.budgets.flatMap((budget) => {
    const statement = statements[budget.id];
    const left = spare(statements, work.state.ledger, budget, context.now());
    const units = cost[budget.id] ?? 0;
    return statement !== undefined && left !== null && left < units
      ? [endOfStatement(statement)]
      : [];
  });
  return ends.length === 0 ? null : Math.max(...ends);
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
