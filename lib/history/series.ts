/**
 * One symbol's past, out of all that is stored of it: half-hour means, finished days, the current day, and the venue's
 * memory where nobody looked. Reads only; what is missing is NaN, and a gap is a gap.
 */
import type { ScoreColumns, Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { Columns } from './day-record';
import { columnsOf, SOURCE, unpackScore } from './day-record';
import { DaySamples } from './day-samples';
import { stored } from './existing';
import type { DayRecord, SeedRecord, SnapshotRecord, SymbolIndexRecord } from './records';
import { DAY_MS, dayOf, GROUP_SIZE } from './records';
import { seedSamples } from './seed';

export type { Series } from '../domain/series';

/** Samples of `fromMs` ≤ time < `toMs`, on the exchange's clock. Empty for a symbol that was never seen. */
export async function readSeries(
  database: IDBDatabase,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
): Promise<Series> {
  const stores = ['symbols', 'slots', 'seeds', 'days', 'longDays'];
  const transaction = database.transaction(stores, 'readonly');
  const store = (name: string) => transaction.objectStore(name);
  const daysRange = IDBKeyRange.bound([venue, symbol, dayOf(fromMs)], [venue, symbol, toMs]);
  const [index, seed, days, longDays] = await Promise.all([
    stored<SymbolIndexRecord | undefined>(store('symbols').get(venue)),
    stored<SeedRecord | undefined>(store('seeds').get([venue, symbol])),
    stored<DayRecord[]>(store('days').getAll(daysRange)),
    stored<DayRecord[]>(store('longDays').getAll(daysRange)),
  ]);
  const row = index?.symbols.indexOf(symbol) ?? -1;
  const group = Math.floor(row / GROUP_SIZE);
  const snapshots =
    row < 0
      ? []
      : await stored<SnapshotRecord[]>(
          store('slots').getAll(
            IDBKeyRange.bound([venue, group, dayOf(fromMs)], [venue, group, toMs], false, true),
          ),
        );
  const records = [...longDays, ...withoutDays(days, snapshots)];
  records.push(...unfinishedDays(snapshots, row % GROUP_SIZE, days, seed));
  records.sort((a, b) => a.dayMs - b.dayMs);
  return seriesOf(records, fromMs, toMs);
}

/** Days that are still in snapshots, with what else is known of them. Without snapshots: what the venue remembers. */
function unfinishedDays(
  snapshots: readonly SnapshotRecord[],
  row: number,
  days: readonly DayRecord[],
  seed: SeedRecord | undefined,
): DayRecord[] {
  const samples = new Map<number, DaySamples>();
  const dayAt = (dayMs: number) => {
    const day = samples.get(dayMs) ?? new DaySamples(dayMs);
    samples.set(dayMs, day);
    return day;
  };
  for (const snapshot of snapshots) dayAt(dayOf(snapshot.slotMs)).addOwn(snapshot, row);
  const memoryDayMs = dayOf(seed?.atMs.at(-1) ?? Number.NaN);
  // A finished day has taken over what the venue remembered of it.
  if (memoryDayMs > 0 && !days.some(({ dayMs }) => dayMs === memoryDayMs)) dayAt(memoryDayMs);
  for (const [dayMs, day] of samples) {
    const before = days.find((record) => record.dayMs === dayMs);
    if (before !== undefined) day.addRecord(before);
    day.addBackFilled(seedSamples(seed));
  }
  return [...samples.values()].flatMap((day) => day.pack('', '') ?? []);
}

function withoutDays(
  days: readonly DayRecord[],
  snapshots: readonly SnapshotRecord[],
): DayRecord[] {
  const unfinished = new Set(snapshots.map(({ slotMs }) => dayOf(slotMs)));
  return days.filter(({ dayMs }) => !unfinished.has(dayMs));
}

interface Step {
  atMs: number;
  stepMs: number;
  index: number;
  columns: ReturnType<typeof columnsOf>;
}

function seriesOf(records: readonly DayRecord[], fromMs: number, toMs: number): Series {
  const steps: Step[] = [];
  for (const record of records) {
    const columns = columnsOf(record);
    const { stepMs } = record;
    columns.source.forEach((source, index) => {
      const atMs = record.dayMs + (record.firstStep + index) * stepMs;
      if (source !== SOURCE.none && atMs >= fromMs && atMs < toMs) {
        steps.push({ atMs, stepMs, index, columns });
      }
    });
  }
  const column = (valueOf: (step: Step) => number) => Float64Array.from(steps, valueOf);
  const value = (name: keyof Columns) =>
    column(({ columns, index }) => columns[name][index] ?? Number.NaN);
  const score = (model: 'classic' | 'crowding'): ScoreColumns => {
    const of = (name: 'Min' | 'Max' | '') =>
      column(({ columns, index }) => {
        const values =
          name === '' ? columns[model] : (columns[`${model}${name}`] ?? columns[model]);
        return unpackScore(values[index] ?? Number.NaN);
      });
    return { mean: of(''), least: of('Min'), most: of('Max') };
  };
  return {
    atMs: column(({ atMs }) => atMs),
    stepMs: column(({ stepMs }) => stepMs),
    coins: value('coins'),
    fundingRate: value('fundingRate'),
    fundingPeriodHours: value('fundingPeriodHours').map((hours) => (hours > 0 ? hours : NaN)),
    basisPct: value('basisPct'),
    markPrice: value('markPrice'),
    quoteVolume24h: value('quoteVolume24h'),
    classic: score('classic'),
    crowding: score('crowding'),
    source: Uint8Array.from(steps, ({ columns, index }) => columns.source[index] ?? 0),
  };
}

/** The longest history there can be, ms. */
export const LONGEST_MS = 90 * DAY_MS;
