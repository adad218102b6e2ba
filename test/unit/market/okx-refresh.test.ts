/** The extension's own refresh of OKX, its budgets on, against the market, in the market's time. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { okx } from '../../../lib/venues/okx';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';
import { VENUE_STATE } from '../../../lib/refresh/state';

const MINUTE_MS = 60_000;

function open() {
  const core = createMarket({ atMs: MIDNIGHT_MS + 20_000, speed: 0, latencyMs: 30 });
  const { clock } = core;
  const database = new Database('okx', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const now = (): number => clock.now();
  const context = {
    venue: okx,
    store,
    http: createHttpClient({ fetch: marketFetch(core), now }),
    now,
    sleep: (ms: number, by: AbortSignal) => clock.sleep(ms, by),
    measureClock: () => 0,
    random: () => 0.5,
    isPermitted: () => Promise.resolve(true),
    universe: DEFAULT_SETTINGS.universe,
    periodMinutes: 5,
    historyDays: DEFAULT_SETTINGS.historyDays,
    firstSymbols: () => Promise.resolve(new Set<string>()),
    announce: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  return { core, store, database, refresh: () => refreshVenue(context, { force: false }) };
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

  const standings = board?.standings ?? [];
  expect(standings.length).toBeGreaterThan(230);
  const symbols = standings.map(({ perp }) => perp.symbol);
  // Settled meanwhile, while the listing is an hour old at most.
  expect(symbols).not.toContain('OLDCO-USDT-SWAP');
  const incomplete = standings.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  const histories = core.log.matching('open-interest-history');
  expect(histories.length).toBeLessThanOrEqual(standings.length + 1);
  const lastMs = histories.at(-1)?.atMs ?? Infinity;
  expect(lastMs).toBeLessThan(MIDNIGHT_MS + 6 * MINUTE_MS);
  for (const { venue, peakUnits, units } of core.usage()) {
    if (venue === 'okx') expect(peakUnits).toBeLessThanOrEqual(units / 4);
  }
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
  expect(board?.standings.length).toBeGreaterThan(230);
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
  expect(board?.standings.length).toBeGreaterThan(230);
  for (const { venue, peakUnits, units } of core.usage()) {
    if (venue === 'okx') expect(peakUnits).toBeLessThanOrEqual(units / 4);
  }
});
