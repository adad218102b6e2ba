import { describe, expect, it } from 'vitest';
import type { Commit } from '../../../lib/history/store';
import { Simulation } from './simulation';
import type { VenueState } from '../../../lib/refresh/state';

class WorkerDied extends Error {}

/** A store that dies at its n-th commit, before or after it reaches the disk. */
function mortal(simulation: Simulation, diesAt: number, when: 'before' | 'after') {
  const { store } = simulation;
  let commits = 0;
  return {
    ...store,
    async commit(change: Commit<VenueState>) {
      commits += 1;
      if (commits === diesAt && when === 'before') throw new WorkerDied();
      await store.commit(change);
      if (commits === diesAt) throw new WorkerDied();
    },
  };
}

/** The ways of the venues: Binance's; Bybit's, OKX's and Gate's; Bitget's and Hyperliquid's. */
const WAYS = [
  { name: 'one by one', sends: { inBulk: false, past: true }, commits: 24 },
  { name: 'in bulk, with a past', sends: { inBulk: true, past: true }, commits: 24 },
  { name: 'in bulk only', sends: { inBulk: true, past: false }, commits: 4 },
];

async function refreshUntilDone(simulation: Simulation): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { resumeAtMs } = await simulation.refresh();
    if (resumeAtMs === null) return;
    simulation.nowMs = resumeAtMs;
  }
  throw new Error('stuck');
}

const DEATHS = WAYS.flatMap(({ name, sends, commits }) =>
  Array.from({ length: commits }, (_, index) => ({ name, sends, diesAt: index + 1 })),
);

describe.each(['before', 'after'] as const)('a worker that dies %s a commit', (when) => {
  it.each(DEATHS)('number $diesAt, $name, is taken over by the next', async ({ sends, diesAt }) => {
    const simulation = new Simulation(130, sends);
    const whole = simulation.store;
    simulation.store = mortal(simulation, diesAt, when);
    const died = await simulation.refresh().catch((error: unknown) => error);
    expect(died).toBeInstanceOf(WorkerDied);
    simulation.store = whole;
    await refreshUntilDone(simulation);

    const { board, state } = await simulation.stored();
    const perpStates = board?.perpStates ?? [];
    expect(new Set(perpStates.map(({ perp }) => perp.symbol)).size).toBe(130);
    expect(perpStates).toHaveLength(130);
    expect(perpStates.filter(({ openInterest }) => openInterest === null)).toEqual([]);
    expect(await simulation.complete()).toBe(sends.past ? 130 : 0);
    expect(state.cycle).toBeNull();
    expect(state.trouble).toBeNull();
    expect(await simulation.database.log.count()).toBe(1);

    // At most one slice is asked again.
    const asked = (kind: string) =>
      simulation.requests.filter((request) => request.kind === kind).length;
    expect(asked('history')).toBeLessThanOrEqual(sends.past ? 130 + 20 : 0);
    expect(asked('openInterest')).toBeLessThanOrEqual(sends.inBulk ? 0 : 130 + 40);
    expect(asked('snapshot')).toBeLessThanOrEqual(2);
  });
});

it('has counted what the dead worker sent', async () => {
  const simulation = new Simulation(40);
  simulation.store = mortal(simulation, 5, 'before');
  await simulation.refresh().catch(() => undefined);
  const sent = simulation.requests.filter(({ kind }) => kind === 'history').length;
  const { state } = await createStored(simulation);
  const counted = (state.ledger['futures-data'] ?? []).reduce((sum, { units }) => sum + units, 0);
  expect(counted).toBeGreaterThanOrEqual(sent);
});

function createStored(simulation: Simulation) {
  return simulation.store.load('binance');
}
