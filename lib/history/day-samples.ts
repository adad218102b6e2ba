/** One symbol's day of 5-minute samples, filled from our own refreshes or with what the venue remembers. */
import type { Columns } from './day-record';
import { COLUMN_NAMES, newColumns, packScore, SOURCE } from './day-record';
import type { DayRecord, SnapshotRecord } from './records';
import { GROUP_SIZE, SLOT_MS } from './records';
import { columnAt, ROW_WIDTH } from './snapshot';
import { DAY_MS } from '../domain/time';

const SLOTS = DAY_MS / SLOT_MS;

/** What a venue tells of a moment when we were not there. Null, or left out, is missing. */
export interface PastSample {
  /** On the exchange's clock. */
  atMs: number;
  coins: number | null;
  markPrice?: number | null;
  /** Fraction per period. */
  fundingRate?: number | null;
  fundingPeriodHours?: number | null;
}

export class DaySamples {
  private readonly all = newColumns(SLOTS);
  private first = SLOTS;
  private last = -1;

  constructor(readonly dayMs: number) {}

  /** A symbol's row of one of our refreshes. */
  addOwn(snapshot: SnapshotRecord, row: number): void {
    const slot = this.slotOf(snapshot.slotMs);
    if (slot !== null && putOwn(this.all, slot, snapshot, row)) this.take(slot);
  }

  /** A symbol's part of a block of our refreshes; `row` is its index in the group. */
  addBlock(blockMs: number, block: Columns, row: number): void {
    const slot = this.slotOf(blockMs);
    if (slot === null) return;
    const slots = block.source.length / GROUP_SIZE;
    const from = row * slots;
    for (const name of COLUMN_NAMES) {
      this.all[name].set(block[name].subarray(from, from + slots), slot);
    }
    for (let index = 0; index < slots; index += 1) {
      if (block.source[from + index] !== SOURCE.none) this.take(slot + index);
    }
  }

  addBackFilled(samples: Iterable<PastSample>): void {
    const { all } = this;
    for (const { atMs, coins, markPrice, fundingRate, fundingPeriodHours } of samples) {
      const slot = this.slotOf(atMs);
      if (slot === null) continue;
      all.coins[slot] = coins ?? Number.NaN;
      all.markPrice[slot] = markPrice ?? Number.NaN;
      all.fundingRate[slot] = fundingRate ?? Number.NaN;
      all.fundingPeriodHours[slot] = fundingPeriodHours ?? 0;
      all.source[slot] = SOURCE.backFilled;
      this.take(slot);
    }
  }

  /** From the first sample to the last; null without any. */
  pack(venue: string, symbol: string): DayRecord | null {
    if (this.last < 0) return null;
    const count = this.last - this.first + 1;
    let { bytes } = this.all;
    if (count < SLOTS) {
      const { bytes: fewer, ...cut } = newColumns(count);
      for (const name of COLUMN_NAMES) {
        cut[name].set(this.all[name].subarray(this.first, this.last + 1));
      }
      bytes = fewer;
    }
    return { venue, symbol, dayMs: this.dayMs, stepMs: SLOT_MS, firstStep: this.first, bytes };
  }

  /** Null when the moment is of another day. */
  private slotOf(atMs: number): number | null {
    const slot = Math.floor((atMs - this.dayMs) / SLOT_MS);
    return slot < 0 || slot >= SLOTS ? null : slot;
  }

  private take(slot: number): void {
    this.first = Math.min(this.first, slot);
    this.last = Math.max(this.last, slot);
  }
}

/** Refreshes of the first slots of a block, by group: see BlockRecord. */
export function blockGroups(
  snapshots: readonly SnapshotRecord[],
  blockMs: number,
  slots: number,
  rows: number,
): ArrayBuffer[] {
  const groups = Array.from({ length: Math.ceil(rows / GROUP_SIZE) }, () =>
    newColumns(GROUP_SIZE * slots),
  );
  for (const snapshot of snapshots) {
    const slot = (snapshot.slotMs - blockMs) / SLOT_MS;
    groups.forEach((columns, group) => {
      for (let row = 0; row < GROUP_SIZE; row += 1) {
        putOwn(columns, row * slots + slot, snapshot, group * GROUP_SIZE + row);
      }
    });
  }
  return groups.map(({ bytes }) => bytes);
}

const COINS = columnAt('openInterestCoins');
const FUNDING = columnAt('fundingRate');
const PERIOD = columnAt('fundingPeriodHours');
const BASIS = columnAt('basisPct');
const MARK = columnAt('markPrice');
const VOLUME = columnAt('quoteVolume24h');
const CLASSIC = columnAt('classicRaw');
const CROWDING = columnAt('crowdingRaw');

/** A row without price and open interest is none: false. */
function putOwn(columns: Columns, at: number, { values }: SnapshotRecord, row: number): boolean {
  const from = row * ROW_WIDTH;
  const coins = values[from + COINS] ?? Number.NaN;
  const markPrice = values[from + MARK] ?? Number.NaN;
  if (Number.isNaN(coins) && Number.isNaN(markPrice)) return false;
  const value = (column: number) => values[from + column] ?? Number.NaN;
  columns.coins[at] = coins;
  columns.markPrice[at] = markPrice;
  columns.fundingRate[at] = value(FUNDING);
  columns.basisPct[at] = value(BASIS);
  columns.quoteVolume24h[at] = value(VOLUME);
  columns.classic[at] = packScore(value(CLASSIC));
  columns.crowding[at] = packScore(value(CROWDING));
  // NaN becomes 0, which is unknown.
  columns.fundingPeriodHours[at] = value(PERIOD);
  columns.source[at] = SOURCE.own;
  return true;
}
