/**
 * Our own count of what we ask of a venue, over a sliding window, because limits are per address and the person's
 * own trading shares it. Pure: the ledger is a value that is stored before anything is sent, so that a worker that
 * dies mid-way has counted too much rather than too little.
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

interface Spending {
  atMs: number;
  units: number;
}

/** By budget id, oldest first. */
export type Ledger = Readonly<Record<string, readonly Spending[]>>;

/** A little longer than the window: the venue's clock and ours do not tick together. */
function slackMs({ windowMs }: Budget): number {
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
): number {
  let calls = Number.POSITIVE_INFINITY;
  for (const budget of budgets) {
    const units = cost[budget.id];
    if (units === undefined || units === 0) continue;
    calls = Math.min(calls, Math.floor((budget.ceiling - used(ledger, budget, nowMs)) / units));
  }
  return Math.max(0, calls);
}

/** When one call of `cost` will fit, ms; now when it already does. */
export function affordableAtMs(
  ledger: Ledger,
  budgets: readonly Budget[],
  cost: Cost,
  nowMs: number,
): number {
  let atMs = nowMs;
  for (const budget of budgets) {
    const units = cost[budget.id] ?? 0;
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

function recent(ledger: Ledger, budget: Budget, nowMs: number): readonly Spending[] {
  const sinceMs = nowMs - budget.windowMs - slackMs(budget);
  return (ledger[budget.id] ?? []).filter((spending) => spending.atMs > sinceMs);
}
