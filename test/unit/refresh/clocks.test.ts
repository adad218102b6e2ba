/** Clocks that are wrong, the machine's and the venue's: what is requested, stored and believed meanwhile and after. */
import { describe, expect, it } from 'vitest';
import type { VenueState } from '../../../lib/refresh/state';
import { newVenueState, possibleAt } from '../../../lib/refresh/state';
import type { RefreshContext } from '../../../lib/refresh/context';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { Simulation } from './simulation';
import { DAY_MS } from '../../../lib/domain/time';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A simulation of a machine whose clock is off by `offMs`, while the venue's is right. */
class WrongClock extends Simulation {
  offMs = 0;
  /** What the venue says its clock is, where it is not what it should. */
  saidMs: (nowMs: number) => number = (nowMs) => nowMs;

  override context(change: Partial<RefreshContext> = {}): RefreshContext {
    const { venue } = this;
    return super.context({
      now: () => this.nowMs + this.offMs,
      venue: {
        ...venue,
        snapshot: {
          ...venue.snapshot,
          fetch: async (...given) => ({
            ...(await venue.snapshot.fetch(...given)),
            venueTimeMs: this.saidMs(this.nowMs),
          }),
        },
      },
      ...change,
    });
  }

  /** As a user and the alarms would: every five minutes. */
  async goOn(minutes: number): Promise<void> {
    for (let passed = 0; passed < minutes; passed += 5) {
      await this.refresh();
      this.nowMs += 5 * MINUTE_MS;
    }
  }
}

function pricesOf(simulation: Simulation, since = 0): number {
  return simulation.requests.slice(since).filter(({ kind }) => kind === 'snapshot').length;
}

describe('a machine whose clock was ahead and is right again', () => {
  it.each([
    ['2 h', 2 * HOUR_MS],
    ['a year', 365 * DAY_MS],
  ])('by %s: asks again at once', async (_, offMs) => {
    const simulation = new WrongClock(40);
    await simulation.goOn(15);
    simulation.offMs = offMs;
    await simulation.goOn(15);
    simulation.offMs = 0;
    const { length } = simulation.requests;
    await simulation.refresh();
    expect(pricesOf(simulation, length)).toBeGreaterThan(0);
    await simulation.goOn(10);
    const { state, board } = await simulation.stored();
    expect(state.refreshedAtMs).toBeLessThanOrEqual(simulation.nowMs);
    expect(state.clockSkewMs).toBe(0);
    const ages = (board?.perpStates ?? []).map(
      ({ openInterest }) => simulation.nowMs - (openInterest?.atMs ?? 0),
    );
    expect(Math.max(...ages)).toBeLessThan(6 * MINUTE_MS);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
  });

  it('after a 429 meanwhile: waits as long as that said, and no longer', async () => {
    const simulation = new WrongClock(40);
    await simulation.goOn(5);
    simulation.offMs = 365 * DAY_MS;
    simulation.fault = () => ({ kind: 'rate-limited', retryAfterMs: 30_000 });
    await simulation.refresh();
    simulation.fault = () => null;
    simulation.offMs = 0;
    const { resumeAtMs } = await simulation.refresh();
    expect((resumeAtMs ?? 0) - simulation.nowMs).toBeLessThanOrEqual(31_000);
    simulation.nowMs += 31_000;
    await simulation.refresh();
    expect((await simulation.stored()).state.trouble).toBeNull();
  });

  it('keeps its data on the clock of the exchange all the while', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    simulation.offMs = 365 * DAY_MS;
    await simulation.goOn(10);
    expect((await simulation.stored()).board?.asOfMs).toBeLessThanOrEqual(simulation.nowMs);
    const slots = (await simulation.database.log.toArray()).map(({ slotMs }) => slotMs);
    expect(Math.max(...slots)).toBeLessThanOrEqual(simulation.nowMs);
  });
});

