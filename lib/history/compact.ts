/**
 * A finished day of one group of symbols: its snapshots become one record per symbol, in one transaction. Killed at any
 * point, the day is either still in snapshots or wholly in day records.
 */
import type { Database } from './database';
import { DaySamples } from './day-samples';
import type { DayRecord, RecentRecord, SnapshotRecord } from './records';
import { DAY_MS, dayOf, GROUP_SIZE, SLOT_MS } from './records';
import { seedSamples } from './seed';
import { snapshotValue } from './snapshot';

/** Compacts the oldest finished day of one of the venue's groups. False when there is none: all is done. */
export async function compactOne(
  database: Database,
  venue: string,
  todayMs: number,
): Promise<boolean> {
  const [oldest] = await database.slots
    .where('[venue+slotMs]')
    .between([venue, 0], [venue, todayMs])
    .limit(1)
    .toArray();
  if (oldest === undefined) return false;
  await compactGroup(database, venue, oldest.group, dayOf(oldest.slotMs));
  return true;
}

function compactGroup(
  database: Database,
  venue: string,
  group: number,
  dayMs: number,
): Promise<void> {
  const { slots, symbols, seeds, days, recent } = database;
  return database.transaction('rw', [slots, symbols, seeds, days, recent], async () => {
    const snapshots = await slots
      .where('[venue+group+slotMs]')
      .between([venue, group, dayMs], [venue, group, dayMs + DAY_MS])
      .toArray();
    const index = (await symbols.get(venue))?.symbols ?? [];
    const names = index.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE);
    const stored = await days.bulkGet(
      names.map((symbol): [string, string, number] => [venue, symbol, dayMs]),
    );
    const memories = await seeds.bulkGet(names.map((symbol): [string, string] => [venue, symbol]));
    const records: DayRecord[] = [];
    names.forEach((symbol, row) => {
      const samples = new DaySamples(dayMs);
      for (const snapshot of snapshots) samples.addOwn(snapshot, row);
      const before = stored[row];
      if (before !== undefined) samples.addRecord(before);
      samples.addBackFilled(seedSamples(memories[row]));
      const record = samples.pack(venue, symbol);
      if (record !== null) records.push(record);
    });
    await days.bulkPut(records);
    await recent.put(recentOf(venue, group, dayMs, snapshots));
    await slots.bulkDelete(
      snapshots.map(({ slotMs }): [string, number, number] => [venue, group, slotMs]),
    );
  });
}

/** Only what looking back a day needs: coins, and when they were measured. */
function recentOf(
  venue: string,
  group: number,
  dayMs: number,
  snapshots: readonly SnapshotRecord[],
): RecentRecord {
  const values = new Float32Array((DAY_MS / SLOT_MS) * GROUP_SIZE * 2).fill(Number.NaN);
  for (const snapshot of snapshots) {
    const from = ((snapshot.slotMs - dayMs) / SLOT_MS) * GROUP_SIZE * 2;
    for (let row = 0; row < GROUP_SIZE; row += 1) {
      const ageS = snapshotValue(snapshot, row, 'openInterestAgeS');
      values[from + row * 2] = snapshotValue(snapshot, row, 'openInterestCoins');
      values[from + row * 2 + 1] = (snapshot.atMs - dayMs) / 1000 - ageS;
    }
  }
  return { venue, dayMs, group, values };
}
