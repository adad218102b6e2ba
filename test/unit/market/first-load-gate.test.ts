/** Its first day, by the extension's own refresh, its budgets on, in the market's time. */
import { expect, it } from 'vitest';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { gate } from '../../../lib/venues/gate';
import { openRefresh } from './open-refresh';

it('loads a day of everybody within three minutes, in one go and a quarter of each limit', async () => {
  const { core, clock, database, store, context } = openRefresh(gate);
  const now = (): number => clock.now();
  const startMs = now();
  const { resumeAtMs } = await clock.run(refreshVenue(context, { force: true }));
  const tookMs = now() - startMs;
  const { board } = await store.load('gate');
  database.close();

  expect(resumeAtMs).toBeNull();
  expect(tookMs).toBeLessThan(180_000);
  const perpStates = board?.perpStates ?? [];
  expect(perpStates.length).toBeGreaterThan(470);
  const incomplete = perpStates.filter(
    ({ inputs }) => inputs.oi1hPct === null || inputs.oi4hPct === null || inputs.oi24hPct === null,
  );
  expect(incomplete.map(({ perp }) => perp.symbol)).toEqual([]);
  const limits = core.usage().filter(({ venue }) => venue === gate.id);
  const used = limits.filter(({ peakUnits }) => peakUnits > 0);
  expect(used.map(({ limit }) => limit)).toEqual(['contracts', 'tickers', 'contract_stats']);
  for (const { peakUnits, units } of used) expect(peakUnits).toBeLessThanOrEqual(units / 4);
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
});
