/** The extension's own refresh, its budgets on, against the whole market, in the market's time. */
import { expect, it } from 'vitest';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { binance } from '../../../lib/venues/binance';
import { MIDNIGHT_MS } from './ask';
import { openRefresh } from './open-refresh';

const MINUTE_MS = 60_000;

it('loads a day of everybody within 12 minutes and a quarter of each limit', async () => {
  const { core, clock, database, store, context } = openRefresh(binance, {
    measureClock: () => 0,
  });
  const now = (): number => clock.now();
  const live = async (): Promise<void> => {
    while (now() < MIDNIGHT_MS + 12 * MINUTE_MS) {
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      await clock.sleep(Math.max(1_000, (resumeAtMs ?? now() + MINUTE_MS) - now()));
    }
  };
  await clock.run(live());
  const { board } = await store.load('binance');
  database.close();

  const perpStates = board?.perpStates ?? [];
  expect(perpStates.length).toBeGreaterThan(530);
  const incomplete = perpStates.filter(({ inputs }) => inputs.oi24hPct === null);
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  for (const { peakUnits, units } of core.usage().filter((usage) => usage.venue === binance.id)) {
    expect(peakUnits).toBeGreaterThan(0);
    expect(peakUnits).toBeLessThanOrEqual(units / 4);
  }
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});
