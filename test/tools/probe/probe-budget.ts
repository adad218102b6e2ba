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

interface Pocket extends Statement {
  payments: { atMs: number; units: number }[];
}

export class Purse {
  private readonly pockets: readonly Pocket[];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    limits: readonly Limit[],
    costs: readonly Cost[],
    private readonly clock: Clock,
  ) {
    this.pockets = limits.map((limit) => {
      const dearest = Math.max(1, ...costs.map((cost) => cost[limit.id] ?? 0));
      const allowed = Math.max(dearest, Math.floor(limit.units / PART));
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
    return this.pockets.map(({ payments: _, ...statement }) => statement);
  }

  /** Waits until `cost` fits, and counts it. Throws for a limit that the venue does not have. */
  async pay(cost: Cost, signal: AbortSignal): Promise<void> {
    const parts = Object.entries(cost).map(([id, units]) => {
      const pocket = this.pockets.find((each) => each.id === id);
      if (pocket === undefined) throw new Error(`no limit is called ${id}`);
      return { pocket, units };
    });
    for (;;) {
      const nowMs = this.clock.now();
      const waitMs = Math.max(0, ...parts.map((part) => waitOf(part.pocket, part.units, nowMs)));
      if (waitMs === 0) break;
      await this.clock.sleep(waitMs, signal);
    }
    const atMs = this.clock.now();
    for (const { pocket, units } of parts) {
      pocket.payments.push({ atMs, units });
      pocket.spent += units;
      pocket.peak = Math.max(pocket.peak, usedOf(pocket, atMs));
    }
  }
}

function usedOf({ payments, allowedMs }: Pocket, nowMs: number): number {
  return payments
    .filter(({ atMs }) => atMs > nowMs - allowedMs)
    .reduce((sum, { units }) => sum + units, 0);
}

/** The time until enough spent units are free again. */
function waitOf(pocket: Pocket, units: number, nowMs: number): number {
  let used = usedOf(pocket, nowMs);
  let waitMs = 0;
  for (const payment of pocket.payments.filter(({ atMs }) => atMs > nowMs - pocket.allowedMs)) {
    if (used + units <= pocket.allowed) break;
    used -= payment.units;
    waitMs = payment.atMs + pocket.allowedMs - nowMs;
  }
  return waitMs;
}
