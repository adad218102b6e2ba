/**
 * A finished day becomes one record per symbol, out of the log: written slice by slice, and only then marked as done. A slice
 * that is written twice is the same, so death at any point costs the work, never a sample.
 */
import type { Database } from './database';
import { DaySamples } from './day-samples';
import { layered } from './layers';
import { firstSlotSince, logOf } from './log';
import { mark } from './mark';
import type { DayRecord } from './records';
import { dayOf, SLOT_MS } from './records';
import { DAY_MS } from '../domain/time';

/** Refreshes read, and symbols written, in one go: each well under a tenth of a second. */
const READ_MS = 48 * SLOT_MS;
const SLICE = 50;

/** All of the venue's days before `todayMs`. */
export async function compactDays(
  database: Database,
  venue: string,
  todayMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const index = await database.symbols.get(venue);
    if (index === undefined || index.compactedMs >= todayMs) return;
    const slotMs = (await firstSlotSince(database, venue, index.compactedMs)) ?? todayMs;
    const dayMs = dayOf(slotMs);
    if (dayMs >= todayMs) {
      await mark(database, venue, { compactedMs: todayMs });
      return;
    }
    await compactDay(database, venue, dayMs, index.symbols, pause);
    await mark(database, venue, { compactedMs: dayMs + DAY_MS });
  }
}

async function compactDay(
  database: Database,
  venue: string,
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
  // In the order of their keys: what is there of a slice is one range.
  const records = days
    .flatMap((day, row) => day.pack(venue, symbols[row] ?? '') ?? [])
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  for (let from = 0; from < records.length; from += SLICE) {
    await putOver(database, records.slice(from, from + SLICE));
    await pause();
  }
}

/** Our own days over what is stored of them. */
async function putOver(database: Database, records: readonly DayRecord[]): Promise<void> {
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
        return lower === undefined ? record : layered(lower, record);
      }),
    );
  });
}
