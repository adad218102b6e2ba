/**
 * What we may ask of a venue. Limits are per address, and the person's own trading shares it, so there are two bounds: our
 * own count over a sliding window, of which a quarter of the limit is ours; and what the venue's answers say of the whole
 * address, of which the last quarter is never ours. Pure: the ledger is a value that is stored before anything is sent,
 * so that a worker that dies mid-way has counted too much rather than too little.
 */

/** A ceiling of ours: at most a quarter of what the venue publishes. */
export interface Budget {
  id: string;
  /** Units (request weight, or requests) per window. */
  ceiling: number;
  windowMs: number;
}

/** What one call costs, by budget id. */
export type Cost = Readonly<Record<string, number>>;

export interface Spending {
  atMs: number;
  units: number;
}

/** By budget id, oldest first. */
export type Ledger = Readonly<Record<string, readonly Spending[]>>;

/** What a venue said that the address has used of a limit, by everybody on it; and when we heard it. */
export interface Statement {
  atMs: number;
  /** Units of the budget. */
  used: number;
  limit: number;
  windowMs: number;
}

/** The newest, by budget id. */
export type Statements = Readonly<Record<string, Statement>>;

/** Beyond this share of the limit, the address is its person's alone. */
const SHARED = 0.75;

/**
 * What of the address is left to us by the budget's newest statement; null when there is none that still counts. A
 * statement counts for one window, whatever it says: a venue that is wrong about itself slows us down and no more.
 */
export function spare(
  statements: Statements,
  ledger: Ledger,
  budget: Budget,
  nowMs: number,
): number | null {
  const said = statements[budget.id];
  if (said === undefined || !counts(said, nowMs)) return null;
  const since = (ledger[budget.id] ?? []).filter(({ atMs }) => atMs > said.atMs);
  const ours = since.reduce((sum, { units }) => sum + units, 0);
  return Math.max(0, Math.floor(said.limit * SHARED - said.used - ours));
}

/** When what was said no longer counts, ms. */
export function endOfStatement(said: Statement): number {
  return said.atMs + said.windowMs + slackMs(said);
}

function counts(said: Statement, nowMs: number): boolean {
  return nowMs >= said.atMs && nowMs < endOfStatement(said);
}

/** A little longer than the window: the venue's clock and ours do not tick together. */
function slackMs({ windowMs }: Pick<Budget, 'windowMs'>): number {
  return Math.min(2_000, windowMs / 4);
}

/** Units used in the window that ends now. A spending from the future (a clock set back) counts as now. */
export function used(ledger: Ledger, budget: Budget, nowMs: number): number {
  return recent(ledger, budget, nowMs).reduce((sum, { units }) => sum + units, 0);
}

/** How many calls of `cost` fit now. */
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

/** When one call of `cost` will fit, ms; now when it already does. */
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
    const said = statements[budget.id];
    const left = spare(statements, ledger, budget, nowMs);
    if (said !== undefined && left !== null && left < units) {
      atMs = Math.max(atMs, endOfStatement(said));
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

/** The ledger after `calls` calls of `cost`; what has left every window is forgotten. */
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
    const kept = recent(ledger, budget, nowMs);
    next[budget.id] = units === 0 ? kept : [...kept, { atMs: nowMs, units }];
  }
  return next;
}

/** When and how many units used up become free again, soonest first. */
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
