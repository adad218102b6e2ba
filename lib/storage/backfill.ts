/**
 * Merges what venues state of the past into the stored data: into the open-interest cache that a refresh looks back in,
 * and into days, where our own samples stay. Idempotent.
 */
import type { Table } from 'dexie';
import { LONGEST_LOOK_BACK_MS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import { DAY_MS, startOfDay } from '../domain/time';
import type { BackfillSample } from './days';
import { DaySamples, downsampled, mergedDays } from './days';
import type { DayRecord, OpenInterestCacheRecord, SymbolIndexRecord } from './records';
import { SLOT_MS } from '../domain/series';

/** The maximum age of a sample that a window accepts, ms. */
export const LOOK_BACK_MS = LONGEST_LOOK_BACK_MS + SLOT_MS;

export interface BackfillTables {
  symbols: Table<SymbolIndexRecord, string>;
  seeds: Table<OpenInterestCacheRecord, [string, string]>;
  pastDays: Table<DayRecord, [string, number, string]>;
}

/** Samples by symbol, oldest first. Within a transaction of `symbols`, `seeds` and `pastDays`. */
export async function mergeBackfill(
  { symbols, seeds, pastDays }: BackfillTables,
  venue: string,
  histories: ReadonlyMap<string, readonly BackfillSample[]>,
): Promise<void> {
  const given = [...histories].filter(([, samples]) => samples.length > 0);
  const old = await seeds.bulkGet(given.map(([symbol]): [string, string] => [venue, symbol]));
  await seeds.bulkPut(
    given.map(([symbol, samples], index) => mergedCache(venue, symbol, old[index], samples)),
  );
  const records = given.flatMap(([symbol, samples]) => daysOf(venue, symbol, samples));
  const stored = await pastDays.bulkGet(
    records.map(({ dayMs, symbol }): [string, number, string] => [venue, dayMs, symbol]),
  );
  const thinnedMs = (await symbols.get(venue))?.thinnedMs ?? 0;
  await pastDays.bulkPut(
    records.map((record, index) => {
      const before = stored[index];
      if (before !== undefined) return mergedDays(record, before);
      return record.dayMs < thinnedMs ? downsampled(record) : record;
    }),
  );
}

function daysOf(venue: string, symbol: string, samples: readonly BackfillSample[]): DayRecord[] {
  const days = new Map<number, DaySamples>();
  for (const sample of samples) {
    const dayMs = startOfDay(sample.atMs);
    const day = days.get(dayMs) ?? new DaySamples(dayMs);
    days.set(dayMs, day);
    day.addBackFilled([sample]);
  }
  return [...days.values()].flatMap((day) => day.pack(venue, symbol) ?? []);
}

export function* cachedOpenInterest(
  record: OpenInterestCacheRecord | undefined,
): Iterable<OpenInterest> {
  if (record === undefined) return;
  for (let index = 0; index < record.atMs.length; index += 1) {
    const atMs = record.atMs[index];
    const baseQty = record.coins[index];
    if (atMs !== undefined && baseQty !== undefined) yield { atMs, baseQty };
  }
}

/** The limit where the clock rule below drops nothing; several times the look-back. */
const MOST_SAMPLES = 2_000;

/**
 * Old and new samples; of two at the same time the new one. Samples older than the look-back are dropped. "Now" is the
 * second newest time of all, and at most half a day after the median of the new ones, since a single row may state any
 * time. An answer that would drop everything stored drops nothing, until another one agrees.
 */
export function mergedCache(
  venue: string,
  symbol: string,
  old: OpenInterestCacheRecord | undefined,
  samples: readonly BackfillSample[],
): OpenInterestCacheRecord {
  const byTime = new Map([...cachedOpenInterest(old)].map(({ atMs, baseQty }) => [atMs, baseQty]));
  const lastMs = Math.max(-Infinity, ...byTime.keys());
  for (const { atMs, baseQty } of samples) if (baseQty !== null) byTime.set(atMs, baseQty);
  const times = [...byTime.keys()].sort((a, b) => a - b);
  const given = samples.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const middleMs = given[Math.floor((given.length - 1) / 2)] ?? Infinity;
  const newestMs = Math.min(times.at(-2) ?? times.at(-1) ?? 0, middleMs + DAY_MS / 2);
  const fromMs = newestMs - LOOK_BACK_MS;
  const kept = fromMs > lastMs && lastMs > -Infinity ? times : times.filter((t) => t >= fromMs);
  const atMs = Float64Array.from(kept.slice(-MOST_SAMPLES));
  return { venue, symbol, atMs, coins: atMs.map((time) => byTime.get(time) ?? Number.NaN) };
}
