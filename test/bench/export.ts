/**
 * 100 symbols × 30 days (600 take six times as long) exported in each format, backed up and restored: time, size and
 * peak memory.
 */
import { withBrowserPage } from './browser-page';
import type { Figures } from './measure';
import { figure } from './measure';

export function benchExport(): Promise<Figures> {
  return withBrowserPage('export.ts', async (page) => {
    const taken = await page.evaluate(() => window.bench.exportAll(100, 30));
    const figures: Figures = {};
    for (const [name, { ms, bytes, peakBytes }] of Object.entries(taken)) {
      figures[`export.${name}`] = figure([ms / 1_000], 's');
      if (bytes > 0) figures[`export.${name}-size`] = figure([bytes / 1e6], 'MB');
      figures[`export.${name}-memory`] = figure([peakBytes / 1e6], 'MB');
    }
    return figures;
  });
}
