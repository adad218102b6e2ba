/**
 * One symbol's past, out of all that is stored of it: finished days, the blocks of the current one, and the last refreshes as
 * they are in the log. Reads only; what is missing is NaN, and a gap is a gap.
 */
import type { ScoreColumns, Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import { columnsOf, blockColumns, NO_SCORE, SOURCE } from './day-record';
import { DaySamples } from './day-samples';
import { stored } from './existing';
import { layered } from './layers';
import { rawLogOf } from './log';
import type { DayRecord, SymbolIndexRecord } from './records';
import { BLOCK_MS, dayOf, GROUP_SIZE } from './records';
import { isBlock, isDay, soundIndex } from './sound';
import { DAY_MS } from '../domain/time';

export type { Series } from '../domain/series';

/** The longest history there can be, ms. */
export const LONGEST_MS = 90 * DAY_MS;

/** Samples of `fromMs` ≤ time < `toMs`, on the exchange's clock. Empty for a symbol that was never seen. */
export async function readSeries(
  database: IDBDatabase,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
): Promise<Series> {
  const stores = ['symbols', 'pastDays', 'blocks', 'log'];
  const transaction = database.transaction(stores, 'readonly');
  const store = (name: string) => transaction.objectStore(name);
  const found = stored<unknown>(store('symbols').get(venue));
  const days: Promise<unknown>[] = [];
  const firstMs = Math.max(dayOf(fromMs), dayOf(toMs) - LONGEST_MS);
  for (let dayMs = firstMs; dayMs < toMs; dayMs += DAY_MS) {
    days.push(stored<unknown>(store('pastDays').get([venue, dayMs, symbol])));
  }
  const index = soundIndex(await found);
  const row = index?.symbols.indexOf(symbol) ?? -1;
  const live =
    index === undefined || row < 0 || toMs <= index.compactedMs
      ? new Map<number, DayRecord>()
      : await liveDays(store, index, row, Math.max(firstMs, index.compactedMs), toMs);
  for (const record of await Promise.all(days)) {
    if (!isDay(record)) continue;
    const own = live.get(record.dayMs);
    live.set(record.dayMs, own === undefined ? record : layered(record, own));
  }
  return seriesOf(
    [...live.values()].sort((a, b) => a.dayMs - b.dayMs),
    fromMs,
    toMs,
  );
}

/** The days that are not compacted yet, of one symbol. */
async function liveDays(
  store: (name: string) => IDBObjectStore,
  { venue, symbols, rolledMs, compactedMs }: SymbolIndexRecord,
  row: number,
  fromMs: number,
  toMs: number,
): Promise<Map<number, DayRecord>> {
  const endMs = Math.max(rolledMs, compactedMs);
  const group = Math.floor(row / GROUP_SIZE);
  const blocks: Promise<unknown>[] = [];
  for (let atMs = Math.max(fromMs, dayOf(endMs - 1)); atMs < endMs; atMs += BLOCK_MS) {
    const key = [venue, group, Math.floor((atMs % DAY_MS) / BLOCK_MS)];
    blocks.push(stored<unknown>(store('blocks').get(key)));
  }
  const snapshots = await rawLogOf(store('log'), venue, Math.max(fromMs, endMs), toMs);
  const days = new Map<number, DaySamples>();
  const dayAt = (atMs: number) => {
    const dayMs = dayOf(atMs);
    const day = days.get(dayMs) ?? new DaySamples(dayMs);
    days.set(dayMs, day);
    return day;
  };
  for (const block of await Promise.all(blocks)) {
    // One that was left from an earlier day is none.
    if (!isBlock(block) || block.blockMs < compactedMs || block.blockMs >= endMs) continue;
    dayAt(block.blockMs).addBlock(block.blockMs, blockColumns(block.bytes), row % GROUP_SIZE);
  }
  for (const snapshot of snapshots) dayAt(snapshot.slotMs).addOwn(snapshot, row);
  const records = [...days].map(
    ([dayMs, day]) => [dayMs, day.pack(venue, symbols[row] ?? '')] as const,
  );
  return new Map(records.flatMap(([dayMs, day]) => (day === null ? [] : [[dayMs, day]])));
}

const FLOATS = ['coins', 'fundingRate', 'basisPct', 'markPrice', 'quoteVolume24h'] as const;

/** Straight from the records' columns into those of the series: a month is some thousand samples. */
function seriesOf(records: readonly DayRecord[], fromMs: number, toMs: number): Series {
  const parts = records.map((record) => {
    const columns = columnsOf(record);
    const startMs = record.dayMs + record.firstStep * record.stepMs;
    const picked: number[] = [];
    columns.source.forEach((source, index) => {
      const atMs = startMs + index * record.stepMs;
      if (source !== SOURCE.none && atMs >= fromMs && atMs < toMs) picked.push(index);
    });
    return { columns, picked, startMs, stepMs: record.stepMs };
  });
  const count = parts.reduce((sum, { picked }) => sum + picked.length, 0);
  const column = () => new Float64Array(count);
  const scores = (): ScoreColumns => ({ mean: column(), least: column(), most: column() });
  const series: Series = {
    atMs: column(),
    stepMs: column(),
    coins: column(),
    fundingRate: column(),
    fundingPeriodHours: column(),
    basisPct: column(),
    markPrice: column(),
    quoteVolume24h: column(),
    classic: scores(),
    crowding: scores(),
    source: new Uint8Array(count),
  };
  let at = 0;
  for (const { columns, picked, startMs, stepMs } of parts) {
    const { classic, crowding } = columns;
    const inPoints = [
      [series.classic.mean, classic],
      [series.classic.least, columns.classicMin ?? classic],
      [series.classic.most, columns.classicMax ?? classic],
      [series.crowding.mean, crowding],
      [series.crowding.least, columns.crowdingMin ?? crowding],
      [series.crowding.most, columns.crowdingMax ?? crowding],
    ] as const;
    for (const index of picked) {
      series.atMs[at] = startMs + index * stepMs;
      series.stepMs[at] = stepMs;
      for (const name of FLOATS) series[name][at] = columns[name][index] ?? Number.NaN;
      const hours = columns.fundingPeriodHours[index] ?? 0;
      series.fundingPeriodHours[at] = hours > 0 ? hours : Number.NaN;
      for (const [points, hundredths] of inPoints) {
        const value = hundredths[index] ?? NO_SCORE;
        points[at] = value === NO_SCORE ? Number.NaN : value / 100;
      }
      series.source[at] = columns.source[index] ?? SOURCE.none;
      at += 1;
    }
  }
  return series;
}
