/**
 * Requests within the budget. What a request costs is stored before it is sent, so that a worker that dies in between has counted
 * it; and each answer's statement of the IP address's use is tracked, so that the user's own trading keeps its share.
 */
import pMap from 'p-map';
import type { Perp } from '../domain/perp';
import type { TroubleKind } from '../domain/venue-status';
import type { VenueState } from './state';
import { possibleAt } from './state';
import type { Cost, Statements } from '../http/budget';
import { affordable, affordableAtMs, endOfStatement, spare, spend } from '../http/budget';
import type { HttpClient } from '../http/client';
import { headerDate } from '../http/headers';
import type { RequestSite } from '../http/venue-error';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { PerSymbol, Venue } from '../venues/contract';
import type { RefreshContext, Work } from './context';

/** Shorter waits are slept through: an alarm fires after half a minute at the earliest. */
export const SHORT_WAIT_MS = 10_000;

/** Statements that hold us back longer than this are ignored, or a venue with wrong ones would stop us for good. */
const MAX_HOLD_MS = 600_000;

const MAX_ATTEMPTS = 3;

/** Few, since the user's browsing shares the connection. */
const CONCURRENCY = 6;

/** Timers, and the two clocks, differ by less. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Thrown when the budget allows no more for now; not a failure. */
export class BudgetSpent extends Error {
  constructor(
    /** When it allows the next call, ms on this machine's clock. */
    readonly availableAtMs: number,
    /** Whether the IP address's use is the reason, not our own ceiling. */
    readonly byOthers: boolean,
  ) {
    super('the request budget is spent for now');
  }
}

/**
 * One call within the budget. Retries transient failures, and moves to the venue's next origin on failures of one host. Rejects
 * with BudgetSpent, or the most specific VenueError of all attempts.
 */
export async function budgetedCall<T>(
  context: RefreshContext,
  work: Work,
  cost: Cost,
  call: (http: HttpClient) => Promise<T>,
): Promise<T> {
  const { venue } = context;
  let originsLeft = venue.apiOrigins.length - 1;
  let worst: VenueError | null = null;
  for (let attempt = 1; ; attempt += 1) {
    await pay(context, work, cost);
    try {
      return await call(trackingClient(context, work, cost));
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      worst = moreSpecific(worst, error);
      if (isOfOrigin(error.kind) && originsLeft > 0) {
        originsLeft -= 1;
        work.state = { ...work.state, origin: nextOrigin(venue, work.state.origin) };
        continue;
      }
      if (!isTransient(error) || attempt >= MAX_ATTEMPTS) throw worst;
      await context.sleep(1000 * attempt * (0.5 + context.random()), context.signal);
    }
  }
}

/** Checks and stores the cost of one call. */
async function pay(context: RefreshContext, work: Work, cost: Cost): Promise<void> {
  const { budgets } = context.venue;
  syncClocks(context, work);
  const askedAtMs = context.now();
  const { ledger } = work.state;
  const statements = currentStatements(context, work);
  const waitMs = affordableAtMs(ledger, budgets, cost, askedAtMs, statements) - askedAtMs;
  // Else the next origin, or attempt, of a venue with limits per second would wait for an alarm.
  if (waitMs > 0 && waitMs <= SHORT_WAIT_MS) await context.sleep(waitMs, context.signal);
  const nowMs = context.now();
  const stated = currentStatements(context, work);
  if (affordable(ledger, budgets, cost, nowMs, stated) < 1) {
    const byOthers = affordable(ledger, budgets, cost, nowMs) >= 1;
    throw new BudgetSpent(affordableAtMs(ledger, budgets, cost, nowMs, stated), byOthers);
  }
  work.state = withSpending(work.state, context, cost, 1);
  await context.store.commit({ state: work.state });
}

/** The venue's statements, until they have held us back for MAX_HOLD_MS. */
export function currentStatements({ now }: RefreshContext, { state }: Work): Statements {
  const { stated = {}, heldSinceMs = null } = state;
  return heldSinceMs !== null && now() - heldSinceMs >= MAX_HOLD_MS ? {} : stated;
}

