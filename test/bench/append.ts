/**
 * One refresh of 600 symbols into 30 days of history (8,640 slots). The row-per-symbol rival gets one day only:
 * filling 30 of them takes over half an hour, and a shorter history only makes it faster.
 */
import { withBrowserPage } from './browser-page';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const SYMBOLS = 600;
const RUNS = 15;

export function benchAppend(): Promise<Figures> {
  return withBrowserPage('append.ts', async (page) => {
    const { appendMs, commitMs, rowsMs } = await page.evaluate(
      async ({ symbols, runs }) => ({
        ...(await window.bench.appendSnapshots(symbols, 30 * 288, runs)),
        rowsMs: await window.bench.appendRows(symbols, 288, runs),
      }),
      { symbols: SYMBOLS, runs: RUNS },
    );
    return {
      'append.snapshot': figure(appendMs, 'ms'),
      'append.with-board': figure(commitMs, 'ms'),
      'append.rows': figure(rowsMs, 'ms'),
      'append.rows-vs-snapshot': ratio(rowsMs, appendMs),
    };
  });
}