describe("the venue's clock", () => {
  const FAR = 4_000_000_000_000;

  it('is not believed when one answer alone says so', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    let said = 0;
    simulation.saidMs = (nowMs) => ((said += 1) === 1 ? nowMs + 3 * DAY_MS : nowMs);
    await simulation.refresh();
    const { state, board } = await simulation.stored();
    expect(said).toBe(2);
    expect(state.clockSkewMs).toBe(0);
    expect(board?.asOfMs).toBeLessThanOrEqual(simulation.nowMs);
  });

  it('is believed when a second answer agrees, though the worker died in between', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    simulation.saidMs = (nowMs) => nowMs + 3 * HOUR_MS;
    const { store } = simulation;
    let asked = 0;
    const dies = {
      store: {
        ...store,
        commit: async (...given: Parameters<typeof store.commit>) => {
          await store.commit(...given);
          if (given[0].state.skewSeenMs === 3 * HOUR_MS) throw new Error('dead');
        },
      },
    };
    await expect(refreshVenue(simulation.context(dies), { force: true })).rejects.toThrow('dead');
    const { length } = simulation.requests;
    await refreshVenue(simulation.context(), { force: true });
    asked = pricesOf(simulation, length);
    expect(asked).toBe(1);
    const { state } = await simulation.stored();
    expect(Math.abs(state.clockSkewMs - 3 * HOUR_MS)).toBeLessThan(MINUTE_MS);
    expect(state.skewSeenMs).toBeNull();
  });

  it('is none when it is further off than a certificate lasts, however often it says so', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    simulation.saidMs = () => FAR;
    await simulation.goOn(20);
    const { state, board } = await simulation.stored();
    expect(state.clockSkewMs).toBe(0);
    expect(board?.asOfMs).toBeLessThanOrEqual(simulation.nowMs);
  });

  it('is not what one row says: that row is left out and counted', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    const { snapshot } = simulation.venue;
    simulation.venue = {
      ...simulation.venue,
      snapshot: {
        ...snapshot,
        fetch: async (...given) => {
          const good = await snapshot.fetch(...given);
          const [first, ...rest] = good.readings;
          return first ? { ...good, readings: [{ ...first, pricedAtMs: FAR }, ...rest] } : good;
        },
      },
    };
    const before = (await simulation.stored()).board?.perpStates[0]?.reading?.pricedAtMs;
    await simulation.refresh();
    const { state, board } = await simulation.stored();
    expect(state.droppedRows).toBe(1);
    expect(board?.perpStates[0]?.reading?.pricedAtMs).toBe(before);
    expect(board?.perpStates[1]?.reading?.pricedAtMs).toBeGreaterThan(before ?? 0);
  });

  it('is not what one sample says either', async () => {
    const simulation = new WrongClock(10);
    await simulation.goOn(10);
    const { openInterest } = simulation.venue;
    if (openInterest === null) throw new Error('it is asked for one by one');
    simulation.venue = {
      ...simulation.venue,
      openInterest: {
        ...openInterest,
        fetch: async (...given) => {
          const sample = await openInterest.fetch(...given);
          return given[1].symbol === 'S003USDT' ? { ...sample, atMs: FAR } : sample;
        },
      },
    };
    await simulation.refresh();
    const { state, board } = await simulation.stored();
    expect(state).toMatchObject({ cycle: null, droppedRows: 1 });
    const times = (board?.perpStates ?? []).map(({ openInterest: sample }) => sample?.atMs ?? 0);
    expect(Math.max(...times)).toBeLessThanOrEqual(simulation.nowMs);
  });
});

describe('the quarter', () => {
  it('holds though the clock jumps ahead, again and again, and the worker dies', async () => {
    const simulation = new WrongClock(530);
    const steady = () => simulation.nowMs - 1e12;
    for (const hours of [0, 5, 10, 15, 20]) {
      simulation.offMs = hours * HOUR_MS;
      await refreshVenue(simulation.context({ steady }), { force: true });
      simulation.nowMs += 6_000;
    }
    const weight = { listing: 1, snapshot: 50, openInterest: 1, history: 0, past: 0 };
    const endMs = simulation.nowMs;
    const spent = simulation.requests
      .filter(({ atMs }) => atMs > endMs - MINUTE_MS)
      .reduce((sum, { kind }) => sum + weight[kind], 0);
    expect(spent).toBeLessThanOrEqual(600);
    const histories = simulation.requests.filter(({ kind }) => kind === 'history').length;
    expect(histories).toBeLessThanOrEqual(250);
  });
});

describe('every stored time', () => {
  const NOW_MS = 1_790_000_000_000;
  const AHEAD_MS = NOW_MS + DAY_MS;
  const full: VenueState = {
    ...newVenueState('binance'),
    cycle: { startedAtMs: AHEAD_MS, queue: ['A'], wanted: 1, retried: [] },
    startedAtMs: AHEAD_MS,
    refreshedAtMs: AHEAD_MS,
    listedAtMs: AHEAD_MS,
    heldSinceMs: AHEAD_MS,
    trouble: { kind: 'server', detail: '', sinceMs: AHEAD_MS, retryAtMs: AHEAD_MS + 5_000 },
    ledger: { weight: [{ atMs: AHEAD_MS, units: 7 }] },
    stated: { weight: { atMs: AHEAD_MS, used: 2_400, limit: 2_400, windowMs: 60_000 } },
    historyAskedAtMs: { A: AHEAD_MS, B: NOW_MS - 1 },
    collecting: [{ windowMs: HOUR_MS, readyAtMs: AHEAD_MS }],
    clockSkewMs: 1e12,
  };

  it('of the future is counted from now or dropped', () => {
    const state = possibleAt(full, NOW_MS);
    expect(state).toMatchObject({
      cycle: { startedAtMs: NOW_MS, queue: ['A'] },
      startedAtMs: null,
      refreshedAtMs: null,
      listedAtMs: null,
      heldSinceMs: NOW_MS,
      trouble: { sinceMs: NOW_MS, retryAtMs: NOW_MS + 5_000 },
      ledger: { weight: [{ atMs: NOW_MS, units: 7 }] },
      stated: {},
      historyAskedAtMs: { B: NOW_MS - 1 },
      collecting: [{ windowMs: HOUR_MS, readyAtMs: NOW_MS + HOUR_MS }],
      clockSkewMs: 0,
    });
    expect(possibleAt(state, NOW_MS)).toBe(state);
  });

  it('of the past stays as it is, and so does what is over by a blink', () => {
    expect(possibleAt(full, AHEAD_MS + DAY_MS)).toMatchObject({ refreshedAtMs: AHEAD_MS });
    const blink = { ...newVenueState('binance'), refreshedAtMs: NOW_MS + 300 };
    expect(possibleAt(blink, NOW_MS).refreshedAtMs).toBe(NOW_MS);
  });

  it('to be waited for is no further off than a day', () => {
    const trouble = { ...full.trouble, kind: 'banned' as const, detail: '', sinceMs: NOW_MS };
    const state = { ...full, trouble: { ...trouble, retryAtMs: NOW_MS + 1e14 } };
    expect(possibleAt(state, NOW_MS).trouble?.retryAtMs).toBe(NOW_MS + DAY_MS);
  });
});
