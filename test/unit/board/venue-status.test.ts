/** What pages say of a venue, field by field, from a state made by hand. */
import { describe, expect, it } from 'vitest';
import { storedVenueStatus, venueStatus } from '../../../lib/board/venue-status';
import type { QuarantinedValue } from '../../../lib/domain/quarantine';
import type { Budget, Statement } from '../../../lib/http/budget';
import { newVenueState } from '../../../lib/refresh/state';
import type { VenueState } from '../../../lib/refresh/state';
import { board, NOW_MS, perpState } from './rows-of';

const BUDGET: Budget = { id: 'weight', ceiling: 600, windowMs: 60_000 };
const stateOf = (part: Partial<VenueState> = {}): VenueState => ({
  ...newVenueState('binance'),
  ...part,
});
const statusOf = (part: Partial<VenueState> = {}) => venueStatus(stateOf(part), null, NOW_MS);

describe('the status of a venue', () => {
  it('is empty before the first refresh', () => {
    expect(statusOf()).toEqual({
      venue: 'binance',
      refreshedAtMs: null,
      trouble: null,
      history: { wanted: 0, loaded: 0 },
      collecting: null,
      sweep: null,
      droppedRows: 0,
      setAside: 0,
      clockSkewMs: 0,
      budgets: [],
    });
  });

  it('says what the state says', () => {
    const quarantined: QuarantinedValue = {
      symbol: 'A',
      of: 'past',
      value: 4,
      atMs: NOW_MS,
      before: null,
    };
    const part = {
      refreshedAtMs: NOW_MS - 5,
      trouble: { kind: 'server', detail: 'x', sinceMs: NOW_MS - 9, retryAtMs: null },
      collecting: [{ windowMs: 3_600_000, readyAtMs: NOW_MS + 7 }],
      droppedRows: 3,
      clockSkewMs: 250,
    } as const;
    expect(statusOf({ ...part, doubts: [quarantined] })).toMatchObject({ ...part, setAside: 4 });
  });

  it('counts a symbol as loaded once its history was asked for, or gave a change over 24 h', () => {
    const perps = [
      perpState('ASKEDUSDT'),
      perpState('KNOWNUSDT', { oi24hPct: 0 }),
      perpState('NEITHERUSDT', { oi1hPct: 1 }),
    ];
    const state = stateOf({ historyAskedAtMs: { ASKEDUSDT: NOW_MS - 1 } });
    expect(venueStatus(state, board(perps), NOW_MS).history).toEqual({ wanted: 3, loaded: 2 });
  });

  it('says how far a refresh is', () => {
    const cycle = { startedAtMs: NOW_MS - 1, queue: ['A', 'B'], wanted: 5, retried: [] };
    expect(statusOf({ cycle }).sweep).toEqual({ wanted: 5, done: 3 });
  });

  it('has the use of each budget, and when it ends', () => {
    const ledger = { weight: [{ atMs: NOW_MS - 10_000, units: 40 }] };
    expect(statusOf({ budgets: [BUDGET], ledger }).budgets).toEqual([
      {
        ...{ id: 'weight', used: 40, ceiling: 600, windowMs: 60_000, address: null },
        frees: [{ atMs: NOW_MS + 52_000, units: 40 }],
      },
    ]);
  });

  const saying = (part: Partial<Statement>, id = 'weight') => {
    const said = { atMs: NOW_MS - 1_000, used: 100.4, limit: 2_400, windowMs: 60_000, ...part };
    return statusOf({ budgets: [BUDGET], stated: { [id]: said } }).budgets[0]?.address;
  };

  it('has what the venue stated of the address, in whole units up to the limit', () => {
    expect(saying({})).toEqual({ used: 100, limit: 2_400, heldUntilMs: null });
    expect(saying({ used: 1_800 })).toEqual({
      ...{ used: 1_800, limit: 2_400, heldUntilMs: NOW_MS + 61_000 },
    });
    expect(saying({ used: 9_000 })).toMatchObject({ used: 2_400 });
  });

  it('has none of another budget, nor one that expired', () => {
    expect(saying({}, 'other')).toBeNull();
    expect(saying({ atMs: NOW_MS - 62_000 })).toBeNull();
  });
});

it('a damaged record gives the status of one that is repaired', () => {
  const stored = { ...stateOf({ refreshedAtMs: NOW_MS - 5 }), droppedRows: 'many' };
  expect(storedVenueStatus(stored, board([perpState('AUSDT')]), NOW_MS)).toMatchObject({
    venue: 'binance',
    droppedRows: 0,
    history: { wanted: 1, loaded: 0 },
  });
});
