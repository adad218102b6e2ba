/** The estimated size of an exported history, from counts of keys; no record is read. */
import type { VenueId } from '../domain/venue';
import { DAY_MS, startOfDay } from '../domain/time';
import type { Database } from '../storage/database';
import { MEAN_STEP_MS } from '../storage/records';
import { rowsOfDay } from './grain';
import type { HistorySize, Grain, ExportFormat } from '../domain/jobs';
import { SLOT_MS } from '../domain/series';

/** Bytes of a row, measured with whole histories and rounded up. */
const ROW_BYTES: Record<ExportFormat, number> = { csv: 285, json: 820, parquet: 134 };

export interface SizedHistory {
  venues: readonly VenueId[];
  /** How many days, including that of `nowMs`. */
  days: number;
  nowMs: number;
  format: ExportFormat;
  grain?: Grain;
}

export async function historySize(database: Database, choice: SizedHistory): Promise<HistorySize> {
  const rows = await Promise.all(choice.venues.map((venue) => rowsOf(database, venue, choice)));
  const all = rows.reduce((sum, each) => sum + each, 0);
  return { rows: all, bytes: all * ROW_BYTES[choice.format] };
}

/** An upper bound: every symbol in every slot. */
export async function mostRows(
  database: Database,
  { venues, days, grain = 'all' }: SizedHistory,
): Promise<number> {
  const indexes = await Promise.all(venues.map((venue) => symbolsOf(database, venue)));
  const symbols = indexes.reduce((sum, { length }) => sum + length, 0);
  return symbols * days * rowsOfDay(grain, SLOT_MS);
}

export async function symbolsOf(database: Database, venue: VenueId): Promise<readonly string[]> {
  return (await database.symbols.get(venue))?.symbols.toSorted() ?? [];
}

async function rowsOf(
  database: Database,
  venue: VenueId,
  { days, nowMs, grain = 'all' }: SizedHistory,
): Promise<number> {
  const index = await database.symbols.get(venue);
  if (index === undefined) return 0;
  const { thinnedMs, compactedMs, symbols } = index;
  const endMs = startOfDay(nowMs) + DAY_MS;
  const fromMs = endMs - days * DAY_MS;
  const count = (table: 'pastDays' | 'log', leastMs: number, beforeMs: number) =>
    leastMs >= beforeMs
      ? 0
      : database
          .table<unknown, unknown>(table)
          .where(':id')
          .between([venue, leastMs], [venue, beforeMs])
          .count();
  const [means, fine, today] = await Promise.all([
    count('pastDays', fromMs, Math.min(endMs, thinnedMs)),
    count('pastDays', Math.max(fromMs, thinnedMs), endMs),
    count('log', Math.max(fromMs, compactedMs), endMs),
  ]);
  const ofToday = Math.min(
    today,
    Math.ceil(((endMs - compactedMs) / DAY_MS) * rowsOfDay(grain, SLOT_MS)),
  );
  return (
    means * rowsOfDay(grain, MEAN_STEP_MS) +
    fine * rowsOfDay(grain, SLOT_MS) +
    ofToday * symbols.length
  );
}
