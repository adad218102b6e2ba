/** Its first day, by the extension's own refresh, its budgets on, in the market's time. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { gate } from '../../../lib/venues/gate';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';
import { VENUE_STATE } from '../../../lib/refresh/state';

it('loads a day of everybody within three minutes, in one go and a quarter of each limit', async () => {
  const core = createMarket({ atMs: MIDNIGHT_MS + 20_000, speed: 0, latencyMs: 30 });
  const { clock } = core;
  const database = new Database('gate', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const now = (): number => clock.now();
  const startMs = now();
  const context = {
    venue: gate,
    store,
    http: createHttpClient({ fetch: marketFetch(core), now }),
    now,
    sleep: (ms: number, by: AbortSignal) => clock.sleep(ms, by),
    measureClock: (venueTimeMs: number | null, nowMs: number) => venueTimeMs && venueTimeMs - nowMs,
    random: () => 0.5,
    isPermitted: () => Promise.resolve(true),
    universe: DEFAULT_SETTINGS.universe,
    periodMinutes: 5,
    historyDays: DEFAULT_SETTINGS.historyDays,
    firstSymbols: () => Promise.resolve(new Set<string>()),
    announce: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  const { resumeAtMs } = await clock.run(refreshVenue(context, { force: true }));
  const tookMs = now() - startMs;
  const { board } = await store.load('gate');
  database.close();

  expect(resumeAtMs).toBeNull();
  expect(tookMs).toBeLessThan(180_000);
  const standings = board?.standings ?? [];
  expect(standings.length).toBeGreaterThan(470);
  const incomplete = standings.filter(
    ({ inputs }) => inputs.oi1hPct === null || inputs.oi4hPct === null || inputs.oi24hPct === null,
  );
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  const limits = core.usage().filter(({ venue }) => venue === gate.id);
  const used = limits.filter(({ peakUnits }) => peakUnits > 0);
  expect(used.map(({ limit }) => limit)).toEqual(['contracts', 'tickers', 'contract_stats']);
  for (const { peakUnits, units } of used) expect(peakUnits).toBeLessThanOrEqual(units / 4);
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});
