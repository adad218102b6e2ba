import { describe, expect, it } from 'vitest';
import { weighedValues } from '../scoring/inputs-of';
import { coinsAt, Simulation, START_MS, symbolAt } from './simulation';

const MINUTE_MS = 60_000;

describe('a fresh install with 530 symbols', () => {
  it('ranks within 10 s, completes the top 100 within 1 minute and all within 12', async () => {
    const simulation = new Simulation(530);
    const completeAtMs = new Map<string, number>();
    let boardAtMs = 0;
    const context = simulation.context({
      announce: (board) => {
        boardAtMs ||= simulation.nowMs;
        for (const { perp, inputs } of board.perpStates) {
          const isComplete = weighedValues(inputs).every((value) => value !== null);
          if (isComplete && !completeAtMs.has(perp.symbol)) {
            completeAtMs.set(perp.symbol, simulation.nowMs);
          }
        }
        return Promise.resolve();
      },
    });
    simulation.context = () => context;
    await simulation.live(13 * MINUTE_MS);

    expect(boardAtMs - START_MS).toBeLessThanOrEqual(10_000);
    const latestOf = (count: number) =>
      Math.max(
        ...Array.from(
          { length: count },
          (_, index) => completeAtMs.get(symbolAt(index)) ?? Infinity,
        ),
      ) - START_MS;
    expect(latestOf(100)).toBeLessThanOrEqual(MINUTE_MS);
    expect(latestOf(530)).toBeLessThanOrEqual(12 * MINUTE_MS);
    expect(await simulation.complete()).toBe(530);
  });

  it('asks the viewed and watched symbols among the first that fit, and the others by turnover', async () => {
    const simulation = new Simulation(530);
    simulation.first = new Set([symbolAt(500), symbolAt(529)]);
    await simulation.refresh();
    const asked = simulation.requests.filter(({ kind }) => kind === 'history');
    const symbols = asked.map(({ symbol }) => symbol ?? '').sort();
    const most = Array.from({ length: 248 }, (_, index) => symbolAt(index));
    expect(symbols).toEqual([...most, symbolAt(500), symbolAt(529)]);
  });

  it('turns history into changes over exactly the windows', async () => {
    const simulation = new Simulation(3);
    await simulation.refresh();
    const { board, state } = await simulation.stored();
    const [perpState] = board?.perpStates ?? [];
    const nowMs = perpState?.openInterest?.atMs ?? 0;
    const grew = (hours: number) => {
      const thenMs = Math.round((nowMs - hours * 60 * MINUTE_MS) / 300_000) * 300_000;
      return (coinsAt(nowMs) / coinsAt(thenMs) - 1) * 100;
    };
    expect(perpState?.inputs.oi1hPct).toBeCloseTo(grew(1), 6);
    expect(perpState?.inputs.oi4hPct).toBeCloseTo(grew(4), 6);
    expect(perpState?.inputs.oi24hPct).toBeCloseTo(grew(24), 6);
    expect(perpState?.inputs.basisPct).toBeCloseTo(0.1, 9);
    expect(perpState?.inputs.fundingPct).toBeCloseTo(0.01, 12);
    expect(state.cycle).toBeNull();
  });
});

describe('the budget over an hour', () => {
  it.each([1, 5])('holds with a period of %i minutes', async (periodMinutes) => {
    const simulation = new Simulation(530);
    simulation.periodMinutes = periodMinutes;
    await simulation.live(40 * MINUTE_MS);
    const weightOf = { listing: 1, snapshot: 50, openInterest: 1, history: 0, past: 0 };
    expect(peak(simulation, MINUTE_MS, ({ kind }) => weightOf[kind])).toBeLessThanOrEqual(600);
    const historyPeak = peak(simulation, 5 * MINUTE_MS, ({ kind }) => (kind === 'history' ? 1 : 0));
    expect(historyPeak).toBeLessThanOrEqual(250);

    const { board, state } = await simulation.stored();
    const agesMs = (board?.perpStates ?? []).map(
      ({ openInterest }) => simulation.nowMs + state.clockSkewMs - (openInterest?.atMs ?? 0),
    );
    expect(Math.max(...agesMs)).toBeLessThanOrEqual(7 * MINUTE_MS);
    // At the shortest period the largest have theirs at every other refresh.
    const mostMs = periodMinutes === 1 ? 2 * MINUTE_MS : 7 * MINUTE_MS + 1;
    expect(Math.max(...agesMs.slice(0, 100))).toBeLessThan(mostMs);
  });
});

/** The most units in any window that ends with a request. */
function peak(
  simulation: Simulation,
  windowMs: number,
  unitsOf: (request: Simulation['requests'][number]) => number,
): number {
  const { requests } = simulation;
  let most = 0;
  let sum = 0;
  let first = 0;
  for (const request of requests) {
    sum += unitsOf(request);
    for (let oldest = requests[first]; oldest && oldest.atMs <= request.atMs - windowMs;) {
      sum -= unitsOf(oldest);
      first += 1;
      oldest = requests[first];
    }
    most = Math.max(most, sum);
  }
  return most;
}
