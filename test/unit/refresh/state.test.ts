/** A venue's state after this machine's clock was wrong, and after its record was damaged. */
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/domain/time';
import type { VenueState } from '../../../lib/refresh/state';
import {
  MAX_SKEW_MS,
  newVenueState,
  possibleAt,
  repairedState,
  VENUE_STATE,
} from '../../../lib/refresh/state';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const BEFORE_MS = NOW_MS - HOUR_MS;
const AFTER_MS = NOW_MS + HOUR_MS;

const trouble = (sinceMs: number, retryAtMs: number | null) => ({
  kind: 'server' as const,
  detail: 'why',
  sinceMs,
  retryAtMs,
});
/** With every time in it, all of them past. */
const STATE: VenueState = {
  ...newVenueState('binance'),
  cycle: { startedAtMs: NOW_MS, queue: ['A'], wanted: 1, retried: [] },
  startedAtMs: NOW_MS,
  refreshedAtMs: NOW_MS,
  listedAtMs: NOW_MS,
  heldSinceMs: NOW_MS,
  trouble: trouble(NOW_MS, NOW_MS + DAY_MS + MINUTE_MS),
  clockSkewMs: MAX_SKEW_MS,
  ledger: {
    weight: [
      { atMs: BEFORE_MS, units: 3 },
      { atMs: NOW_MS, units: 5 },
    ],
  },
  stated: { weight: { used: 1, limit: 2, windowMs: 3, atMs: NOW_MS } },
  historyAskedAtMs: { A: NOW_MS },
  collecting: [
    { windowMs: HOUR_MS, readyAtMs: null },
    { windowMs: 4 * HOUR_MS, readyAtMs: NOW_MS + 4.8 * HOUR_MS },
  ],
};
const changed = (part: Partial<VenueState>) => possibleAt({ ...STATE, ...part }, NOW_MS);

describe('a state whose times are all possible', () => {
  it('is the same object', () => {
    expect(possibleAt(STATE, NOW_MS)).toBe(STATE);
    const empty = newVenueState('okx');
    expect(possibleAt(empty, NOW_MS)).toBe(empty);
  });
});

describe('a time of the future', () => {
  it('of a refresh is now when it is at most a minute ahead, else unknown', () => {
    expect(changed({ refreshedAtMs: NOW_MS + MINUTE_MS }).refreshedAtMs).toBe(NOW_MS);
    expect(changed({ refreshedAtMs: NOW_MS + MINUTE_MS + 1 }).refreshedAtMs).toBeNull();
    expect(changed({ refreshedAtMs: null })).toMatchObject({ refreshedAtMs: null });
  });

  it('of a start or a listing is unknown', () => {
    expect(changed({ startedAtMs: NOW_MS + 1 })).toEqual({ ...STATE, startedAtMs: null });
    expect(changed({ listedAtMs: NOW_MS + 1 })).toEqual({ ...STATE, listedAtMs: null });
  });

  it('of holding back, of a cycle and of spendings is now', () => {
    expect(changed({ heldSinceMs: AFTER_MS })).toEqual(STATE);
    const { cycle } = STATE;
    expect(changed({ cycle: cycle && { ...cycle, startedAtMs: AFTER_MS } })).toEqual(STATE);
    const ledger = {
      weight: [
        { atMs: BEFORE_MS, units: 3 },
        { atMs: AFTER_MS, units: 5 },
      ],
    };
    expect(changed({ ledger })).toEqual(STATE);
  });

  it('of a statement or of a request for a history takes that with it', () => {
    const late = { used: 1, limit: 2, windowMs: 3, atMs: NOW_MS + 1 };
    expect(changed({ stated: { ...STATE.stated, other: late } })).toEqual(STATE);
    expect(changed({ historyAskedAtMs: { A: NOW_MS, B: NOW_MS + 1 } })).toEqual(STATE);
  });
});

describe('a clock skew', () => {
  it.each([1, -1])('of more than a certificate’s life is none (%i)', (sign) => {
    expect(changed({ clockSkewMs: sign * MAX_SKEW_MS })).toMatchObject({
      clockSkewMs: sign * MAX_SKEW_MS,
    });
    expect(changed({ clockSkewMs: sign * (MAX_SKEW_MS + 1) }).clockSkewMs).toBe(0);
  });
});

