/** The extension's own refresh of OKX, its budgets on, against the market, in the market's time. */
import { expect, it } from 'vitest';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { okx } from '../../../lib/venues/okx';
import type { MarketCore } from '../../market';
import { MIDNIGHT_MS } from './ask';
import { openRefresh } from './open-refresh';

const MINUTE_MS = 60_000;

function open() {
  const { core, store, database, context } = openRefresh(okx, { measureClock: () => 0 });
  return { core, store, database, refresh: () => refreshVenue(context, { force: false }) };
}

function expectQuarterOfLimits(core: MarketCore): void {
  const usage = core.usage().filter(({ venue }) => venue === 'okx');
  expect(usage).not.toEqual([]);
  const over = usage.filter(({ peakUnits, units }) => peakUnits > units / 4);
  expect(over).toEqual([]);
}

it('loads a day of everybody within 6 minutes and a quarter of each limit', async () => {
  const { core, store, database, refresh } = open();
  const { clock } = core;
  const live = async (): Promise<void> => {
    while (clock.now() < MIDNIGHT_MS + 12 * MINUTE_MS) {
      const { resumeAtMs } = await refresh();
      const nextMs = resumeAtMs ?? clock.now() + MINUTE_MS;
      await clock.sleep(Math.max(1_000, nextMs - clock.now()));
    }
  };
  await clock.run(live());
  const { board } = await store.load('okx');
  database.close();

  const perpStates = board?.perpStates ?? [];
  expect(perpStates.length).toBeGreaterThan(230);
  const symbols = perpStates.map(({ perp }) => perp.symbol);
  // Settled meanwhile, while the listing is an hour old at most.
  expect(symbols).not.toContain('OLDCO-USDT-SWAP');
  const incomplete = perpStates.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  const histories = core.log.matching('open-interest-history');
  expect(histories.length).toBeLessThanOrEqual(perpStates.length + 1);
  const lastMs = histories.at(-1)?.atMs ?? Infinity;
  expect(lastMs).toBeLessThan(MIDNIGHT_MS + 6 * MINUTE_MS);
  expectQuarterOfLimits(core);
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});

it('goes from host to host until one answers, and stays with it', async () => {
  const { core, store, database, refresh } = open();
  for (const host of ['www', 'openapi', 'eea']) {
    core.faults.add({ match: `${host}.okx.com`, fault: { kind: 'status', status: 403 } });
  }
  await core.clock.run(refresh());
  const { state, board } = await store.load('okx');
  database.close();
  expect(state.origin).toBe('https://us.okx.com');
  expect(state.trouble).toBeNull();
  expect(board?.perpStates.length).toBeGreaterThan(230);
  const refused = core.requests.filter(({ status }) => status !== 200);
  expect([...new Set(refused.map(({ host }) => host))]).toEqual([
    'www.okx.com',
    'openapi.okx.com',
    'eea.okx.com',
  ]);
});

it('says what is wrong once every host has refused', async () => {
  const { core, store, database, refresh } = open();
  await core.clock.run(refresh());
  core.clock.advance(5 * MINUTE_MS);
  core.faults.add({ match: 'okx.com', fault: { kind: 'status', status: 451 } });
  await core.clock.run(refresh());
  const { state, board } = await store.load('okx');
  database.close();
  expect(state.trouble).toMatchObject({ kind: 'region' });
  expect(board?.perpStates.length).toBeGreaterThan(230);
  expectQuarterOfLimits(core);
});
