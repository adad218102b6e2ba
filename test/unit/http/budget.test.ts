import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Budget, Ledger } from '../../../lib/http/budget';
import { affordable, affordableAtMs, spend, used } from '../../../lib/http/budget';

const weight: Budget = { id: 'weight', ceiling: 600, windowMs: 60_000 };
const history: Budget = { id: 'history', ceiling: 250, windowMs: 300_000 };
const budgets = [weight, history];

describe('the request budget', () => {
  it('counts what is in the window', () => {
    let ledger: Ledger = {};
    ledger = spend(ledger, budgets, { weight: 50 }, 1, 0);
    ledger = spend(ledger, budgets, { weight: 1 }, 40, 30_000);
    expect(used(ledger, weight, 59_000)).toBe(90);
    expect(used(ledger, weight, 63_000)).toBe(40);
    expect(used(ledger, history, 63_000)).toBe(0);
  });

  it('says how many calls fit, and when the next will', () => {
    const ledger = spend({}, budgets, { history: 1 }, 250, 1_000);
    expect(affordable(ledger, budgets, { history: 1 }, 2_000)).toBe(0);
    expect(affordable(ledger, budgets, { weight: 1 }, 2_000)).toBe(600);
    const atMs = affordableAtMs(ledger, budgets, { history: 1 }, 2_000);
    expect(atMs).toBe(303_000);
    expect(affordable(ledger, budgets, { history: 1 }, atMs - 1)).toBe(0);
    expect(affordable(ledger, budgets, { history: 1 }, atMs)).toBe(250);
  });

  it('takes a spending from the future, after the clock was set back, as just made', () => {
    const ledger = spend({}, budgets, { weight: 600 }, 1, 1_000_000);
    expect(affordable(ledger, budgets, { weight: 1 }, 0)).toBe(0);
    expect(affordableAtMs(ledger, budgets, { weight: 1 }, 0)).toBe(62_000);
  });

  it('needs every budget a call touches', () => {
    const ledger = spend({}, budgets, { weight: 599, history: 1 }, 1, 0);
    expect(affordable(ledger, budgets, { weight: 1, history: 1 }, 0)).toBe(1);
    expect(affordable(ledger, budgets, { weight: 2, history: 1 }, 0)).toBe(0);
  });

  it('never lets more than the ceiling into any window, however calls come', () => {
    const step = fc.record({ waitMs: fc.integer({ min: 0, max: 40_000 }), calls: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let ledger: Ledger = {};
        let nowMs = 0;
        const sent: { atMs: number; calls: number }[] = [];
        for (const { waitMs, calls } of steps) {
          nowMs += waitMs;
          const allowed = Math.min(calls, affordable(ledger, budgets, { weight: 1 }, nowMs));
          ledger = spend(ledger, budgets, { weight: 1 }, allowed, nowMs);
          sent.push({ atMs: nowMs, calls: allowed });
        }
        for (const { atMs } of sent) {
          const inWindow = sent
            .filter((other) => other.atMs > atMs - weight.windowMs && other.atMs <= atMs)
            .reduce((sum, other) => sum + other.calls, 0);
          expect(inWindow).toBeLessThanOrEqual(weight.ceiling);
        }
      }),
    );
  });
});
