/** Runs in the browser: thirty days of history as we keep it, and a few as a row per symbol and refresh. */
import { Dexie } from 'dexie';
import { Database } from '../../../lib/history/database';
import { DaySamples } from '../../../lib/history/day-samples';
import type { DayRecord } from '../../../lib/history/records';
import { DAY_MS, GROUP_SIZE, SLOT_MS } from '../../../lib/history/records';
import { readSeries } from '../../../lib/history/series';
import { packSnapshots } from '../../../lib/history/snapshot';
import { thinned } from '../../../lib/history/thin';
import { FINE_DAYS, upkeep } from '../../../lib/history/upkeep';
import { boardAt, rowsAt, START_MS } from './standings';

const SLOTS = DAY_MS / SLOT_MS;
const NAME = 'bench-history';

/** Days 0 to `days` − 1 finished, the last of them still in snapshots, and half of the next day. */
export async function fill(venues: number, symbols: number, days: number): Promise<void> {
  const database = new Database(NAME);
  for (let venue = 0; venue < venues; venue += 1) await fillVenue(database, venue, symbols, days);
  database.close();
}

async function fillVenue(database: Database, number: number, symbols: number, days: number) {
  const venue = `v${number}`;
  const names = boardAt(symbols, 0).standings.map(({ perp }) => perp.symbol);
  await database.symbols.put({ venue, symbols: names });
  for (let day = 0; day < days - 1; day += 1) {
    const records = dayOfAll(venue, symbols, names, day);
    const isLong = day < days - FINE_DAYS;
    await (isLong ? database.longDays : database.days).bulkPut(
      isLong ? records.map(thinned) : records,
    );
  }
  const from = (days - 1) * SLOTS;
  for (let slot = from; slot < from + 1.5 * SLOTS; slot += 48) {
    const some = Array.from({ length: 48 }, (_, more) =>
      packSnapshots(boardAt(symbols, slot + more, venue), names),
    );
    await database.slots.bulkPut(some.flat());
  }
}

function dayOfAll(venue: string, symbols: number, names: string[], day: number): DayRecord[] {
  const all = names.map(() => new DaySamples(START_MS + day * DAY_MS));
  for (let slot = day * SLOTS; slot < (day + 1) * SLOTS; slot += 1) {
    for (const snapshot of packSnapshots(boardAt(symbols, slot, venue), names)) {
      for (let row = 0; row < GROUP_SIZE; row += 1) {
        all[snapshot.group * GROUP_SIZE + row]?.addOwn(snapshot, row);
      }
    }
  }
  return all.flatMap((samples, index) => samples.pack(venue, names[index] ?? '') ?? []);
}

/** One symbol over so many days up to now; each run another symbol, so that nothing is warm but the database. */
export async function read(days: number, nowSlot: number, runs: number): Promise<number[]> {
  const database = new Database(NAME);
  await database.open();
  const raw = database.backendDB();
  const nowMs = START_MS + nowSlot * SLOT_MS;
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now();
    const series = await readSeries(
      raw,
      'v0',
      `S${run * 17 + 3}USDT`,
      nowMs - days * DAY_MS,
      nowMs + 1,
    );
    times.push(performance.now() - startMs);
    if (series.atMs.length < days * 40) throw new Error(`only ${series.atMs.length} samples`);
  }
  database.close();
  return times;
}

export interface Upkeep {
  totalMs: number;
  /** The longest the worker was held in one go. */
  longestMs: number;
  slices: number;
}

/** Everything that a new day brings, for one venue: a day compacted, one thinned, one forgotten. */
export async function keepUp(historyDays: number, nowMs: number): Promise<Upkeep> {
  const database = new Database(NAME);
  await database.open();
  const slices: number[] = [];
  let startMs = performance.now();
  const lap = () => {
    const endMs = performance.now();
    slices.push(endMs - startMs);
    startMs = endMs;
    return Promise.resolve();
  };
  await upkeep(database, { venue: 'v0', nowMs, historyDays, pause: lap });
  await lap();
  database.close();
  return {
    totalMs: slices.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(...slices),
    slices: slices.length,
  };
}

export async function usedMb(): Promise<number> {
  return ((await navigator.storage.estimate()).usage ?? 0) / 1e6;
}

export async function clear(): Promise<void> {
  await Dexie.delete(NAME);
}

/** The rival: `days` of rows, read for one symbol, and the oldest day pruned. */
export async function rows(
  symbols: number,
  days: number,
  runs: number,
): Promise<{ readMs: number[]; pruneMs: number }> {
  const database = new Dexie('bench-rows');
  database.version(1).stores({ rows: '[symbol+atMs], atMs' });
  const table = database.table('rows');
  for (let slot = 0; slot < days * SLOTS; slot += 24) {
    const some = Array.from({ length: 24 }, (_, more) => rowsAt(symbols, slot + more));
    await table.bulkPut(some.flat());
  }
  const readMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const symbol = `S${run * 17 + 3}USDT`;
    const startMs = performance.now();
    await table.where('[symbol+atMs]').between([symbol, 0], [symbol, Infinity]).toArray();
    readMs.push(performance.now() - startMs);
  }
  const pruneFromMs = performance.now();
  await table
    .where('atMs')
    .below(START_MS + DAY_MS)
    .delete();
  const pruneMs = performance.now() - pruneFromMs;
  database.close();
  await Dexie.delete('bench-rows');
  return { readMs, pruneMs };
}
