/**
 * From refreshes to a series. The log becomes one record per symbol and finished day; a series is read from those, the
 * blocks of the current day, and the last refreshes in the log. Missing values are NaN; gaps stay gaps.
 */
import type { ScoreColumns, Series } from '../domain/series';
import { SLOT_MS, SOURCE } from '../domain/series';
import { DAY_MS, startOfDay } from '../domain/time';
import type { VenueId } from '../domain/venue';
import { DAY_COLUMNS, samplesOfDay, unpackScore } from '../storage/codec';
import type { ColumnName } from '../storage/columns';
import type { Database } from '../storage/database';
import { logOf } from '../storage/database';
import { blockOf, DaySamples, mergedDays } from '../storage/days';
import type { DayRecord, SymbolIndexRecord } from '../storage/records';
import { BLOCK_MS, GROUP_SIZE } from '../storage/records';

/** The longest history there can be, ms. */
export const LONGEST_SERIES_MS = 90 * DAY_MS;

/** A series with every recorded column, also those that `Series` has no field for. */
export interface RecordedSeries extends Series {
  /** By name, in the column's unit. Lowest and highest are the mean itself except for scores. */
  columns: ReadonlyMap<ColumnName, ScoreColumns>;
}

/** Samples of `fromMs` ≤ time < `toMs`, on the exchange's clock. Empty for an unknown symbol. */
export async function readSeries(
  database: Database,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
): Promise<RecordedSeries> {
  const { symbols, pastDays, blocks, log } = database;
  const firstMs = Math.max(startOfDay(fromMs), startOfDay(toMs) - LONGEST_SERIES_MS);
  const keys: [string, number, string][] = [];
  for (let dayMs = firstMs; dayMs < toMs; dayMs += DAY_MS) keys.push([venue, dayMs, symbol]);
  const days = await database.transaction('r', [symbols, pastDays, blocks, log], async () => {
    const finished = pastDays.bulkGet(keys);
    const index = await symbols.get(venue);
    const row = index?.symbols.indexOf(symbol) ?? -1;
    const live =
      index === undefined || row < 0 || toMs <= index.compactedMs
        ? new Map<number, DayRecord>()
        : await liveDays(database, index, row, Math.max(firstMs, index.compactedMs), toMs);
    for (const record of await finished) {
      if (record === undefined) continue;
      const own = live.get(record.dayMs);
      live.set(record.dayMs, own === undefined ? record : mergedDays(record, own));
    }
    return [...live.values()];
  });
  return seriesOf(
    days.sort((a, b) => a.dayMs - b.dayMs),
    fromMs,
    toMs,
  );
}

/** One symbol's days that are not compacted yet. Within a transaction of `blocks` and `log`. */
async function liveDays(
  database: Database,
  { venue, symbols, rolledMs, compactedMs }: SymbolIndexRecord,
  row: number,
  fromMs: number,
  toMs: number,
): Promise<Map<number, DayRecord>> {
  const endMs = Math.max(rolledMs, compactedMs);
  const group = Math.floor(row / GROUP_SIZE);
  const keys: [string, number, number][] = [];
  for (let atMs = Math.max(fromMs, startOfDay(endMs - 1)); atMs < endMs; atMs += BLOCK_MS) {
    keys.push([venue, group, blockOf(Math.floor(atMs / BLOCK_MS) * BLOCK_MS)]);
  }
  const [blocks, snapshots] = await Promise.all([
    database.blocks.bulkGet(keys),
    logOf(database, venue, Math.max(fromMs, endMs), toMs),
  ]);
  const days = new Map<number, DaySamples>();
  const dayAt = (atMs: number) => {
    const dayMs = startOfDay(atMs);
    const day = days.get(dayMs) ?? new DaySamples(dayMs);
    days.set(dayMs, day);
    return day;
  };
  for (const block of blocks) {
    // A block of an earlier day is stale.
    if (block === undefined || block.blockMs < compactedMs || block.blockMs >= endMs) continue;
    dayAt(block.blockMs).addBlock(block, row % GROUP_SIZE);
  }
  for (const snapshot of snapshots) dayAt(snapshot.slotMs).addOwn(snapshot, row);
  const records = [...days].map(
    ([dayMs, day]) => [dayMs, day.pack(venue, symbols[row] ?? '')] as const,
  );
  return new Map(records.flatMap(([dayMs, day]) => (day === null ? [] : [[dayMs, day]])));
}

