/** A venue without history: the extension's own refresh, in the market's time, until its own samples are old enough. */
import { expect, it } from 'vitest';
import type { VenueBoard } from '../../../lib/domain/board';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import { MIDNIGHT_MS } from './ask';
import { openRefresh } from './open-refresh';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function open() {
  const { core, clock, database, store, context } = openRefresh(hyperliquid);
  const refresh = async (): Promise<VenueBoard> => {
    const { resumeAtMs } = await clock.run(refreshVenue(context, { force: true }));
    expect(resumeAtMs).toBeNull();
    const { board } = await store.load('hyperliquid');
    if (board === null) throw new Error('no board');
    return board;
  };
  return { core, clock, database, refresh };
}

it('shows prices at once, and each window when there is a sample to compare with', async () => {
  const { core, clock, database, refresh } = open();
  const startMs = clock.now();
  const first = await refresh();
  expect(clock.now() - startMs).toBeLessThan(200);
  expect(first.perpStates.length).toBeGreaterThan(160);
  for (const { inputs, openInterest, reading } of first.perpStates) {
    expect([inputs.oi1hPct, inputs.oi4hPct, inputs.oi24hPct]).toEqual([null, null, null]);
    expect(inputs.fundingPct).toBeCloseTo((reading?.fundingRate ?? NaN) * 800, 10);
    expect(inputs.basisPct).not.toBeNull();
    // The header tells whole seconds.
    expect(openInterest?.atMs).toBe(MIDNIGHT_MS + 20_000);
  }

  const steps = [5 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS];
  const ready = [];
  let board = first;
  for (const afterMs of steps) {
    clock.setTime(startMs + afterMs);
    board = await refresh();
    const bitcoin = board.perpStates.find(({ perp }) => perp.symbol === 'BTC');
    const { oi1hPct, oi4hPct, oi24hPct } = bitcoin?.inputs ?? {};
    ready.push([oi1hPct, oi4hPct, oi24hPct].map((pct) => pct !== null));
  }
  // The windows in between have no sample old enough but not too old: nobody looked then.
  expect(ready).toEqual([
    [false, false, false],
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  const before = new Map(first.perpStates.map((each) => [each.perp.symbol, each.openInterest]));
  for (const { perp, openInterest, inputs } of board.perpStates) {
    const then = before.get(perp.symbol)?.baseQty;
    if (then === undefined) continue;
    const changePct = ((openInterest?.baseQty ?? NaN) / then - 1) * 100;
    expect(inputs.oi24hPct).toBeCloseTo(changePct, 3);
  }
  const symbols = board.perpStates.map(({ perp }) => perp.symbol);
  expect(symbols).toContain('NEWCO');
  expect(symbols).not.toContain('OLDCO');
  database.close();
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
  // Prices each time; the list of assets, and that of others' markets, when it was more than an hour old.
  expect(core.requests).toHaveLength(steps.length + 1 + 3 * 2);
  expect(core.peaks()).toMatchObject({ hyperliquid: { weight: 60 } });
});
