/** Runs in the browser: thirty days of history as we store it, and a few days as a row per symbol and refresh. */
import { Dexie } from '../../../lib/storage/dexie';
import {
  compactDays,
  firstWatermarks,
  indexToday,
  downsampleDays,
  runMaintenance,
} from '../../../lib/history/maintenance';
import { Database } from '../../../lib/storage/database';
import { DaySamples, downsampled } from '../../../lib/storage/days';
import { FINE_DAYS } from '../../../lib/storage/records';
import type { DayRecord } from '../../../lib/storage/records';
import { readSeries } from '../../../lib/history/series';
import { packSnapshot } from '../../../lib/history/store';
import { boardAt, rowsAt, START_MS } from './perp-states';
import { DAY_MS } from '../../../lib/domain/time';
import { SLOT_MS } from '../../../lib/domain/series';

const SLOTS = DAY_MS / SLOT_MS;
const NAME = 'bench-history';

/** Days 0 to `days` − 1 finished, the last of them still in the log, and half of the next day. */
export async function fill(venues: number, symbols: number, days: number): Promise<void> {
  const database = new Database(NAME);
  for (let venue = 0; venue < venues; venue += 1) await fillVenue(database, venue, symbols, days);
  database.close();
}

async function fillVenue(database: Database, number: number, symbols: number, days: number) {
  const venue = `v${number}`;
  const names = boardAt(symbols, 0).perpStates.map(({ perp }) => perp.symbol);
  const lastMs = START_MS + (days - 1) * DAY_MS;
  await database.symbols.put({ venue, symbols: names, ...firstWatermarks(lastMs) });
  // The content does not affect the cost: created once and stored for every day.
  const fine = dayOfAll(venue, symbols, names);
  const long = fine.map(downsampled);
  for (let day = 0; day < days - 1; day += 1) {
    const dayMs = START_MS + day * DAY_MS;
    const records = day < days - 1 - FINE_DAYS ? long : fine;
    await database.pastDays.bulkPut(records.map((record) => ({ ...record, dayMs })));
  }
  const from = (days - 1) * SLOTS;
  for (let slot = from; slot < from + 1.5 * SLOTS; slot += 48) {
    await database.log.bulkPut(
      Array.from({ length: 48 }, (_, more) =>
        packSnapshot(boardAt(symbols, slot + more, venue), names),
      ),
    );
  }
}

function dayOfAll(venue: string, symbols: number, names: string[]): DayRecord[] {
  const all = names.map(() => new DaySamples(START_MS));
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const snapshot = packSnapshot(boardAt(symbols, slot, venue), names);
    all.forEach((samples, row) => samples.addOwn(snapshot, row));
  }
  return all.flatMap((samples, index) => samples.pack(venue, names[index] ?? '') ?? []);
}

/** Warm-up reads: the browser has just opened its files. */
const WARM_UP = 6;

/** Reads one symbol's last days; each run another symbol, so that only the database is warm. */
export async function read(days: number, nowSlot: number, runs: number): Promise<number[]> {
  const database = new Database(NAME);
  await database.open();
  const nowMs = START_MS + nowSlot * SLOT_MS;
  const times: number[] = [];
  for (let run = -WARM_UP; run < runs; run += 1) {
    const symbol = `S${(run + WARM_UP) * 13 + 3}USDT`;
    const startMs = performance.now();
    const series = await readSeries(database, 'v0', symbol, nowMs - days * DAY_MS, nowMs + 1);
    if (run >= 0) times.push(performance.now() - startMs);
    if (series.atMs.length < days * 40) throw new Error(`only ${series.atMs.length} samples`);
  }
  database.close();
  return times;
}

export interface Slices {
  totalMs: number;
  /** The longest time that the worker was blocked. */
  longestMs: number;
}

async function sliced(work: (pause: () => Promise<void>) => Promise<unknown>): Promise<Slices> {
  const slices: number[] = [];
  let startMs = performance.now();
  const lap = () => {
    const endMs = performance.now();
    slices.push(endMs - startMs);
    startMs = endMs;
    return Promise.resolve();
  };
  await work(lap);
  await lap();
  return {
    totalMs: slices.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(...slices),
  };
}

