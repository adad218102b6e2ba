/**
 * History as versions 1 to 3 stored it, in today's records: for a database that is upgraded, and for a backup that is older.
 * Version 1 had all symbols of a refresh in one record, as the log has now; 2 and 3 had groups of 48, kept those of the current
 * day only, and of finished days what is needed for looking back.
 */
import { inPlanes } from './day-record';
import type { Marks } from './marks';
import { firstMarks } from './marks';
import type { DayRecord, SnapshotRecord, SymbolIndexRecord } from './records';
import { dayOf, SLOT_MS } from './records';
import { columnAt, ROW_WIDTH } from './snapshot';
import { DAY_MS } from '../domain/time';

export const EARLIER_GROUP_SIZE = 48;
const COINS = columnAt('openInterestCoins');
const AGE = columnAt('openInterestAgeS');

/** The marks are newer than all of these. */
export type EarlierIndex = Omit<SymbolIndexRecord, keyof Marks>;
export type EarlierSnapshot = SnapshotRecord & { group: number };
/** Slot after slot, EARLIER_GROUP_SIZE pairs each: coins, and when, s after midnight. NaN is missing. */
export interface EarlierRecent {
  venue: string;
  dayMs: number;
  group: number;
  values: Float32Array;
}

/** Days were stored as they are now, but for the bytes of means. */
export function earlierDay(record: DayRecord): DayRecord {
  return record.stepMs === SLOT_MS ? record : { ...record, bytes: inPlanes(record.bytes) };
}

/** The log of one or more venues, put together from its groups in any order, and how far each venue's upkeep was. */
export class EarlierLog {
  private readonly records = new Map<string, SnapshotRecord>();
  private readonly unfinished = new Map<string, number>();

  add({ group, ...snapshot }: EarlierSnapshot): void {
    this.see(snapshot);
    const record = this.at(snapshot.venue, snapshot.slotMs, snapshot.atMs);
    const target = rowsOf(record, group);
    snapshot.values.forEach((value, at) => {
      if (!Number.isNaN(value)) target[at] = value;
    });
  }

  /** A refresh whose day has to be compacted. */
  see({ venue, slotMs }: Pick<SnapshotRecord, 'venue' | 'slotMs'>): void {
    this.unfinished.set(venue, Math.min(this.unfinished.get(venue) ?? Infinity, dayOf(slotMs)));
  }

  addRecent({ venue, dayMs, group, values }: EarlierRecent): void {
    for (let at = 0; at < values.length; at += 2) {
      const coins = values[at] ?? Number.NaN;
      if (Number.isNaN(coins)) continue;
      const slotMs = dayMs + Math.floor(at / 2 / EARLIER_GROUP_SIZE) * SLOT_MS;
      const record = this.at(venue, slotMs, slotMs);
      const target = rowsOf(record, group);
      const from = ((at / 2) % EARLIER_GROUP_SIZE) * ROW_WIDTH;
      target[from + COINS] = coins;
      target[from + AGE] = (record.atMs - dayMs) / 1000 - (values[at + 1] ?? Number.NaN);
    }
  }

  get log(): SnapshotRecord[] {
    return [...this.records.values()];
  }

  marked(index: EarlierIndex): SymbolIndexRecord {
    const own = this.log.filter(({ venue }) => venue === index.venue);
    const afterMs = dayOf(Math.max(0, ...own.map(({ slotMs }) => slotMs))) + DAY_MS;
    return { ...firstMarks(this.unfinished.get(index.venue) ?? afterMs), ...index };
  }

  private at(venue: string, slotMs: number, atMs: number): SnapshotRecord {
    const key = `${venue} ${slotMs}`;
    const record = this.records.get(key) ?? {
      venue,
      slotMs,
      atMs,
      modelVersions: { classic: 1, crowding: 1 },
      values: new Float32Array(0),
    };
    this.records.set(key, record);
    return record;
  }
}

/** The group's part of a record, which grows to have it. */
function rowsOf(record: SnapshotRecord, group: number): Float32Array {
  const length = EARLIER_GROUP_SIZE * ROW_WIDTH;
  if (record.values.length < (group + 1) * length) {
    const longer = new Float32Array((group + 1) * length).fill(Number.NaN);
    longer.set(record.values);
    record.values = longer;
  }
  return record.values.subarray(group * length, (group + 1) * length);
}
