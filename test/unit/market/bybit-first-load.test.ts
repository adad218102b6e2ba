/** The extension's own refresh, its budget on, against the whole market, in the market's time. */
import { expect, it } from 'vitest';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { bybit } from '../../../lib/venues/bybit';
import { openRefresh, START_MS } from './open-refresh';

function open() {
  const { core, context, store, database } = openRefresh(bybit, {
    measureClock: () => 0,
    universe: { quoteAssets: ['USDT', 'USDC'], tokenised: true },
  });
  const stored = async () => {
    const { board, state } = await store.load(bybit.id);
    return { perpStates: board?.perpStates ?? [], state };
  };
  return { core, context, stored, close: () => database.close() };
}

it('loads a day of everybody within a minute and a quarter of the limit', async () => {
  const { core, context, stored, close } = open();
  const live = async (): Promise<void> => {
    for (;;) {
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      const { perpStates } = await stored();
      if (perpStates.every(({ inputs }) => inputs.oi24hPct !== null)) return;
      if (core.clock.now() > START_MS + 60_000) return;
      await core.clock.sleep(Math.max(100, (resumeAtMs ?? 0) - core.clock.now()));
    }
  };
  await core.clock.run(live());
  const tookMs = core.clock.now() - START_MS;
  const { perpStates } = await stored();
  close();

  expect(perpStates.length).toBeGreaterThan(500);
  const incomplete = perpStates.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  expect(tookMs).toBeLessThan(60_000);
  const [usage] = core.usage().filter(({ venue }) => venue === bybit.id);
  expect(usage?.peakUnits).toBeGreaterThan(100);
  expect(usage?.peakUnits).toBeLessThanOrEqual(150);
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});

it('goes to the other host where the first is closed to us, and stays there', async () => {
  const { core, context, stored, close } = open();
  core.faults.add({ match: 'api.bybit.com/', fault: { kind: 'status', status: 403 } });
  await core.clock.run(refreshVenue(context, { force: false }));
  const { perpStates, state } = await stored();
  close();
  expect(perpStates.length).toBeGreaterThan(500);
  expect(state).toMatchObject({ origin: 'https://api.bytick.com', trouble: null });
  expect(core.log.matching('api.bybit.com/')).toHaveLength(1);
});

it('stays away for ten minutes where it has been banned, and asks no other host', async () => {
  const { core, context, stored, close } = open();
  const body = '403, access too frequent';
  core.faults.add({ match: 'v5/market', fault: { kind: 'status', status: 403, body } });
  await core.clock.run(refreshVenue(context, { force: false }));
  const { state } = await stored();
  close();
  expect(state.trouble).toMatchObject({ kind: 'banned' });
  expect((state.trouble?.retryAtMs ?? 0) - core.clock.now()).toBeGreaterThanOrEqual(600_000);
  expect(core.requests).toHaveLength(1);
});
