/**
 * The request budget of a venue. Its rate limits are per IP address, which the user's own trading shares, so two bounds
 * hold: our own use over a sliding window, at most a quarter of the published limit; and the use of the whole address
 * as the venue states it, whose last quarter stays free. Pure: the ledger is a value that is stored before a request is
 * sent, so that a worker that dies counts too much rather than too little.
 */

/** Our own ceiling for one of a venue's rate limits: at most a quarter of it. */
export interface Budget {
  id: string;
  /** Units (request weight, or requests) per window. */
  ceiling: number;
  windowMs: number;
}

/** Units that one call costs, by budget id. */
export type Cost = Readonly<Record<string, number>>;

export interface Spending {
  atMs: number;
  units: number;
}

/** By budget id, oldest first. */
export type Ledger = Readonly<Record<string, readonly Spending[]>>;

/** The use of a rate limit by the whole IP address, as the venue stated it at `atMs` (this machine's clock). */
export interface Statement {
  atMs: number;
  /** Units of the budget. */
  used: number;
  limit: number;
  windowMs: number;
}

/** The newest statement, by budget id. */
export type Statements = Readonly<Record<string, Statement>>;

/** The rest of the limit is reserved for the user's own requests. */
const SHARED = 0.75;

/**
 * Units that the newest statement leaves us; null when there is none, or it has expired. A statement expires after one
 * window, so that a wrong one slows us down only for that long.
 */
export function spare(
  statements: Statements,
  ledger: Ledger,
  budget: Budget,
  nowMs: number,
): number | null {
  const statement = statements[budget.id];
  if (statement === undefined || !isCurrent(statement, nowMs)) return null;
  const since = (ledger[budget.id] ?? []).filter(({ atMs }) => atMs > statement.atMs);
  const ours = since.reduce((sum, { units }) => sum + units, 0);
  return Math.max(0, Math.floor(statement.limit * SHARED - statement.used - ours));
}

/** When a statement expires, ms. */
export function endOfStatement(statement: Statement): number {
  return statement.atMs + statement.windowMs + slackMs(statement);
}

function isCurrent(statement: Statement, nowMs: number): boolean {
  return nowMs >= statement.atMs && nowMs < endOfStatement(statement);
}

/** A margin on each window, since the venue's clock and ours differ. */
function slackMs({ windowMs }: Pick<Budget, 'windowMs'>): number {
  return Math.min(2_000, windowMs / 4);
}

/** Units used in the window that ends now. A spending in the future (a clock was set back) counts as now. */
export function used(ledger: Ledger, budget: Budget, nowMs: number): number {
  return recent(ledger, budget, nowMs).reduce((sum, { units }) => sum + units, 0);
}

/** How many calls of `cost` the budgets allow now. */
export function affordable(
  ledger: Ledger,
  budgets: readonly Budget[],
  cost: Cost,
  nowMs: number,
  statements: Statements = {},
): number {
  let calls = Number.POSITIVE_INFINITY;
  for (const budget of budgets) {
    const units = cost[budget.id];
    if (units === undefined || units === 0) continue;
    const ours = budget.ceiling - used(ledger, budget, nowMs);
    const left = spare(statements, ledger, budget, nowMs) ?? ours;
    calls = Math.min(calls, Math.floor(Math.min(ours, left) / units));
  }
  return Math.max(0, calls);
}

/** When the budgets allow one call of `cost`, ms; now when they already do. */
export function affordableAtMs(
  ledger: Ledger,
  budgets: readonly Budget[],
  cost: Cost,
  nowMs: number,
  statements: Statements = {},
): number {
  let atMs = nowMs;
  for (const budget of budgets) {
    const units = cost[budget.id] ?? 0;
    const statement = statements[budget.id];
    const left = spare(statements, ledger, budget, nowMs);
    if (statement !== undefined && left !== null && left < units) {
      atMs = Math.max(atMs, endOfStatement(statement));
    }
    let free = budget.ceiling - used(ledger, budget, nowMs);
    for (const spending of recent(ledger, budget, nowMs)) {
      if (free >= units) break;
      free += spending.units;
      atMs = Math.max(atMs, Math.min(spending.atMs, nowMs) + budget.windowMs + slackMs(budget));
    }
  }
  return atMs;
}

/** The ledger after `calls` calls of `cost`, without spendings that have left their window. */
export function spend(
  ledger: Ledger,
  budgets: readonly Budget[],
  cost: Cost,
  calls: number,
  nowMs: number,
): Ledger {
  const next: Record<string, readonly Spending[]> = {};
  for (const budget of budgets) {
    const units = (cost[budget.id] ?? 0) * calls;
    const spent = recent(ledger, budget, nowMs);
    next[budget.id] = units === 0 ? spent : [...spent, { atMs: nowMs, units }];
  }
  return next;
}

/** When used units become free again, soonest first. */
export function freeing(ledger: Ledger, budget: Budget, nowMs: number): Spending[] {
  return recent(ledger, budget, nowMs).map(({ atMs, units }) => ({
    atMs: Math.min(atMs, nowMs) + budget.windowMs + slackMs(budget),
    units,
  }));
}

function recent(ledger: Ledger, budget: Budget, nowMs: number): readonly Spending[] {
  const sinceMs = nowMs - budget.windowMs - slackMs(budget);
  return (ledger[budget.id] ?? []).filter((spending) => spending.atMs > sinceMs);
}