/**
 * A client for the venue's current origin that records what each answer states of the address's use. While no statement is
 * current, the first request goes alone; if its answer leaves too little for `cost`, the others reject with BudgetSpent.
 */
function trackingClient(context: RefreshContext, work: Work, cost: Cost): HttpClient {
  const { venue } = context;
  const http = clientAt(context.http, venue, work.state.origin);
  const track = (site: RequestSite, headers: Headers): void => {
    const dateMs = headerDate(headers);
    if (dateMs !== null) work.dateSkewsMs = [...(work.dateSkewsMs ?? []), dateMs - context.now()];
    const statement = venue.stated?.(site, headers) ?? null;
    if (statement === null) return;
    const { budget, ...rest } = statement;
    const stated = { ...work.state.stated, [budget]: { ...rest, atMs: context.now() } };
    work.state = { ...work.state, stated };
  };
  let first: Promise<unknown> | null = null;
  return async (request, signal) => {
    const send = async () => {
      const reply = await http(request, signal);
      track(request, reply.headers);
      return reply;
    };
    if (first === null) {
      const reply = send();
      const isAwaited = venue.stated !== undefined && !hasStatement(context, work, cost);
      first = isAwaited ? reply.catch(() => undefined) : Promise.resolve();
      return reply;
    }
    await first;
    const untilMs = heldUntilMs(context, work, cost);
    if (untilMs !== null) throw new BudgetSpent(untilMs, true);
    return send();
  };
}

function hasStatement(context: RefreshContext, { state }: Work, cost: Cost): boolean {
  return context.venue.budgets.some(
    (budget) =>
      cost[budget.id] !== undefined &&
      spare(state.stated ?? {}, state.ledger, budget, context.now()) !== null,
  );
}

