/** What a venue remembers of a symbol's open interest: merged over several answers, and laid into finished days. */
import type { OpenInterest } from '../domain/reading';
import type { Database } from './database';
import { DaySamples } from './day-samples';
import type { DayRecord, SeedRecord } from './records';
import { dayOf } from './records';

export function* seedSamples(seed: SeedRecord | undefined): Iterable<OpenInterest> {
  if (seed === undefined) return;
  for (let index = 0; index < seed.atMs.length; index += 1) {
    const atMs = seed.atMs[index];
    const coins = seed.coins[index];
    if (atMs !== undefined && coins !== undefined) yield { atMs, coins };
  }
}

/** Histories (oldest first) into `seeds`, and their part in finished days into `days`. Within a transaction of both. */
export async function keepHistories(
  { seeds, days }: Database,
  venue: string,
  histories: ReadonlyMap<string, readonly OpenInterest[]>,
): Promise<void> {
  const known = [...histories].filter(([, samples]) => samples.length > 0);
  const old = await seeds.bulkGet(known.map(([symbol]): [string, string] => [venue, symbol]));
  await seeds.bulkPut(
    known.map(([symbol, samples], index) => mergedSeed(venue, symbol, old[index], samples)),
  );
  const parts = known.flatMap(([symbol, samples]) => finishedDays(symbol, samples));
  const keys = parts.map(({ symbol, dayMs }): [string, string, number] => [venue, symbol, dayMs]);
  const stored = await days.bulkGet(keys);
  const records: DayRecord[] = [];
  parts.forEach(({ symbol, dayMs, samples }, index) => {
    const day = new DaySamples(dayMs);
    const before = stored[index];
    if (before !== undefined) day.addRecord(before);
    day.addBackFilled(samples);
    const record = day.pack(venue, symbol);
    if (record !== null) records.push(record);
  });
  await days.bulkPut(records);
}

/** The new samples, and before them the old ones of the same day: that day is not finished yet. */
function mergedSeed(
  venue: string,
  symbol: string,
  old: SeedRecord | undefined,
  samples: readonly OpenInterest[],
): SeedRecord {
  const firstMs = samples[0]?.atMs ?? 0;
  const todayMs = dayOf(samples.at(-1)?.atMs ?? 0);
  const kept = [...seedSamples(old)].filter(({ atMs }) => atMs >= todayMs && atMs < firstMs);
  const all = [...kept, ...samples];
  return {
    venue,
    symbol,
    atMs: Float64Array.from(all, ({ atMs }) => atMs),
    coins: Float64Array.from(all, ({ coins }) => coins),
  };
}

interface DayPart {
  symbol: string;
  dayMs: number;
  samples: OpenInterest[];
}

/** The samples by day, without the day of the newest one. */
function finishedDays(symbol: string, samples: readonly OpenInterest[]): DayPart[] {
  const todayMs = dayOf(samples.at(-1)?.atMs ?? 0);
  const byDay = new Map<number, OpenInterest[]>();
  for (const sample of samples) {
    const dayMs = dayOf(sample.atMs);
    if (dayMs === todayMs) continue;
    const part = byDay.get(dayMs) ?? [];
    part.push(sample);
    byDay.set(dayMs, part);
  }
  return [...byDay].map(([dayMs, part]) => ({ symbol, dayMs, samples: part }));
}
