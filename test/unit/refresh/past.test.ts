/** Backfill of a time when the browser was closed: for which symbols, at what cost, and when it gives up. */
import { describe, expect, it } from 'vitest';
import {
  asStored,
  closedFor,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  pastOf,
  refreshUntilDone,
  storedSamples,
  WEEKEND_HOURS,
} from './closed';
import { Simulation, symbolAt } from './simulation';

describe('after a weekend', () => {
  it('has the venue’s history of the first tier, marked, and a day of the rest', async () => {
    const { simulation, fromMs, backMs } = await closedFor(WEEKEND_HOURS, new Simulation(130));
    simulation.first = new Set([symbolAt(120)]);
    await refreshUntilDone(simulation);
    const toMs = Math.floor(backMs / 300_000) * 300_000;
    const all = asStored(fromMs, toMs);
    expect(all.length).toBeGreaterThan(12 * (WEEKEND_HOURS - 1));
    for (const index of [120, 0, 1, 50, 98]) {
      expect(await storedSamples(simulation, symbolAt(index), fromMs, toMs)).toEqual(all);
    }
    for (const index of [99, 129]) {
      const samples = await storedSamples(simulation, symbolAt(index), fromMs, toMs);
      expect(samples).toEqual(all.filter(({ atMs }) => atMs >= toMs - DAY_MS));
    }
    // One request each, in no order that tells who is watched.
    const symbols = pastOf(simulation).map(({ symbol }) => symbol);
    expect(symbols).toHaveLength(100);
    expect(new Set(symbols).size).toBe(100);
    expect(symbols[0]).not.toBe(symbolAt(120));
  });

  it('comes last, and leaves the board alone', async () => {
    const { simulation } = await closedFor(WEEKEND_HOURS, new Simulation(60));
    const { store } = simulation;
    const boards = () => simulation.database.boards.toArray();
    let before: unknown = null;
    let announced = 0;
    simulation.store = {
      ...store,
      gaps: async (...given) => {
        before = await boards();
        announced = simulation.announced;
        return store.gaps(...given);
      },
    };
    await refreshUntilDone(simulation);
    expect(before).not.toBeNull();
    expect(await boards()).toEqual(before);
    expect(simulation.announced).toBe(announced);
    const kinds = simulation.requests.map(({ kind }) => kind);
    expect(kinds.indexOf('past')).toBe(kinds.length - 60);
    expect(kinds.slice(-60).every((kind) => kind === 'past')).toBe(true);
  });

  it('asks once: not the next days, and not for what the day of history brought back', async () => {
    const { simulation } = await closedFor(WEEKEND_HOURS, new Simulation(5));
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toHaveLength(5);
    const { store } = simulation;
    let looks = 0;
    simulation.store = {
      ...store,
      gaps: (...given) => {
        looks += 1;
        return store.gaps(...given);
      },
    };
    for (let hour = 0; hour < 60; hour += 1) {
      // Closed at night, too.
      simulation.nowMs += (hour % 20 === 0 ? 9 : 1) * HOUR_MS;
      await refreshUntilDone(simulation);
    }
    expect(pastOf(simulation)).toHaveLength(5);
    // 84 hours.
    expect(looks).toBe(3);
    // Another weekend is another matter.
    simulation.nowMs += WEEKEND_HOURS * HOUR_MS;
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toHaveLength(10);
  });
});

describe('nothing is asked', () => {
  it('of the time before the first refresh', async () => {
    const simulation = new Simulation(5);
    await refreshUntilDone(simulation);
    simulation.nowMs += DAY_MS - HOUR_MS;
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toEqual([]);
    expect((await simulation.stored()).state.past.lookedMs).toBeGreaterThan(0);
  });

  it('where the venue has no history', async () => {
    const simulation = new Simulation(5, { inBulk: true, past: false });
    await closedFor(WEEKEND_HOURS, simulation);
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toEqual([]);
    expect((await simulation.stored()).state.past.pages).toEqual([]);
  });

  it('further back than the venue’s history, and than the retention', async () => {
    for (const [historyDays, days] of [
      [90, 30],
      [7, 7],
    ] as const) {
      const simulation = new Simulation(3);
      simulation.historyDays = historyDays;
      const { backMs } = await closedFor(45 * 24, simulation);
      await refreshUntilDone(simulation);
      const asked = pastOf(simulation);
      for (const { page, atMs } of asked) {
        expect(page.toMs - page.fromMs).toBeLessThanOrEqual(500 * 5 * MINUTE_MS);
        expect(atMs - page.fromMs).toBeLessThanOrEqual((days === 30 ? 30 : 8) * DAY_MS);
      }
      const oldestMs = Math.min(...asked.map(({ page }) => page.fromMs));
      expect(backMs - oldestMs).toBeGreaterThan((days - 0.1) * DAY_MS);
      // From the newest on: whole pages, one after another.
      const pages = asked.filter(({ symbol }) => symbol === symbolAt(0)).map(({ page }) => page);
      expect(pages).toHaveLength(asked.length / 3);
      expect(pages.slice(1).map(({ toMs }) => toMs)).toEqual(
        pages.slice(0, -1).map(({ fromMs }) => fromMs),
      );
    }
  });
});

describe('a symbol', () => {
  it('of which the venue has nothing is asked for once', async () => {
    const { simulation, fromMs } = await closedFor(WEEKEND_HOURS, new Simulation(30));
    simulation.forgotten = new Set([symbolAt(3), symbolAt(29)]);
    await refreshUntilDone(simulation);
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toHaveLength(30);
    expect(await storedSamples(simulation, symbolAt(3), fromMs, fromMs + DAY_MS)).toEqual([]);
  });

  it.each([
    ['refused', 1],
    ['server', 2],
    ['shape', 2],
  ] as const)('that is always %s is given up after %i, without trouble', async (kind, times) => {
    const { simulation } = await closedFor(WEEKEND_HOURS, new Simulation(30));
    simulation.fault = (request) =>
      request.kind === 'past' && request.symbol === symbolAt(3) ? { kind } : null;
    await refreshUntilDone(simulation);
    await refreshUntilDone(simulation);
    const asked = pastOf(simulation).filter(({ symbol }) => symbol === symbolAt(3));
    expect(asked).toHaveLength(times);
    expect(pastOf(simulation)).toHaveLength(29 + times);
    const { state } = await simulation.stored();
    expect(state).toMatchObject({ trouble: null, past: { pages: [], asked: [], retried: [] } });
  });

  it('that has left the board delays no other', async () => {
    const { simulation, fromMs, backMs } = await closedFor(WEEKEND_HOURS, new Simulation(40));
    // The venue says stop in the second slice.
    simulation.fault = () =>
      pastOf(simulation).length > 25 ? { kind: 'rate-limited', retryAfterMs: MINUTE_MS } : null;
    await simulation.refresh();
    simulation.fault = () => null;
    const { state, board } = await simulation.stored();
    expect(state.past.pages).toHaveLength(1);
    const perpStates = (board?.perpStates ?? []).filter(({ perp }) => perp.symbol !== symbolAt(39));
    if (board !== null) await simulation.store.commit({ state, board: { ...board, perpStates } });
    await refreshUntilDone(simulation);
    expect((await simulation.stored()).state.past.pages).toEqual([]);
    const toMs = backMs - DAY_MS;
    const samples = await storedSamples(simulation, symbolAt(38), fromMs, toMs);
    expect(samples).toEqual(asStored(fromMs, toMs));
  });
});
