/** What a venue says of its limit's use by the whole address: how long it counts, and what it leaves to us. */
import { describe, expect, it } from 'vitest';
import {
  affordable,
  affordableAtMs,
  endOfStatement,
  freeing,
  spare,
  spend,
  used,
} from '../../../lib/http/budget';
import type { Budget, Ledger, Statement } from '../../../lib/http/budget';

const NOW_MS = 1_000_000;
const BUDGET: Budget = { id: 'weight', ceiling: 600, windowMs: 60_000 };
const SHORT: Budget = { id: 'short', ceiling: 10, windowMs: 1_000 };

const said = (part: Partial<Statement> = {}) => ({
  weight: { atMs: NOW_MS, used: 1_000, limit: 2_400, windowMs: 60_000, ...part },
});
const spent = (...entries: [atMs: number, units: number][]): Ledger => ({
  weight: entries.map(([atMs, units]) => ({ atMs, units })),
});

describe('what is left of the address', () => {
  it('is three quarters of the limit, less what is used', () => {
    expect(spare(said(), {}, BUDGET, NOW_MS)).toBe(800);
    expect(spare(said({ used: 0, limit: 1 }), {}, BUDGET, NOW_MS)).toBe(0);
    expect(spare(said({ used: 0.5, limit: 2 }), {}, BUDGET, NOW_MS)).toBe(1);
  });

  it('is never less than nothing', () => {
    expect(spare(said({ used: 2_400 }), {}, BUDGET, NOW_MS)).toBe(0);
  });

  it('is less what we have used since, not before or at that time', () => {
    const ledger = spent([NOW_MS - 1, 7], [NOW_MS, 20], [NOW_MS + 1, 300]);
    expect(spare(said(), ledger, BUDGET, NOW_MS + 2)).toBe(500);
  });

  it('is unknown where nothing was said, or of another budget', () => {
    expect(spare({}, {}, BUDGET, NOW_MS)).toBeNull();
    expect(spare(said(), {}, SHORT, NOW_MS)).toBeNull();
  });

  it('counts for its window and a little longer, and not before it was said', () => {
    const until = NOW_MS + 62_000;
    expect(endOfStatement(said().weight)).toBe(until);
    expect(spare(said(), {}, BUDGET, until - 1)).toBe(800);
    expect(spare(said(), {}, BUDGET, until)).toBeNull();
    expect(spare(said(), {}, BUDGET, NOW_MS - 1)).toBeNull();
    // Of a short window, a quarter of it longer.
    expect(endOfStatement(said({ windowMs: 1_000 }).weight)).toBe(NOW_MS + 1_250);
  });
});

describe('calls', () => {
  const cost = { weight: 100 };

  it('are as many as both bounds let through', () => {
    expect(affordable({}, [BUDGET], cost, NOW_MS)).toBe(6);
    expect(affordable({}, [BUDGET], cost, NOW_MS, said())).toBe(6);
    expect(affordable({}, [BUDGET], cost, NOW_MS, said({ used: 1_550 }))).toBe(2);
    expect(affordable({}, [BUDGET], cost, NOW_MS, said({ used: 1_800 }))).toBe(0);
    expect(affordable(spent([NOW_MS, 500]), [BUDGET], cost, NOW_MS, said())).toBe(1);
    expect(affordable(spent([NOW_MS, 900]), [BUDGET], cost, NOW_MS)).toBe(0);
  });

  it('are not bounded by what they do not cost', () => {
    expect(affordable({}, [BUDGET], {}, NOW_MS)).toBe(Infinity);
    expect(affordable({}, [BUDGET], { weight: 0 }, NOW_MS)).toBe(Infinity);
    expect(affordable(spent([NOW_MS, 600]), [BUDGET], { weight: 0 }, NOW_MS)).toBe(Infinity);
    expect(affordable({}, [BUDGET, SHORT], cost, NOW_MS)).toBe(6);
    expect(affordable({}, [BUDGET, SHORT], { ...cost, short: 5 }, NOW_MS)).toBe(2);
  });

  it('fit at once, else when the statement or enough of our own has run out', () => {
    const at = (ledger: Ledger, statements = {}) =>
      affordableAtMs(ledger, [BUDGET], cost, NOW_MS, statements);
    expect(at({})).toBe(NOW_MS);
    expect(at({}, said())).toBe(NOW_MS);
    expect(at({}, said({ used: 1_700 }))).toBe(NOW_MS);
    expect(at({}, said({ used: 1_701 }))).toBe(NOW_MS + 62_000);
    expect(at(spent([NOW_MS - 30_000, 500]))).toBe(NOW_MS);
    expect(at(spent([NOW_MS - 30_000, 501]))).toBe(NOW_MS + 32_000);
    // The first of them is enough.
    expect(at(spent([NOW_MS - 30_000, 50], [NOW_MS - 20_000, 520]))).toBe(NOW_MS + 42_000);
    expect(at(spent([NOW_MS - 30_000, 90], [NOW_MS - 20_000, 500]))).toBe(NOW_MS + 32_000);
    // Both bounds: the later one.
    expect(at(spent([NOW_MS - 1_000, 600]), said({ atMs: NOW_MS - 30_000, used: 1_800 }))).toBe(
      NOW_MS + 61_000,
    );
    expect(at(spent([NOW_MS - 50_000, 600]), said({ used: 1_800 }))).toBe(NOW_MS + 62_000);
  });

  it('do not wait for a statement that is of the future, after the clock was set back', () => {
    const statements = said({ atMs: NOW_MS + 5_000, used: 2_400 });
    expect(affordableAtMs({}, [BUDGET], cost, NOW_MS, statements)).toBe(NOW_MS);
    expect(affordable({}, [BUDGET], cost, NOW_MS, statements)).toBe(6);
  });

  it('without a cost fit now, whatever is used up', () => {
    expect(affordableAtMs(spent([NOW_MS, 600]), [BUDGET], {}, NOW_MS, said({ used: 2_400 }))).toBe(
      NOW_MS,
    );
  });
});

describe('what is used', () => {
  it('is counted a little longer than the window', () => {
    const ledger = spent([NOW_MS - 62_000, 1], [NOW_MS - 61_999, 10], [NOW_MS, 100]);
    expect(used(ledger, BUDGET, NOW_MS)).toBe(110);
    expect(used({}, BUDGET, NOW_MS)).toBe(0);
  });

  it('is free again in order, and never later than if it were of now', () => {
    const ledger = spent([NOW_MS - 62_000, 1], [NOW_MS - 10_000, 10], [NOW_MS + 5_000, 100]);
    expect(freeing(ledger, BUDGET, NOW_MS)).toEqual([
      { atMs: NOW_MS + 52_000, units: 10 },
      { atMs: NOW_MS + 62_000, units: 100 },
    ]);
  });

  it('is written down by budget, with what is still in its window', () => {
    const ledger = spent([NOW_MS - 62_000, 1], [NOW_MS - 10_000, 10]);
    expect(spend(ledger, [BUDGET, SHORT], { weight: 5 }, 3, NOW_MS)).toEqual({
      weight: [
        { atMs: NOW_MS - 10_000, units: 10 },
        { atMs: NOW_MS, units: 15 },
      ],
      short: [],
    });
    expect(spend(ledger, [BUDGET], { weight: 5 }, 0, NOW_MS)).toEqual({
      weight: [{ atMs: NOW_MS - 10_000, units: 10 }],
    });
  });
});
