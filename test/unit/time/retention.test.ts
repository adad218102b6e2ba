/** Retention when the last refresh is at each hour tried: whole days by the exchange's calendar. */
import { IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startOfDay, DAY_MS } from '../../../lib/domain/time';
import { readSeries } from '../../../lib/history/series';
import { HOUR_MS, open, state } from '../history/boards';
import { boardOf, coinsOf } from '../history/truth';
import { MOMENTS } from './moments';
import { SLOT_MS } from '../../../lib/domain/series';

const SYMBOLS = ['S0USDT'];
/** One more than stays in 5-minute samples. */
const HISTORY_DAYS = 8;

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

/** Once a day for longer than the retention, then often around the time tried. */
function refreshesUntil(atMs: number): number[] {
  const slotOf = (ms: number) => Math.floor(ms / SLOT_MS) * SLOT_MS;
  const old = Array.from({ length: 11 }, (_, index) => atMs - (11 - index) * DAY_MS);
  const young = [-3, -1, -0.25, 0, 0.25].map((hours) => atMs + hours * HOUR_MS);
  return [...old, ...young].map(slotOf);
}

describe('history', () => {
  it.for(MOMENTS)('keeps whole days and no more of them at %s', async ([, atMs]) => {
    const { database, store } = open();
    const refreshes = refreshesUntil(atMs);
    const pause = () => Promise.resolve();
    for (const nowMs of refreshes) {
      await store.commit({ state, board: boardOf(nowMs, SYMBOLS), asSnapshot: true });
      await store.maintain({ venue: 'binance', nowMs, historyDays: HISTORY_DAYS, pause });
    }
    const [symbol = ''] = SYMBOLS;
    const nowMs = refreshes.at(-1) ?? 0;
    const series = await readSeries(database, 'binance', symbol, 0, nowMs + 1);
    const keptFromMs = startOfDay(nowMs) - HISTORY_DAYS * DAY_MS;
    const kept = refreshes.filter((ms) => ms >= keptFromMs);
    expect([...series.baseQty]).toEqual(kept.map((ms) => coinsOf(symbol, ms)));
    // What is older than a week stands for its half hour.
    const halfHour = (ms: number) => Math.floor(ms / (6 * SLOT_MS)) * 6 * SLOT_MS;
    const fineFromMs = startOfDay(nowMs) - 7 * DAY_MS;
    expect([...series.atMs]).toEqual(kept.map((ms) => (ms < fineFromMs ? halfHour(ms) : ms)));
    database.close();
  });
});
