/** A weekend with the browser closed, ended at each hour tried: all of it is backfilled, across days and months. */
import { describe, expect, it } from 'vitest';
import {
  asStored,
  closedFor,
  HOUR_MS,
  pastOf,
  refreshUntilDone,
  storedSamples,
  WEEKEND_HOURS,
} from '../refresh/closed';
import { Simulation, symbolAt } from '../refresh/simulation';
import { MOMENTS } from './moments';

const SLOT_MS = 300_000;
const SYMBOLS = 3;

describe('a missed weekend', () => {
  it.for(MOMENTS)('is whole again at %s', async ([, atMs]) => {
    const startMs = atMs - WEEKEND_HOURS * HOUR_MS - 2 * SLOT_MS;
    const sends = { inBulk: false, past: true };
    const closed = await closedFor(WEEKEND_HOURS, new Simulation(SYMBOLS, sends, startMs));
    const { simulation, fromMs, backMs } = closed;
    await refreshUntilDone(simulation);
    const symbols = pastOf(simulation).map(({ symbol }) => symbol);
    expect(symbols.sort()).toEqual([0, 1, 2].map(symbolAt));
    const toMs = Math.floor(backMs / SLOT_MS) * SLOT_MS;
    for (const symbol of symbols) {
      expect(await storedSamples(simulation, symbol, fromMs, toMs)).toEqual(asStored(fromMs, toMs));
    }
  });
});