/** Until when the address's use leaves too little for `cost`, ms; null: it leaves enough, or none is stated. */
function heldUntilMs(context: RefreshContext, work: Work, cost: Cost): number | null {
  const statements = currentStatements(context, work);
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

function withSpending(
  state: VenueState,
  context: RefreshContext,
  cost: Cost,
  calls: number,
): VenueState {
  const ledger = spend(state.ledger, context.venue.budgets, cost, calls, context.now());
  return { ...state, ledger };
}

/**
 * Updates the stored clocks, and moves stored times that can't be right. Called before the budget is looked at: this machine's
 * clock can be set, so only the steady clock proves that time has passed. That one lives as long as the browser's process of the
 * extension, across restarts of the worker.
 */
export function syncClocks(context: RefreshContext, work: Work): void {
  const wallMs = context.now();
  const steadyMs = (context.steady ?? context.now)();
  const { clocks } = work.state;
  const aheadMs = clocks === undefined ? 0 : wallMs - clocks.wallMs - (steadyMs - clocks.steadyMs);
  const state = aheadMs > CLOCK_TOLERANCE_MS ? shifted(work.state, aheadMs) : work.state;
  work.state = { ...possibleAt(state, wallMs), clocks: { wallMs, steadyMs } };
}

/** The wall clock was set ahead by `ms`: spendings and statements are no older for that. */
function shifted(state: VenueState, ms: number): VenueState {
  return {
    ...state,
    ledger: Object.fromEntries(
      Object.entries(state.ledger).map(([id, list]) => [
        id,
        list.map(({ atMs, units }) => ({ atMs: atMs + ms, units })),
      ]),
    ),
    stated: Object.fromEntries(
      Object.entries(state.stated ?? {}).map(([id, statement]) => [
        id,
        { ...statement, atMs: statement.atMs + ms },
      ]),
    ),
  };
}

/** The first of these is reported when hosts fail differently: a reason says more than an outage. */
const MOST_SPECIFIC: readonly TroubleKind[] = [
  'banned',
  'rate-limited',
  'region',
  'nothing-listed',
  'forbidden',
];

function moreSpecific(before: VenueError | null, error: VenueError): VenueError {
  if (before === null) return error;
  const rankOf = ({ kind }: VenueError) => {
    const rank = MOST_SPECIFIC.indexOf(kind);
    return rank < 0 ? MOST_SPECIFIC.length : rank;
  };
  return rankOf(before) < rankOf(error) ? before : error;
}

/** Safe to retry, since all our requests only read. */
function isTransient({ kind }: VenueError): boolean {
  return kind === 'server' || kind === 'not-json' || kind === 'offline';
}

/** Failures of one host or of our region; rate limits are shared by all hosts. */
function isOfOrigin(kind: TroubleKind): boolean {
  return /^(offline|region|nothing-listed|forbidden|redirected)$/.test(kind);
}

/** Requests are written for the first origin and sent to `origin`, if it is one of the venue's; null: the first. */
function clientAt(http: HttpClient, venue: Venue, origin: string | null): HttpClient {
  const [first] = venue.apiOrigins;
  if (origin === null || origin === first || !venue.apiOrigins.includes(origin)) return http;
  return (request, signal) =>
    http({ ...request, url: origin + request.url.slice(first.length) }, signal);
}

/** Wraps around after the last. */
function nextOrigin({ apiOrigins }: Venue, origin: string | null): string {
  const index = apiOrigins.indexOf(origin ?? apiOrigins[0]);
  return apiOrigins[(index + 1) % apiOrigins.length] ?? apiOrigins[0];
}

/** By symbol. A symbol that was not requested in the end is in neither. */
export interface Answers<T> {
  good: Map<string, T>;
  failed: Map<string, VenueError>;
  /** A failure of the whole venue: the remaining requests were not sent. */
  stop: VenueError | null;
}

/** One request for each of `symbols` that is on the board. The cost of all is stored first, what was not sent is returned after. */
export async function askForSymbols<T>(
  context: RefreshContext,
  work: Work,
  source: PerSymbol<T>,
  symbols: readonly string[],
): Promise<Answers<T>> {
  const { ledger, stated: before } = work.state;
  work.state = withSpending(work.state, context, source.cost, symbols.length);
  await context.store.commit({ state: work.state });
  const http = trackingClient(context, work, source.cost);
  const perpOf = new Map(work.board?.perpStates.map(({ perp }) => [perp.symbol, perp]));
  const perps = symbols.flatMap((symbol) => perpOf.get(symbol) ?? []);
  const answers = await askMany(perps, (perp) => source.fetch(http, perp, context.signal));
  // The window is counted from now, when the last request has certainly been sent, and statements made meanwhile include all.
  const sent = answers.good.size + answers.failed.size;
  const stated = Object.entries(work.state.stated ?? {}).map(([id, statement]) =>
    statement === before?.[id]
      ? ([id, statement] as const)
      : ([id, { ...statement, atMs: context.now() }] as const),
  );
  work.state = withSpending({ ...work.state, ledger }, context, source.cost, sent);
  work.state = { ...work.state, stated: Object.fromEntries(stated) };
  return answers;
}

/**
 * `ask` for each perpetual, few at a time. A failure of one leaves the others; a failure of the venue, or a spent budget, stops
 * the rest. Rejects with anything else, such as an abort.
 */
export async function askMany<T>(
  perps: readonly Perp[],
  ask: (perp: Perp) => Promise<T>,
): Promise<Answers<T>> {
  const answers: Answers<T> = { good: new Map(), failed: new Map(), stop: null };
  const { good, failed } = answers;
  let isSpent = false;
  const askOne = async (perp: Perp) => {
    if (answers.stop !== null || isSpent) return;
    try {
      good.set(perp.symbol, await ask(perp));
    } catch (error) {
      if (error instanceof BudgetSpent) {
        isSpent = true;
        return;
      }
      if (!(error instanceof VenueError)) throw error;
      failed.set(perp.symbol, error);
      if (stopsTheVenue(error.kind)) answers.stop ??= error;
    }
  };
  await pMap(perps, askOne, { concurrency: CONCURRENCY });
  return { good, failed, stop: answers.stop ?? commonFailure(good, failed) };
}

/** Several failures and no success are the venue's fault. Rejected symbols (`refused`) say nothing about the venue. */
function commonFailure<T>(
  good: ReadonlyMap<string, T>,
  failed: ReadonlyMap<string, VenueError>,
): VenueError | null {
  const faults = [...failed.values()].filter(({ kind }) => kind !== 'refused');
  return good.size === 0 && faults.length > 1 ? (faults[0] ?? null) : null;
}
