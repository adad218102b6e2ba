/**
 * The probe's own budget: a twentieth of each published limit, in any of its windows. Where that is less than the most
 * expensive request, the window is stretched until the request fits.
 */
import type { Cost } from '../../../lib/http/budget';
import type { Limit } from './contract';

const PART = 20;

interface Clock {
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Statement extends Limit {
  spent: number;
  /** Peak use within a window of `allowedMs`, and the allowed use. */
  peak: number;
  allowed: number;
  allowedMs: number;
}

interface Share extends Statement {
  payments: { atMs: number; units: number }[];
}

export class ProbeBudget {
  private readonly shares: readonly Share[];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    limits: readonly Limit[],
    costs: readonly Cost[],
    private readonly clock: Clock,
  ) {
    this.shares = limits.map((limit) => {
      const maxCost = Math.max(1, ...costs.map((cost) => cost[limit.id] ?? 0));
      const allowed = Math.max(maxCost, Math.floor(limit.units / PART));
      const windows = Math.max(1, (allowed * PART) / limit.units);
      const allowedMs = Math.ceil(limit.windowMs * windows);
      return { ...limit, spent: 0, peak: 0, allowed, allowedMs, payments: [] };
    });
  }

  /** One task at a time, so that requests arrive in the order of their payments. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  statement(): Statement[] {
    return this.shares.map(({ payments: _, ...statement }) => statement);
  }

  /** Waits until `cost` fits, and counts it. Throws for a limit that the venue does not have. */
  async pay(cost: Cost, signal: AbortSignal): Promise<void> {
    const parts = Object.entries(cost).map(([id, units]) => {
      const share = this.shares.find((each) => each.id === id);
      if (share === undefined) throw new Error(`no limit is called ${id}`);
      return { share, units };
    });
    for (;;) {
      const nowMs = this.clock.now();
      const waitMs = Math.max(0, ...parts.map((part) => waitOf(part.share, part.units, nowMs)));
      if (waitMs === 0) break;
      await this.clock.sleep(waitMs, signal);
    }
    const atMs = this.clock.now();
    for (const { share, units } of parts) {
      share.payments.push({ atMs, units });
      share.spent += units;
      share.peak = Math.max(share.peak, usedOf(share, atMs));
    }
  }
}

function usedOf({ payments, allowedMs }: Share, nowMs: number): number {
  return payments
    .filter(({ atMs }) => atMs > nowMs - allowedMs)
    .reduce((sum, { units }) => sum + units, 0);
}

/** The time until enough spent units are free again. */
function waitOf(share: Share, units: number, nowMs: number): number {
  let used = usedOf(share, nowMs);
  let waitMs = 0;
  for (const payment of share.payments.filter(({ atMs }) => atMs > nowMs - share.allowedMs)) {
    if (used + units <= share.allowed) break;
    used -= payment.units;
    waitMs = payment.atMs + share.allowedMs - nowMs;
  }
  return waitMs;
}
