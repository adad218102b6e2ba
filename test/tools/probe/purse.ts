/**
 * What the probe may spend: a twentieth of each limit that a venue publishes, in any of its windows. Where that is less than
 * the dearest request, one request is spread over as long a window as it is a twentieth of.
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
  /** The most in one window of `allowedMs`, and what was allowed in it. */
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

  /** One piece of work at a time, so that what is paid for is what arrives. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  statement(): Statement[] {
    return this.pockets.map(({ payments: _, ...statement }) => statement);
  }

  /** Waits until `cost` fits, and counts it. Throws where a limit is meant that the venue has not. */
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

/** Until enough of what was paid is forgotten. */
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
