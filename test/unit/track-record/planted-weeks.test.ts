/** The weeks that the e2e test plants: the same windows at any hour, and the figures that it reads on the page. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import { Database } from '../../../lib/storage/database';
import { startOfDay, HOUR_MS, DAY_MS } from '../../../lib/domain/time';
import { readSeries } from '../../../lib/history/series';
import type { Collected } from '../../../lib/track-record/collect';
import { collect } from '../../../lib/track-record/collect';
import type { HorizonHours } from '../../../lib/track-record/counting';
import { HORIZONS } from '../../../lib/track-record/counting';
import { judge } from '../../../lib/track-record/judge';
import type { PlantedHistory } from '../../e2e/harness/planted-history';
import { dayRecords } from '../../e2e/harness/planted-history';
import { weeksOf } from '../../e2e/harness/planted-weeks';
import { boardAt } from '../time/board-at';
import { MOMENTS } from '../time/moments';
import { FOUND_TIMES, PLANTED_DAYS, plantedEffect } from './planted-effect';
import type { PlantedSymbol } from './world';

/** The default retention. */
const HISTORY_DAYS = 30;
/** How long the extension's own refreshes go on after the weeks are planted. */
const OWN_MS = 20 * 60_000;

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

/** What the page has collected at `nowMs`, out of a database in which the weeks were put at `plantedMs`. */
async function collected(
  planted: readonly PlantedSymbol[],
  days: number,
  plantedMs: number,
  nowMs: number,
): Promise<Collected> {
  const database = new Database('weeks', { indexedDB: new IDBFactory(), IDBKeyRange });
  const symbols = planted.map((_, index) => `S${index}USDT`);
  const weeks = weeksOf(boardAt(plantedMs, symbols), planted, days);
  await database.pastDays.bulkPut(weeks.flatMap(dayRecords));
  // The browser goes on refreshing, with prices of its own.
  const own = ({ perpState: one, venue }: PlantedHistory): PlantedHistory => {
    return { perpState: one, venue, nowMs, days: OWN_MS / DAY_MS, past: () => one };
  };
  await database.pastDays.bulkPut(weeks.map(own).flatMap(dayRecords));
  try {
    return await collect({
      venue: 'binance',
      symbols,
      source: {
        read: (venue, symbol, fromMs, toMs) => readSeries(database, venue, symbol, fromMs, toMs),
      },
      fromMs: nowMs - HISTORY_DAYS * DAY_MS,
      nowMs,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
  } finally {
    database.close();
  }
}

/** Everything that is counted, by the distance of each window from the midnight before the weeks were planted. */
function windowsIn({ tables }: Collected, hours: HorizonHours, plantedMs: number) {
  // Without the number rejected: that depends on the minute of the extension's own refreshes.
  const { block, scores, values, stratum, strata, dayStarts } = tables[hours];
  const first = startOfDay(plantedMs) / (hours * HOUR_MS);
  return {
    scores,
    values,
    stratum,
    strata,
    dayStarts,
    block: [...block].map((number) => number - first),
  };
}

describe('planted weeks', () => {
  const few = [...plantedEffect(9).values()].slice(0, 2);
  const at = async (plantedMs: number, nowMs: number) => {
    const found = await collected(few, 9, plantedMs, nowMs);
    const windows = HORIZONS.map((hours) => windowsIn(found, hours, plantedMs));
    return { windows, recorded: found.recorded };
  };

  let usual: Awaited<ReturnType<typeof at>>;

  beforeAll(async () => {
    usual = await at(Date.UTC(2026, 5, 10, 15), Date.UTC(2026, 5, 10, 15));
  });

  it.for(MOMENTS)('are the same windows at %s, also when midnight passes', async ([, atMs]) => {
    expect(usual.windows.map(({ block }) => block.length)).toEqual([2 * (9 * 6 - 2), 2 * 7]);
    expect(await at(atMs, atMs)).toEqual(usual);
    expect(await at(atMs, atMs + HOUR_MS)).toEqual(usual);
  });
});

describe('what the browser reads', () => {
  const NOW_MS = Date.UTC(2026, 10, 24, 6, 20);

  async function cellsOf(days: number, hours: HorizonHours) {
    const found = await collected([...plantedEffect(days).values()], days, NOW_MS, NOW_MS);
    const question = { model: 'classic', thresholds: DEFAULT_THRESHOLDS } as const;
    const { cells } = await judge(found.tables[hours], question, () => Promise.resolve());
    return new Map(cells.map((cell) => [`${cell.band} ${cell.side}`, cell]));
  }

  it('of a young history: too few events on too few days', async () => {
    const stretched = (await cellsOf(PLANTED_DAYS.young, 4)).get('stretched LONG');
    expect(stretched?.isEnough).toBe(false);
    expect(stretched?.days).toBeGreaterThan(0);
    expect(stretched?.days).toBeLessThan(10);
  });

  it('of a month: the planted effect, and nothing where none is', async () => {
    const cells = await cellsOf(PLANTED_DAYS.grown, 4);
    for (const name of ['stretched LONG', 'stretched SHORT']) {
      const { all, similar } = cells.get(name)?.volatility ?? {};
      expect(all?.low, name).toBeGreaterThan(1);
      expect(all?.ratio, name).toBeGreaterThan(2);
      expect(similar?.ratio, name).toBeGreaterThan(FOUND_TIMES.least);
      expect(similar?.ratio, name).toBeLessThan(FOUND_TIMES.most);
      expect(similar?.low, name).toBeGreaterThan(1);
    }
    expect(cells.get('neutral NEUTRAL')?.volatility.all?.ratio).toBeLessThan(1.05);
  });

  it('of what is too rare: how many days it takes, more than are stored', async () => {
    const rare = (await cellsOf(PLANTED_DAYS.grown, 24)).get('stressed SHORT');
    expect(rare?.isEnough).toBe(false);
    expect(rare?.daysNeeded).toBeGreaterThan(HISTORY_DAYS);
  });
});
