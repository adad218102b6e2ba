/** The board's status: why it has no rows, or the one notice in its status bar. Pure. */
import { isStaleAge } from '../domain/age';
import type { HistoryTrouble } from '../domain/history-trouble';
import type {
  BudgetStatus,
  Collecting,
  Trouble,
  TroubleKind,
  VenueStatus,
} from '../domain/venue-status';
import type { VenueId } from '../domain/venue';

export type EmptyState =
  | { kind: 'loading' }
  | { kind: 'unreadable' }
  | { kind: 'offline' }
  | { kind: 'all-off' }
  | { kind: 'trouble'; venue: VenueId; trouble: Trouble }
  | { kind: 'first-run' }
  | { kind: 'none-chosen' }
  | { kind: 'no-match' };

export type Notice =
  | { kind: 'offline' }
  | { kind: 'unreadable' }
  | { kind: 'trouble'; venue: VenueId; trouble: Trouble }
  | { kind: 'stale'; ageMs: number }
  | { kind: 'no-history'; trouble: HistoryTrouble }
  | { kind: 'collecting'; loaded: number; wanted: number; minutesLeft: number | null }
  | { kind: 'sampling'; venues: VenueId[]; collecting: Collecting }
  | { kind: 'ready' };

/** Requests' cost of one symbol's history, by budget. */
export type HistoryCost = Readonly<Record<string, number>>;

/** The inputs of the status. */
export interface BoardFacts {
  /** Null until the first read ends. */
  statuses: readonly VenueStatus[] | null;
  readFailed: boolean;
  /** Why there is no history; null when there is. */
  history: HistoryTrouble | null;
  online: boolean;
  allVenuesOff: boolean;
  listed: number;
  shown: number;
  /** Age of the board; null before the first refresh. */
  ageMs: number | null;
  staleAfterMs: number;
  historyCostOf: (venue: VenueId) => HistoryCost | null;
  /** This machine's time; the clock's own when absent. */
  nowMs?: number;
}

/** Null when there are rows to show. */
export function emptyStateOf(board: BoardFacts): EmptyState | null {
  if (board.shown > 0) return null;
  if (board.listed > 0) return { kind: 'no-match' };
  if (board.readFailed) return { kind: 'unreadable' };
  if (board.statuses === null) return { kind: 'loading' };
  if (board.allVenuesOff) return { kind: 'all-off' };
  if (!board.online) return { kind: 'offline' };
  const statuses = worthWaitingFor(board.statuses, () => true);
  const troubled = firstTrouble(statuses);
  if (troubled !== null) return troubled;
  // Quotes and asset classes that were just switched on appear with the next refresh.
  const isFetched =
    statuses.every(({ sweep }) => sweep === null) &&
    statuses.some(({ refreshedAtMs }) => refreshedAtMs !== null);
  return { kind: isFetched ? 'none-chosen' : 'first-run' };
}

export function noticeOf(board: BoardFacts): Notice {
  if (!board.online) return { kind: 'offline' };
  if (board.readFailed) return { kind: 'unreadable' };
  const statuses = worthWaitingFor(
    board.statuses ?? [],
    ({ refreshedAtMs }) => refreshedAtMs !== null,
  );
  const troubled = firstTrouble(statuses);
  if (troubled !== null) return troubled;
  if (board.ageMs !== null && isStaleAge(board.ageMs, board.staleAfterMs)) {
    return { kind: 'stale', ageMs: board.ageMs };
  }
  if (board.history !== null) return { kind: 'no-history', trouble: board.history };
  // Venues without a history endpoint fill their windows from our own samples.
  const loading = statuses.filter(({ collecting }) => collecting === null);
  const loaded = loading.reduce((sum, { history }) => sum + history.loaded, 0);
  const wanted = loading.reduce((sum, { history }) => sum + history.wanted, 0);
  if (loaded >= wanted) return samplingOf(statuses) ?? { kind: 'ready' };
  const minutes = loading.map((status) => historyMinutes(status, board.historyCostOf, board.nowMs));
  const known = minutes.filter((value) => value !== null);
  const minutesLeft = known.length < minutes.length ? null : Math.max(...known);
  return { kind: 'collecting', loaded, wanted, minutesLeft };
}

