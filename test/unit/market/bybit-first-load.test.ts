/** The extension's own refresh, its budget on, against the whole market, in the market's time. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { bybit } from '../../../lib/venues/bybit';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';
import { VENUE_STATE } from '../../../lib/refresh/state';

const START_MS = MIDNIGHT_MS + 20_000;

function openRefresh() {
  const core = createMarket({ atMs: START_MS, speed: 0, latencyMs: 30 });
  const { clock } = core;
  const database = new Database('market', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const now = (): number => clock.now();
  const context = {
    venue: bybit,
    store,
    http: createHttpClient({ fetch: marketFetch(core), now }),
    now,
    sleep: (ms: number, by: AbortSignal) => clock.sleep(ms, by),
    measureClock: () => 0,
    random: () => 0.5,
    isPermitted: () => Promise.resolve(true),
    universe: { quoteAssets: ['USDT', 'USDC'], tokenised: true },
    periodMinutes: 5,
    historyDays: DEFAULT_SETTINGS.historyDays,
    firstSymbols: () => Promise.resolve(new Set<string>()),
    announce: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  const stored = async () => {
    const { board, state } = await store.load(bybit.id);
    return { standings: board?.standings ?? [], state };
  };
  return { core, context, stored, close: () => database.close() };
}

it('loads a day of everybody within a minute and a quarter of the limit', async () => {
  const { core, context, stored, close } = openRefresh();
  const live = async (): Promise<void> => {
    for (;;) {
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      const { standings } = await stored();
      if (standings.every(({ inputs }) => inputs.oi24hPct !== null)) return;
      if (core.clock.now() > START_MS + 60_000) return;
      await core.clock.sleep(Math.max(100, (resumeAtMs ?? 0) - core.clock.now()));
    }
  };
  await core.clock.run(live());
  const tookMs = core.clock.now() - START_MS;
  const { standings } = await stored();
  close();

  expect(standings.length).toBeGreaterThan(500);
  const incomplete = standings.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  expect(tookMs).toBeLessThan(60_000);
  const [usage] = core.usage().filter(({ venue }) => venue === bybit.id);
  expect(usage?.peakUnits).toBeGreaterThan(100);
  expect(usage?.peakUnits).toBeLessThanOrEqual(150);
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});

it('goes to the other host where the first is closed to us, and stays there', async () => {
  const { core, context, stored, close } = openRefresh();
  core.faults.add({ match: 'api.bybit.com/', fault: { kind: 'status', status: 403 } });
  await core.clock.run(refreshVenue(context, { force: false }));
  const { standings, state } = await stored();
  close();
  expect(standings.length).toBeGreaterThan(500);
  expect(state).toMatchObject({ origin: 'https://api.bytick.com', trouble: null });
  expect(core.log.matching('api.bybit.com/')).toHaveLength(1);
});

it('stays away for ten minutes where it has been banned, and asks no other host', async () => {
  const { core, context, stored, close } = openRefresh();
  const body = '403, access too frequent';
  core.faults.add({ match: 'v5/market', fault: { kind: 'status', status: 403, body } });
  await core.clock.run(refreshVenue(context, { force: false }));
  const { state } = await stored();
  close();
  expect(state.trouble).toMatchObject({ kind: 'banned' });
  expect((state.trouble?.retryAtMs ?? 0) - core.clock.now()).toBeGreaterThanOrEqual(600_000);
  expect(core.requests).toHaveLength(1);
});
