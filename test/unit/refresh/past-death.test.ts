/** A worker that dies between any two writes of the past: the next one ends where a whole one would have. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Commit, VenueStore } from '../../../lib/history/store';
import type { Closed } from './closed';
import { closedFor, pastOf, refreshUntilDone, WEEKEND_HOURS } from './closed';
import { Simulation } from './simulation';
import type { VenueState } from '../../../lib/refresh/state';

class WorkerDied extends Error {}

const SYMBOLS = 24;
/** The look for gaps, two slices with a commit before and one after, a symbol each, and the page that is done. */
const WRITES = 1 + 2 * 2 + SYMBOLS + 1;

type Tables = Record<string, unknown[]>;

async function tablesOf({ database }: Simulation): Promise<Tables> {
  const tables = database.tables.map(async (table) => {
    const records: unknown[] = await table.toArray();
    return [table.name, records] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** A store that dies at its n-th write that is about the past, before or after it reaches the disk. */
function mortal(store: VenueStore<VenueState>, diesAt: number, when: 'before' | 'after') {
  const count = { writes: 0, hasBegun: false };
  const dying = async (write: () => Promise<void>) => {
    count.writes += 1;
    if (count.writes === diesAt && when === 'before') throw new WorkerDied();
    await write();
    if (count.writes === diesAt) throw new WorkerDied();
  };
  const mortalStore: VenueStore<VenueState> = {
    ...store,
    gaps: (...given) => {
      count.hasBegun = true;
      return store.gaps(...given);
    },
    commit: (change: Commit<VenueState>) =>
      count.hasBegun ? dying(() => store.commit(change)) : store.commit(change),
    addBackFilled: (...given) => dying(() => store.addBackFilled(...given)),
  };
  return { store: mortalStore, count };
}

let closed: Tables = {};
let backMs = 0;
let whole: Tables = {};

async function back(): Promise<Simulation> {
  const simulation = new Simulation(SYMBOLS);
  for (const table of simulation.database.tables) await table.bulkPut(closed[table.name] ?? []);
  simulation.nowMs = backMs;
  return simulation;
}

beforeAll(async () => {
  const before: Closed = await closedFor(WEEKEND_HOURS, new Simulation(SYMBOLS));
  closed = await tablesOf(before.simulation);
  ({ backMs } = before);
  const simulation = await back();
  const { store, count } = mortal(simulation.store, Infinity, 'after');
  simulation.store = store;
  await refreshUntilDone(simulation);
  expect(count.writes).toBe(WRITES);
  expect(pastOf(simulation)).toHaveLength(SYMBOLS);
  whole = await tablesOf(simulation);
});

const DEATHS = Array.from({ length: WRITES }, (_, index) => index + 1);

describe.each(['before', 'after'] as const)('a worker that dies %s a write', (when) => {
  it.each(DEATHS)('number %i of the past is taken over by the next', async (diesAt) => {
    const simulation = await back();
    const lasting = simulation.store;
    simulation.store = mortal(lasting, diesAt, when).store;
    const died = await simulation.refresh().catch((error: unknown) => error);
    expect(died).toBeInstanceOf(WorkerDied);
    simulation.store = lasting;
    await refreshUntilDone(simulation);

    const { pastDays, seeds, symbols, log } = await tablesOf(simulation);
    expect({ pastDays, seeds, symbols, log }).toEqual({
      pastDays: whole.pastDays,
      seeds: whole.seeds,
      symbols: whole.symbols,
      log: whole.log,
    });
    const { state } = await simulation.stored();
    expect(state).toMatchObject({ trouble: null, cycle: null });
    expect(state.past).toMatchObject({ pages: [], asked: [], retried: [] });
    // At most one slice is asked again.
    expect(pastOf(simulation).length).toBeLessThanOrEqual(SYMBOLS + 20);
  });
});
