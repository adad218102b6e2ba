/** Thirty days of 600 symbols, and of six venues: what reading, a new day and the disk cost, against a row per symbol. */
import { START_MS } from './browser/standings';
import { withBrowserPage } from './browser-page';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const DAY_MS = 86_400_000;
const DAYS = 30;
const NOW_SLOT = (DAYS + 0.5) * 288 - 1;
const RUNS = 15;

export async function benchHistory(): Promise<Figures> {
  return { ...(await measure('history', 1, 600)), ...(await measure('history-six', 6, 583)) };
}

function measure(name: string, venues: number, symbols: number): Promise<Figures> {
  return withBrowserPage('history.ts', async (page) => {
    await page.evaluate(({ venues, symbols, days }) => window.bench.fill(venues, symbols, days), {
      venues,
      symbols,
      days: DAYS,
    });
    const read = (days: number) =>
      page.evaluate(({ days, slot, runs }) => window.bench.read(days, slot, runs), {
        days,
        slot: NOW_SLOT,
        runs: RUNS,
      });
    const [day, week, month] = [await read(1), await read(7), await read(DAYS)];
    const nowMs = START_MS + (DAYS + 0.5) * DAY_MS;
    const upkeep = await page.evaluate(({ days, nowMs }) => window.bench.keepUp(days, nowMs), {
      days: DAYS,
      nowMs,
    });
    const usedMb = await page.evaluate(() => window.bench.usedMb());
    const prune = await page.evaluate(({ days, nowMs }) => window.bench.keepUp(days, nowMs), {
      days: DAYS - 1,
      nowMs,
    });
    await page.evaluate(() => window.bench.clear());
    const figures: Figures = {
      [`${name}.read-24h`]: figure(day, 'ms'),
      [`${name}.read-7d`]: figure(week, 'ms'),
      [`${name}.read-30d`]: figure(month, 'ms'),
      [`${name}.new-day`]: figure([upkeep.totalMs], 'ms'),
      [`${name}.longest-slice`]: figure([upkeep.longestMs], 'ms'),
      [`${name}.prune`]: figure([prune.totalMs], 'ms'),
      [`${name}.disk`]: figure([usedMb], 'MB'),
    };
    if (venues > 1) return figures;
    const rows = await page.evaluate(({ symbols, runs }) => window.bench.rows(symbols, 2, runs), {
      symbols,
      runs: RUNS,
    });
    return {
      ...figures,
      // Two days of rows against thirty of ours: a whole month of rows takes longer to write than all else together.
      [`${name}.rows-2d-vs-ours-24h`]: ratio(rows.readMs, day),
      [`${name}.rows-prune-vs-ours`]: ratio([rows.pruneMs], [prune.totalMs]),
    };
  });
}
