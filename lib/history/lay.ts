/** What venues remember, into the tables: for looking back, and into days under whatever of our own is there. */
import type { Table } from 'dexie';
import type { PastSample } from './day-samples';
import { DaySamples } from './day-samples';
import { layered } from './layers';
import { thinned } from './means';
import type { DayRecord, SeedRecord, SymbolIndexRecord } from './records';
import { dayOf } from './records';
import { mergedSeed } from './seed';

export interface MemoryTables {
  symbols: Table<SymbolIndexRecord, string>;
  seeds: Table<SeedRecord, [string, string]>;
  pastDays: Table<DayRecord, [string, number, string]>;
}

/** Samples by symbol. Within a transaction of `symbols`, `seeds` and `pastDays`. */
export async function layBackFilled(
  { symbols, seeds, pastDays }: MemoryTables,
  venue: string,
  histories: ReadonlyMap<string, readonly PastSample[]>,
): Promise<void> {
  const told = [...histories].filter(([, samples]) => samples.length > 0);
  const old = await seeds.bulkGet(told.map(([symbol]): [string, string] => [venue, symbol]));
  await seeds.bulkPut(
    told.map(([symbol, samples], index) => mergedSeed(venue, symbol, old[index], samples)),
  );
  const records = told.flatMap(([symbol, samples]) => daysOf(venue, symbol, samples));
  const stored = await pastDays.bulkGet(
    records.map(({ dayMs, symbol }): [string, number, string] => [venue, dayMs, symbol]),
  );
  const thinnedMs = (await symbols.get(venue))?.thinnedMs ?? 0;
  await pastDays.bulkPut(
    records.map((record, index) => {
      const before = stored[index];
      if (before !== undefined) return layered(record, before);
      return record.dayMs < thinnedMs ? thinned(record) : record;
    }),
  );
}

function daysOf(venue: string, symbol: string, samples: readonly PastSample[]): DayRecord[] {
  const days = new Map<number, DaySamples>();
  for (const sample of samples) {
    const dayMs = dayOf(sample.atMs);
    const day = days.get(dayMs) ?? new DaySamples(dayMs);
    days.set(dayMs, day);
    day.addBackFilled([sample]);
  }
  return [...days.values()].flatMap((day) => day.pack(venue, symbol) ?? []);
}
