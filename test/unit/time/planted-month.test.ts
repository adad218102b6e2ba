/** The month that the browser's test plants for its charts and table reads the same at whatever hour it is planted. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { gapsToPaint } from '../../../components/detail/charts/paint';
import { chartLines, shownIn } from '../../../lib/board/chart-lines';
import type { Range } from '../../../lib/board/chart-view';
import { tableRows, wholeView } from '../../../lib/board/chart-view';
import { Database } from '../../../lib/storage/database';
import { readSeries } from '../../../lib/history/series';
import { dayRecords, monthOf } from '../../e2e/harness/planted-history';
import { boardAt } from './board-at';
import { MOMENTS } from './moments';
import { DAY_MS } from '../../../lib/domain/time';

const SYMBOL = 'BTCUSDT';
const MINUTE_MS = 60_000;

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

async function linesAt(nowMs: number) {
  const database = new Database('month', { indexedDB: new IDBFactory(), IDBKeyRange });
  await database.pastDays.bulkPut(dayRecords(monthOf(boardAt(nowMs, [SYMBOL]), SYMBOL)));
  const read = readSeries(database, 'binance', SYMBOL, nowMs - 30 * DAY_MS, nowMs + DAY_MS);
  const lines = chartLines(await read.finally(() => database.close()), 'classic', 'quoted');
  const inView = (range: Range) => {
    const view = wholeView(range, nowMs);
    return { rows: tableRows(lines, view), shown: shownIn(lines, view) };
  };
  return { lines, inView };
}

describe('a planted month', () => {
  it.for(MOMENTS)(
    'has at %s one gap, a filled-in part, and means where it is old',
    async ([, nowMs]) => {
      const { lines, inView } = await linesAt(nowMs);
      const gaps = gapsToPaint(lines);
      expect(gaps.map(({ fromMs, toMs }) => (toMs - fromMs) / MINUTE_MS)).toEqual([90]);
      expect(Math.abs((gaps[0]?.toMs ?? 0) - (nowMs - 270 * MINUTE_MS))).toBeLessThan(
        5 * MINUTE_MS,
      );
      expect(nowMs - (lines.atMs.at(-1) ?? 0)).toBeLessThanOrEqual(5 * MINUTE_MS);

      const { rows, shown } = inView('day');
      expect(shown).toEqual({ gaps: true, backFilled: true, means: false });
      expect(rows.length).toBeGreaterThan(80);
      const filled = rows.filter((at) => lines.own.baseQty[at] === null);
      // Three hours of a row each quarter, and one more where they begin within one.
      expect([12, 13]).toContain(filled.length);
      expect(inView('month').shown.means).toBe(true);
      expect(inView('month').rows.length).toBeGreaterThan(60);
    },
  );
});
