/**
 * Thirty days of 600 symbols, and of six venues: the cost of reads, of a new day and of the disk, compared with a row
 * per symbol.
 */
import { withBrowserPage } from './browser-page';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const DAYS = 30;
/** The middle of a day; the previous day was compacted with this day's first refresh. */
const NOW_SLOT = (DAYS + 0.5) * 288 - 1;
const RUNS = 31;
const UPKEEP_RUNS = 5;
const TIDIED_MS = 3_000;

export async function benchHistory(): Promise<Figures> {
  return { ...(await measure('history', 1, 600)), ...(await measure('history-six', 6, 583)) };
}

function measure(name: string, venues: number, symbols: number): Promise<Figures> {
  return withBrowserPage('history.ts', async (page) => {
    await page.evaluate(
      async ({ venues, symbols, days, slot }) => {
        await window.bench.fill(venues, symbols, days);
        await window.bench.settle(slot);
      },
      { venues, symbols, days: DAYS, slot: NOW_SLOT },
    );
    // The browser compacts its files once the database is closed: until then recent writes take twice the space.
    await page.waitForTimeout(TIDIED_MS);
    const read = (days: number) =>
      page.evaluate(({ days, slot, runs }) => window.bench.read(days, slot, runs), {
        days,
        slot: NOW_SLOT,
        runs: RUNS,
      });
    const [day, week, month] = [await read(1), await read(7), await read(DAYS)];
    const usedMb = await page.evaluate(() => window.bench.usedMb());
    const { compact, thin, roll, prune } = await page.evaluate(
      ({ days, runs }) => window.bench.keepUp(days, runs),
      { days: DAYS, runs: UPKEEP_RUNS },
    );
    await page.evaluate(() => window.bench.clear());
    const total = (slices: readonly { totalMs: number }[]) => slices.map(({ totalMs }) => totalMs);
    const longest = [...compact, ...thin, ...roll].map(({ longestMs }) => longestMs);
    const figures: Figures = {
      [`${name}.read-24h`]: figure(day, 'ms'),
      [`${name}.read-7d`]: figure(week, 'ms'),
      [`${name}.read-30d`]: figure(month, 'ms'),
      [`${name}.compact-a-day`]: figure(total(compact), 'ms'),
      [`${name}.compact-slice`]: figure(
        compact.map(({ longestMs }) => longestMs),
        'ms',
      ),
      [`${name}.thin-a-day`]: figure(total(thin), 'ms'),
      [`${name}.roll-a-quarter`]: figure(total(roll), 'ms'),
      [`${name}.any-slice`]: figure(longest, 'ms'),
      [`${name}.prune`]: figure(total(prune), 'ms'),
      [`${name}.disk`]: figure([usedMb], 'MB'),
    };
    if (venues > 1) return figures;
    const rows = await page.evaluate(({ symbols, runs }) => window.bench.rows(symbols, 1, runs), {
      symbols,
      runs: RUNS,
    });
    return {
      ...figures,
      // One day of rows against thirty days of ours: writing a whole month of rows would take too long.
      [`${name}.rows-24h-vs-ours`]: ratio(rows.readMs, day),
      [`${name}.rows-prune-vs-ours`]: ratio(rows.pruneMs, total(prune).slice(0, 3)),
    };
  });
}
