/**
 * The history as database versions 1 to 3 stored it, converted to records of the first layout: for a database upgrade,
 * and for a backup of format 1. Version 1 had all symbols of a refresh in one record; versions 2 and 3 had groups of 48
 * for the current day only, and of finished days only what the look-back needs. Frozen, with the constants of those
 * versions.
 */
import { DAY_MS, startOfDay } from '../../domain/time';
import { inPlanes } from '../codec';
import type { DayRecord, SnapshotRecord, SymbolIndexRecord, Watermarks } from '../records';

const SLOT_MS = 300_000;
const FINE_DAYS = 7;
export const LEGACY_GROUP_SIZE = 48;
/** Values of a row: coins, age s, funding rate, period h, basis %, mark price, volume 24 h, classic and crowding. */
export const LEGACY_WIDTH = 9;
const COINS = 0;
const AGE = 1;
/** Bytes per sample. */
export const LEGACY_FINE_BYTES = 26;
export const LEGACY_MEAN_BYTES = 34;
const MEAN_WIDTHS = { floats: 5, scores: 6, singles: 2 };

/** The watermarks are newer than these versions. */
export type LegacyIndex = Omit<SymbolIndexRecord, keyof Watermarks>;
export type LegacySnapshot = Omit<SnapshotRecord, 'layout'> & { group: number };
/** Slot after slot, LEGACY_GROUP_SIZE pairs each: coins, and their time, s after midnight. NaN is missing. */
export interface LegacyRecent {
  venue: string;
  dayMs: number;
  group: number;
  values: Float32Array;
}

/** Days were stored as in the first layout, except for the byte order of means. */
export function fromLegacyDay(record: DayRecord): DayRecord {
  return record.stepMs === SLOT_MS
    ? record
    : { ...record, bytes: inPlanes(record.bytes, MEAN_WIDTHS) };
}

/** The log of one or more venues, assembled from its groups in any order, and the venues' watermarks. */
export class LegacyLog {
  private readonly records = new Map<string, SnapshotRecord>();
  private readonly unfinished = new Map<string, number>();

  add({ group, ...snapshot }: LegacySnapshot): void {
    this.see(snapshot);
    const record = this.at(snapshot.venue, snapshot.slotMs, snapshot.atMs);
    const target = rowsOf(record, group);
    snapshot.values.forEach((value, at) => {
      if (!Number.isNaN(value)) target[at] = value;
    });
  }

  /** Notes a refresh whose day has to be compacted. */
  see({ venue, slotMs }: Pick<SnapshotRecord, 'venue' | 'slotMs'>): void {
    const dayMs = startOfDay(slotMs);
    this.unfinished.set(venue, Math.min(this.unfinished.get(venue) ?? Infinity, dayMs));
  }

  addRecent({ venue, dayMs, group, values }: LegacyRecent): void {
    for (let at = 0; at < values.length; at += 2) {
      const coins = values[at] ?? Number.NaN;
      if (Number.isNaN(coins)) continue;
      const slotMs = dayMs + Math.floor(at / 2 / LEGACY_GROUP_SIZE) * SLOT_MS;
      const record = this.at(venue, slotMs, slotMs);
      const target = rowsOf(record, group);
      const from = ((at / 2) % LEGACY_GROUP_SIZE) * LEGACY_WIDTH;
      target[from + COINS] = coins;
      target[from + AGE] = (record.atMs - dayMs) / 1000 - (values[at + 1] ?? Number.NaN);
    }
  }

  get log(): SnapshotRecord[] {
    return [...this.records.values()];
  }

  withWatermarks({ venue, symbols }: LegacyIndex): SymbolIndexRecord {
    const own = this.log.filter((record) => record.venue === venue);
    const afterMs = startOfDay(Math.max(0, ...own.map(({ slotMs }) => slotMs))) + DAY_MS;
    const dayMs = this.unfinished.get(venue) ?? afterMs;
    const thinnedMs = dayMs - FINE_DAYS * DAY_MS;
    return { venue, symbols, compactedMs: dayMs, rolledMs: dayMs, thinnedMs };
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

/** The group's part of a record, which grows to hold it. */
function rowsOf(record: SnapshotRecord, group: number): Float32Array {
  const length = LEGACY_GROUP_SIZE * LEGACY_WIDTH;
  if (record.values.length < (group + 1) * length) {
    const longer = new Float32Array((group + 1) * length).fill(Number.NaN);
    longer.set(record.values);
    record.values = longer;
  }
  return record.values.subarray(group * length, (group + 1) * length);
}
