/** One symbol's day, filled from its sources: our own snapshots first, the venue's memory where those have nothing. */
import type { OpenInterest } from '../domain/reading';
import type { Columns } from './day-record';
import { columnsOf, newColumns, packScore, SOURCE } from './day-record';
import type { DayRecord, SnapshotRecord } from './records';
import { DAY_MS, SLOT_MS } from './records';
import { snapshotValue } from './snapshot';

const SLOTS = DAY_MS / SLOT_MS;

export class DaySamples {
  private readonly columns = newColumns(SLOTS);
  private first = SLOTS;
  private last = -1;

  constructor(readonly dayMs: number) {}

  /** A symbol's row (by its index in the group) of one of our snapshots. A row without any value is none. */
  addOwn(record: SnapshotRecord, row: number): void {
    const value = (column: Parameters<typeof snapshotValue>[2]) =>
      snapshotValue(record, row, column);
    const period = value('fundingPeriodHours');
    const markPrice = value('markPrice');
    const coins = value('openInterestCoins');
    if (Number.isNaN(markPrice) && Number.isNaN(coins)) return;
    const slot = this.take(record.slotMs, SOURCE.own);
    if (slot === null) return;
    const { columns } = this;
    columns.coins[slot] = coins;
    columns.fundingRate[slot] = value('fundingRate');
    columns.basisPct[slot] = value('basisPct');
    columns.markPrice[slot] = markPrice;
    columns.quoteVolume24h[slot] = value('quoteVolume24h');
    columns.classic[slot] = packScore(value('classicRaw'));
    columns.crowding[slot] = packScore(value('crowdingRaw'));
    columns.fundingPeriodHours[slot] = Number.isNaN(period) ? 0 : period;
  }

  /** What was stored of this day before; it fills only where nothing of our own is. */
  addRecord(record: DayRecord): void {
    const stored = columnsOf(record);
    stored.source.forEach((source, index) => {
      const slot = record.firstStep + index;
      if (source === SOURCE.none || this.has(slot, source)) return;
      this.take(this.dayMs + slot * SLOT_MS, source);
      for (const name of COLUMN_NAMES) this.columns[name][slot] = stored[name][index] ?? 0;
    });
  }

  /** Open interest as the venue remembers it. */
  addBackFilled(samples: Iterable<OpenInterest>): void {
    for (const { coins, atMs } of samples) {
      const slot = Math.floor((atMs - this.dayMs) / SLOT_MS);
      if (this.has(slot, SOURCE.backFilled)) continue;
      if (this.take(atMs, SOURCE.backFilled) !== null) this.columns.coins[slot] = coins;
    }
  }

  /** From the first sample to the last; null without any. */
  pack(venue: string, symbol: string): DayRecord | null {
    if (this.last < 0) return null;
    const count = this.last - this.first + 1;
    const { bytes, ...cut } = newColumns(count);
    for (const name of COLUMN_NAMES) {
      cut[name].set(this.columns[name].subarray(this.first, this.last + 1));
    }
    return { venue, symbol, dayMs: this.dayMs, stepMs: SLOT_MS, firstStep: this.first, bytes };
  }

  /** Whether the slot has something at least as good. */
  private has(slot: number, source: number): boolean {
    const present = this.columns.source[slot] ?? SOURCE.own;
    return present !== SOURCE.none && present <= source;
  }

  /** The slot of a moment, marked as filled; null when it is of another day. */
  private take(atMs: number, source: number): number | null {
    const slot = Math.floor((atMs - this.dayMs) / SLOT_MS);
    if (slot < 0 || slot >= SLOTS) return null;
    this.columns.source[slot] = source;
    this.first = Math.min(this.first, slot);
    this.last = Math.max(this.last, slot);
    return slot;
  }
}

const COLUMN_NAMES = [
  'coins',
  'fundingRate',
  'basisPct',
  'markPrice',
  'quoteVolume24h',
  'classic',
  'crowding',
  'fundingPeriodHours',
  'source',
] as const satisfies readonly (keyof Columns)[];
