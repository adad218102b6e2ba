/** The past comes last in the budget, and a venue in trouble is left alone with it. */
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

describe('a venue', () => {
  it('that says stop is left alone, and asked for the rest afterwards', async () => {
    const { simulation, fromMs, backMs } = await closedFor(WEEKEND_HOURS, new Simulation(30));
    // Three times: being stopped is nobody's own failure.
    for (const round of [1, 2, 3]) {
      simulation.fault = (request) =>
        request.kind === 'past' && pastOf(simulation).length > 21 ? { kind: 'offline' } : null;
      const { resumeAtMs } = await simulation.refresh();
      expect((await simulation.stored()).state.trouble).toMatchObject({ kind: 'offline' });
      const sent = pastOf(simulation).length;
      expect(sent).toBeLessThanOrEqual(21 + 6 * round);
      await simulation.refresh();
      expect(pastOf(simulation)).toHaveLength(sent);
      simulation.nowMs = resumeAtMs ?? 0;
    }
    simulation.fault = () => null;
    await refreshUntilDone(simulation);
    for (let index = 0; index < 30; index += 1) {
      const samples = await storedSamples(simulation, symbolAt(index), fromMs, backMs - DAY_MS);
      expect(samples).toEqual(asStored(fromMs, backMs - DAY_MS));
    }
  });

  it('that answers none of these is no trouble: the next refreshes try, and give up', async () => {
    const { simulation } = await closedFor(WEEKEND_HOURS, new Simulation(60));
    simulation.fault = ({ kind }) => (kind === 'past' ? { kind: 'timeout' } : null);
    for (let period = 0; period < 12; period += 1) {
      const { resumeAtMs } = await simulation.refresh();
      expect(resumeAtMs).toBeNull();
      simulation.nowMs += 5 * MINUTE_MS;
    }
    const { state } = await simulation.stored();
    expect(state).toMatchObject({ trouble: null, failures: 0, past: { pages: [] } });
    expect(pastOf(simulation)).toHaveLength(2 * 60);
  });
});

describe('the budget', () => {
  it('stays under a quarter, with the backfill at its end', async () => {
    const { simulation, fromMs, backMs } = await closedFor(8 * 24, new Simulation(200));
    await refreshUntilDone(simulation);
    const asked = pastOf(simulation);
    // Seven days are five pages for each of the first tier.
    expect(asked).toHaveLength(5 * 100);
    const counted = simulation.requests.filter(({ kind }) => kind === 'past' || kind === 'history');
    expect(counted.findIndex(({ kind }) => kind === 'past')).toBe(200);
    const mostInFiveMinutes = Math.max(
      ...counted.map(
        ({ atMs }) =>
          counted.filter((each) => each.atMs <= atMs && each.atMs > atMs - 5 * MINUTE_MS).length,
      ),
    );
    expect(mostInFiveMinutes).toBeLessThanOrEqual(250);
    expect(mostInFiveMinutes).toBeGreaterThan(200);
    expect((asked.at(-1)?.atMs ?? 0) - backMs).toBeLessThan(11 * MINUTE_MS);
    const lateMs = backMs - 6 * DAY_MS;
    for (const index of [0, 99]) {
      const samples = await storedSamples(simulation, symbolAt(index), lateMs, backMs - DAY_MS);
      expect(samples).toEqual(asStored(lateMs, backMs - DAY_MS));
    }
    expect(fromMs).toBeLessThan(lateMs);
  });

  it('counted by the second is waited for in turns, so that a user need not', async () => {
    const simulation = new Simulation(100);
    const { openInterestHistory } = simulation.venue;
    if (openInterestHistory === null) throw new Error('no history');
    simulation.venue = {
      ...simulation.venue,
      budgets: [...simulation.venue.budgets, { id: 'past', ceiling: 2, windowMs: 2_000 }],
    };
    await closedFor(WEEKEND_HOURS, simulation);
    await simulation.refresh();
    expect(pastOf(simulation).length).toBe(100);
    simulation.venue = {
      ...simulation.venue,
      openInterestHistory: { ...openInterestHistory, cost: { past: 1 } },
    };
    simulation.nowMs += WEEKEND_HOURS * HOUR_MS;
    await simulation.refresh();
    const sent = pastOf(simulation).length;
    const turns = pastOf(simulation)
      .slice(100)
      .map(({ atMs }) => atMs);
    expect((turns.at(-1) ?? 0) - (turns[0] ?? 0)).toBeLessThanOrEqual(21_000);
    expect(sent).toBeLessThan(130);
    await refreshUntilDone(simulation);
    expect(pastOf(simulation)).toHaveLength(200);
  });
});
