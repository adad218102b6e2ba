/** The extension's own refresh, its budgets on, against the whole market, in the market's time. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { binance } from '../../../lib/venues/binance';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';
import { VENUE_STATE } from '../../../lib/refresh/state';

const MINUTE_MS = 60_000;

it('loads a day of everybody within 12 minutes and a quarter of each limit', async () => {
  const core = createMarket({ atMs: MIDNIGHT_MS + 20_000, speed: 0, latencyMs: 30 });
  const { clock } = core;
  const database = new Database('market', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const now = (): number => clock.now();
  const signal = new AbortController().signal;
  const context = {
    venue: binance,
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
    signal,
  };
  const live = async (): Promise<void> => {
    while (now() < MIDNIGHT_MS + 12 * MINUTE_MS) {
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      await clock.sleep(Math.max(1_000, (resumeAtMs ?? now() + MINUTE_MS) - now()));
    }
  };
  await clock.run(live());
  const { board } = await store.load('binance');
  database.close();

  const standings = board?.standings ?? [];
  expect(standings.length).toBeGreaterThan(530);
  const incomplete = standings.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  for (const { peakUnits, units } of core.usage().filter((usage) => usage.venue === binance.id)) {
    expect(peakUnits).toBeGreaterThan(0);
    expect(peakUnits).toBeLessThanOrEqual(units / 4);
  }
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});