function samplingOf(statuses: readonly VenueStatus[]): Notice | null {
  const pending = statuses.flatMap((status) => {
    const collecting = pendingWindows(status);
    return collecting === null ? [] : [{ venue: status.venue, collecting }];
  });
  if (pending.length === 0) return null;
  const venues = pending.map(({ venue }) => venue);
  return { kind: 'sampling', venues, collecting: latestOf(pending.map((p) => p.collecting)) };
}

/**
 * Minutes until a venue's history is loaded within our own limits, whose units are freed stepwise; null when its costs
 * are unknown.
 */
export function historyMinutes(
  { venue, history, budgets }: VenueStatus,
  historyCostOf: (venue: VenueId) => HistoryCost | null,
  nowMs: number = Date.now(),
): number | null {
  const symbols = history.wanted - history.loaded;
  if (symbols <= 0) return 0;
  const costs = historyCostOf(venue);
  if (costs === null) return null;
  const waitsMs = budgets.map((budget) => waitMs(budget, symbols, costs[budget.id] ?? 0, nowMs));
  return Math.max(1, ...waitsMs.map((ms) => Math.ceil(ms / 60_000)));
}

/** ms until the last of `calls` may be sent: free units are used at once, used ones are free again after one window. */
function waitMs(budget: BudgetStatus, calls: number, cost: number, nowMs: number): number {
  const { used, ceiling, windowMs, address } = budget;
  const all = calls * cost;
  const firstMs = Math.max(0, (address?.heldUntilMs ?? 0) - nowMs);
  const freed = (budget.frees ?? [{ atMs: nowMs + windowMs, units: used }]).map(
    ({ atMs, units }) => ({ inMs: Math.max(firstMs, atMs - nowMs), units }),
  );
  const parts = [{ inMs: firstMs, units: Math.max(0, ceiling - used) }, ...freed];
  if (all === 0 || ceiling < cost) return 0;
  const whole = Math.ceil(all / ceiling) - 1;
  let left = all - whole * ceiling;
  const last = parts.find(({ units }) => (left -= units) <= 0) ?? parts.at(-1);
  return whole * windowMs + (last?.inMs ?? 0);
}

/** Kinds that need the user or the venue to act. */
const LASTING: ReadonlySet<TroubleKind> = new Set([
  'region',
  'nothing-listed',
  'forbidden',
  'permission',
]);

/** Once another venue has data, those with lasting trouble show it on their marks only. */
function worthWaitingFor(
  statuses: readonly VenueStatus[],
  carries: (status: VenueStatus) => boolean,
): readonly VenueStatus[] {
  const isCarried = statuses.some((status) => status.trouble === null && carries(status));
  return isCarried
    ? statuses.filter(({ trouble }) => trouble === null || !LASTING.has(trouble.kind))
    : statuses;
}

function firstTrouble(
  statuses: readonly VenueStatus[],
): { kind: 'trouble'; venue: VenueId; trouble: Trouble } | null {
  for (const { venue, trouble } of statuses) {
    if (trouble !== null) return { kind: 'trouble', venue, trouble };
  }
  return null;
}

/** Null when no window is pending. */
export function pendingWindows({ collecting }: VenueStatus): Collecting | null {
  return collecting?.some(({ readyAtMs }) => readyAtMs !== null) ? collecting : null;
}

/** Several venues as one: a window is ready when the last venue has it. */
export function latestOf(all: readonly Collecting[]): Collecting {
  const [first = [], ...others] = all;
  return first.map(({ windowMs, readyAtMs }) => ({
    windowMs,
    readyAtMs: others
      .flatMap((windows) => windows.filter((window) => window.windowMs === windowMs))
      .reduce(
        (latest, other) =>
          latest === null || other.readyAtMs === null
            ? (latest ?? other.readyAtMs)
            : Math.max(latest, other.readyAtMs),
        readyAtMs,
      ),
  }));
}