describe('a window that collects', () => {
  it('for longer than a fifth more than its length begins now', () => {
    const late = { windowMs: HOUR_MS, readyAtMs: NOW_MS + 1.2 * HOUR_MS + 1 };
    const other = { windowMs: 4 * HOUR_MS, readyAtMs: NOW_MS + HOUR_MS };
    expect(changed({ collecting: [late, other] }).collecting).toEqual([
      { windowMs: HOUR_MS, readyAtMs: AFTER_MS },
      other,
    ]);
    expect(changed({ collecting: null, startedAtMs: AFTER_MS }).collecting).toBeNull();
  });
});

describe('a back-off', () => {
  const after = (sinceMs: number, retryAtMs: number | null) =>
    changed({ trouble: trouble(sinceMs, retryAtMs) }).trouble;

  it('that began in the future begins now, with the same wait', () => {
    expect(after(AFTER_MS, AFTER_MS + MINUTE_MS)).toEqual(trouble(NOW_MS, NOW_MS + MINUTE_MS));
    expect(after(NOW_MS + 1, NOW_MS + 1 + 9 * DAY_MS)).toEqual(trouble(NOW_MS, NOW_MS + DAY_MS));
    expect(after(AFTER_MS, null)).toEqual(trouble(NOW_MS, null));
  });

  it('takes a day at most', () => {
    expect(after(BEFORE_MS, NOW_MS + DAY_MS + MINUTE_MS + 1)).toEqual(
      trouble(BEFORE_MS, NOW_MS + DAY_MS),
    );
    expect(after(BEFORE_MS, null)).toEqual(trouble(BEFORE_MS, null));
  });
});

describe('a damaged record', () => {
  it.each([null, undefined, 7, 'state', []])('that is none (%o) is a new state', (stored) => {
    expect(repairedState(stored, 'okx', NOW_MS)).toEqual(newVenueState('okx'));
    expect(VENUE_STATE.isIntact(stored)).toBe(false);
  });

  it('keeps what can be read, and the venue it was asked for', () => {
    const stored = { ...STATE, venue: 'okx', failures: -1, cycle: { queue: 'A' }, more: 1 };
    const { failures, cycle } = newVenueState('binance');
    expect(repairedState(stored, 'binance', NOW_MS)).toEqual({
      ...STATE,
      failures,
      cycle,
      more: 1,
    });
    expect(VENUE_STATE.isIntact(stored)).toBe(false);
  });

  it('of an earlier version, without newer fields, is intact', () => {
    const { past, ...earlier } = STATE;
    expect(past).toEqual(newVenueState('binance').past);
    expect(VENUE_STATE.isIntact(earlier)).toBe(true);
    expect(repairedState(earlier, 'binance', NOW_MS)).toEqual({
      ...STATE,
      past: newVenueState('binance').past,
    });
    expect(VENUE_STATE.isIntact({ ...STATE, venue: 7 })).toBe(false);
  });

  it('whose ledger can’t be read counts as spent, up to each limit', () => {
    const budgets = [
      { id: 'weight', ceiling: 600, windowMs: MINUTE_MS },
      { id: 'data', ceiling: 250, windowMs: MINUTE_MS },
    ];
    const ledger = { weight: [{ atMs: NOW_MS, units: -1 }] };
    expect(repairedState({ ...STATE, budgets, ledger }, 'binance', NOW_MS).ledger).toEqual({
      weight: [{ atMs: NOW_MS, units: 600 }],
      data: [{ atMs: NOW_MS, units: 250 }],
    });
    // Without limits there is nothing to count.
    expect(repairedState({ ...STATE, budgets: 7, ledger }, 'binance', NOW_MS)).toMatchObject({
      ledger: {},
      budgets: [],
    });
    expect(repairedState({ ...STATE, budgets, failures: 'x' }, 'binance', NOW_MS).ledger).toEqual(
      STATE.ledger,
    );
  });
});