/** Copies the records' columns directly: a month is thousands of samples. */
function seriesOf(records: readonly DayRecord[], fromMs: number, toMs: number): RecordedSeries {
  const parts = records.map((record) => {
    const samples = samplesOfDay(record);
    const startMs = record.dayMs + record.firstStep * record.stepMs;
    const picked: number[] = [];
    samples.source.forEach((source, index) => {
      const atMs = startMs + index * record.stepMs;
      if (source !== SOURCE.none && atMs >= fromMs && atMs < toMs) picked.push(index);
    });
    return { samples, picked, startMs, stepMs: record.stepMs };
  });
  const count = parts.reduce((sum, { picked }) => sum + picked.length, 0);
  const [atMsColumn, stepMsColumn] = [new Float64Array(count), new Float64Array(count)];
  const source = new Uint8Array(count);
  const targets = DAY_COLUMNS.map(({ type }): ScoreColumns => {
    const mean = new Float64Array(count);
    if (type !== 'score') return { mean, least: mean, most: mean };
    return { mean, least: new Float64Array(count), most: new Float64Array(count) };
  });
  let from = 0;
  for (const { samples, picked, startMs, stepMs } of parts) {
    picked.forEach((index, number) => {
      atMsColumn[from + number] = startMs + index * stepMs;
      stepMsColumn[from + number] = stepMs;
      source[from + number] = samples.source[index] ?? SOURCE.none;
    });
    samples.columns.forEach(({ type, values, range }, column) => {
      const target = targets[column];
      if (target === undefined) return;
      const put = (to: Float64Array, stored: typeof values) => {
        picked.forEach((index, number) => {
          const value = stored[index] ?? Number.NaN;
          if (type === 'score') to[from + number] = unpackScore(value);
          else to[from + number] = type === 'hours' && value === 0 ? Number.NaN : value;
        });
      };
      put(target.mean, values);
      if (type !== 'score') return;
      put(target.least, range?.lowest ?? values);
      put(target.most, range?.highest ?? values);
    });
    from += picked.length;
  }
  const columns = new Map(DAY_COLUMNS.map(({ name }, column) => [name, targets[column]]));
  const none = new Float64Array(count);
  const of = (name: ColumnName): ScoreColumns =>
    columns.get(name) ?? { mean: none, least: none, most: none };
  return {
    atMs: atMsColumn,
    stepMs: stepMsColumn,
    baseQty: of('baseQty').mean,
    fundingRate: of('fundingRate').mean,
    fundingPeriodHours: of('fundingPeriodHours').mean,
    basisPct: of('basisPct').mean,
    markPrice: of('markPrice').mean,
    quoteVolume24h: of('quoteVolume24h').mean,
    classic: of('classic'),
    crowding: of('crowding'),
    source,
    columns: new Map(DAY_COLUMNS.map(({ name }) => [name, of(name)])),
  };
}

/** Refreshes read, and symbols written, per slice: each takes well under 100 ms. */
const READ_MS = 48 * SLOT_MS;
const COMPACTION_SLICE = 50;

/** Writes a finished day of the log as one record a symbol, in slices. Idempotent. */
export async function compactDay(
  database: Database,
  venue: VenueId,
  dayMs: number,
  symbols: readonly string[],
  pause: () => Promise<void>,
): Promise<void> {
  const days = symbols.map(() => new DaySamples(dayMs));
  for (let from = dayMs; from < dayMs + DAY_MS; from += READ_MS) {
    for (const snapshot of await logOf(database, venue, from, from + READ_MS)) {
      days.forEach((day, row) => {
        day.addOwn(snapshot, row);
      });
    }
    await pause();
  }
  // In the order of their keys, so that a slice's stored records are one range.
  const records = days
    .flatMap((day, row) => day.pack(venue, symbols[row] ?? '') ?? [])
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  for (let from = 0; from < records.length; from += COMPACTION_SLICE) {
    await putMerged(database, records.slice(from, from + COMPACTION_SLICE));
    await pause();
  }
}

/** Our own days merged with the stored, backfilled ones. */
async function putMerged(database: Database, records: readonly DayRecord[]): Promise<void> {
  const { pastDays } = database;
  const keyOf = ({ venue, dayMs, symbol }: DayRecord): [string, number, string] => [
    venue,
    dayMs,
    symbol,
  ];
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return;
  await database.transaction('rw', pastDays, async () => {
    const range = pastDays
      .where('[venue+dayMs+symbol]')
      .between(keyOf(first), keyOf(last), true, true);
    const stored = await pastDays.bulkGet(await range.primaryKeys());
    const before = new Map(stored.map((record) => [record?.symbol, record]));
    await pastDays.bulkPut(
      records.map((record) => {
        const lower = before.get(record.symbol);
        return lower === undefined ? record : mergedDays(lower, record);
      }),
    );
  });
}