export interface Kept {
  compact: Slices[];
  thin: Slices[];
  roll: Slices[];
  prune: Slices[];
}

/**
 * The work of a new day, each part separately, for one venue and `runs` times: watermarks are reset before each run.
 */
export async function keepUp(days: number, runs: number): Promise<Kept> {
  const database = new Database(NAME);
  const venue = 'v0';
  const lastMs = START_MS + (days - 1) * DAY_MS;
  const todayMs = lastMs + DAY_MS;
  const kept: Kept = { compact: [], thin: [], roll: [], prune: [] };
  const set = async (marks: object) => {
    const index = await database.symbols.get(venue);
    if (index !== undefined) await database.symbols.put({ ...index, ...marks });
  };
  for (let run = 0; run < runs; run += 1) {
    // As before the first refresh of the day: the previous day is not compacted.
    await database.pastDays
      .where('[venue+dayMs+symbol]')
      .between([venue, lastMs], [venue, todayMs])
      .delete();
    await set({ compactedMs: lastMs });
    kept.compact.push(await sliced((pause) => compactDays(database, venue, todayMs, pause)));
  }
  // One more day each time.
  for (let run = 0; run < runs; run += 1) {
    const beforeMs = lastMs - (FINE_DAYS - 1 - run) * DAY_MS;
    kept.thin.push(await sliced((pause) => downsampleDays(database, venue, beforeMs, pause)));
  }
  const nowMs = todayMs + DAY_MS / 2 - 1;
  await indexToday(database, venue, nowMs, () => Promise.resolve());
  for (let run = 0; run < runs; run += 1) {
    await set({ rolledMs: nowMs + 1 - SLOT_MS * 6 });
    kept.roll.push(await sliced((pause) => indexToday(database, venue, nowMs, pause)));
  }
  for (let run = 0; run < runs; run += 1) {
    const historyDays = days - 1 - run;
    kept.prune.push(
      await sliced((pause) => runMaintenance(database, { venue, nowMs, historyDays, pause })),
    );
  }
  database.close();
  return kept;
}

/** Brings all maintenance up to date, as in the middle of a day. */
export async function settle(nowSlot: number): Promise<void> {
  const database = new Database(NAME);
  const nowMs = START_MS + nowSlot * SLOT_MS;
  const pause = () => Promise.resolve();
  for (const venue of await database.symbols.toCollection().primaryKeys()) {
    await runMaintenance(database, { venue, nowMs, historyDays: 90, pause });
  }
  database.close();
}

export async function usedMb(): Promise<number> {
  return ((await navigator.storage.estimate()).usage ?? 0) / 1e6;
}

export async function clear(): Promise<void> {
  await Dexie.delete(NAME);
}

/** The alternative: `days` of rows, the last of them read for one symbol, and the oldest pruned. */
export async function rows(
  symbols: number,
  days: number,
  runs: number,
): Promise<{ readMs: number[]; pruneMs: number[] }> {
  const database = new Dexie('bench-rows');
  database.version(1).stores({ rows: '[symbol+atMs], atMs' });
  const table = database.table('rows');
  for (let slot = 0; slot < days * SLOTS; slot += 24) {
    const some = Array.from({ length: 24 }, (_, more) => rowsAt(symbols, slot + more));
    await table.bulkPut(some.flat());
  }
  const readMs: number[] = [];
  const lastMs = START_MS + (days - 1) * DAY_MS;
  for (let run = 0; run < runs; run += 1) {
    const symbol = `S${run * 17 + 3}USDT`;
    const startMs = performance.now();
    await table.where('[symbol+atMs]').between([symbol, lastMs], [symbol, Infinity]).toArray();
    readMs.push(performance.now() - startMs);
  }
  // Prunes a part of a day each time and extrapolates: a whole day of rows takes most of a minute.
  const pruneMs: number[] = [];
  const parts = 24;
  for (let run = 1; run <= 3; run += 1) {
    const pruneFromMs = performance.now();
    await table
      .where('atMs')
      .below(START_MS + (run * DAY_MS) / parts)
      .delete();
    pruneMs.push((performance.now() - pruneFromMs) * parts);
  }
  database.close();
  await Dexie.delete('bench-rows');
  return { readMs, pruneMs };
}
