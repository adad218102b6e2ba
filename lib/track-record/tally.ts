/** How many windows, events and days each cell has, and how long until there is enough. Pure; one pass over the columns. */
import type { Thresholds } from '../domain/band';
import { roundHalfUp } from '../domain/whole-points';
import type { CellSide, ScoreCell, HorizonHours } from './counting';
import { scoreCellName, scoreCellOf, MIN_DAYS, MIN_EVENTS } from './counting';
import type { WindowTable } from './table';
import { HOUR_MS, DAY_MS } from '../domain/time';
import type { ModelId } from '../domain/score';

/** Each window's cell as an index into `cells`; −1 where the model had no score. */
export function cellNumbers(
  raws: Float32Array,
  cells: readonly ScoreCell<CellSide>[],
  thresholds: Thresholds,
): Int8Array {
  const numbers = new Map(cells.map((cell, index) => [scoreCellName(cell), index]));
  // The rounded score and its sign decide the cell: 201 lookups instead of one per window.
  const known = Int8Array.from(
    Array.from({ length: 201 }, (_, index) => {
      const cell = scoreCellOf(index - 100, thresholds);
      const all = scoreCellName({ band: cell.band, side: 'all' });
      return numbers.get(scoreCellName(cell)) ?? numbers.get(all) ?? -1;
    }),
  );
  // Filled by index: `Int8Array.from` iterates a typed array ten times slower.
  const cellAt = new Int8Array(raws.length).fill(-1);
  raws.forEach((raw, index) => {
    if (Number.isNaN(raw)) return;
    const score = roundHalfUp(Math.abs(raw));
    cellAt[index] = known[100 + (raw > 0 ? score : -score)] ?? -1;
  });
  return cellAt;
}

interface EventCount {
  /** Windows that start at the same time are one. */
  events: number;
  /** Days with at least one event. */
  days: number;
}

interface CellTally extends EventCount {
  windows: number;
  /** Only windows whose 24 h before are known. */
  similar: EventCount & {
    windows: number;
    /** Windows whose comparison is fine. */
    fine: number;
  };
}

export interface Tally {
  cells: CellTally[];
  events: number;
  /** Days from the first window's start to the last one's end. */
  spanDays: number;
}

export function tally(table: WindowTable, cellAt: Int8Array, cells: number): Tally {
  const { block, stratum, fine, hours } = table;
  const perDay = DAY_MS / (hours * HOUR_MS);
  let [first, last] = [Infinity, -Infinity];
  block.forEach((number, index) => {
    if ((cellAt[index] ?? -1) < 0) return;
    first = Math.min(first, number);
    last = Math.max(last, number);
  });
  const span = last < first ? 0 : last - first + 1;
  const windows = new Int32Array(cells);
  const compared = new Int32Array(cells);
  const finely = new Int32Array(cells);
  const found = new Uint8Array(cells * span);
  const foundSimilar = new Uint8Array(cells * span);
  block.forEach((number, index) => {
    const cell = cellAt[index] ?? -1;
    if (cell < 0) return;
    windows[cell] = (windows[cell] ?? 0) + 1;
    found[cell * span + number - first] = 1;
    if ((stratum[index] ?? -1) < 0) return;
    foundSimilar[cell * span + number - first] = 1;
    compared[cell] = (compared[cell] ?? 0) + 1;
    finely[cell] = (finely[cell] ?? 0) + (fine[index] ?? 0);
  });
  const countIn = (marks: Uint8Array): EventCount => {
    const days = new Set<number>();
    let events = 0;
    marks.forEach((mark, at) => {
      if (mark === 0) return;
      events += 1;
      days.add(Math.floor((first + (at % span)) / perDay));
    });
    return { events, days: days.size };
  };
  const ofCell = (marks: Uint8Array, cell: number) =>
    countIn(marks.subarray(cell * span, (cell + 1) * span));
  const any = new Uint8Array(span);
  found.forEach((mark, at) => {
    if (mark === 1) any[at % span] = 1;
  });
  return {
    cells: Array.from({ length: cells }, (_, cell) => ({
      ...ofCell(found, cell),
      windows: windows[cell] ?? 0,
      similar: {
        ...ofCell(foundSimilar, cell),
        windows: compared[cell] ?? 0,
        fine: finely[cell] ?? 0,
      },
    })),
    events: countIn(any).events,
    spanDays: span / perDay,
  };
}

export function isEnough({ events, days }: EventCount): boolean {
  return events >= MIN_EVENTS && days >= MIN_DAYS;
}

interface Shortfall {
  /** Days until there is enough, at the rate so far; null before the first event. */
  daysMissing: number | null;
  /** Days of history that it takes in all, with one window more: the newest one is still open. */
  daysNeeded: number | null;
}

export function shortfallOf(
  { events, days }: EventCount,
  spanDays: number,
  hours: HorizonHours,
): Shortfall {
  if (events === 0 || spanDays === 0) return { daysMissing: null, daysNeeded: null };
  const until = (have: number, least: number) => ((least - have) * spanDays) / have;
  const missing = Math.max(0, until(events, MIN_EVENTS), until(days, MIN_DAYS));
  return {
    daysMissing: Math.ceil(missing),
    daysNeeded: Math.ceil(spanDays + missing + (hours * HOUR_MS) / DAY_MS),
  };
}

interface Outlook extends EventCount, Shortfall {
  isEnough: boolean;
}

/** How many events a horizon has in all bands together, and how long until there is enough. */
export function outlookOf(table: WindowTable, model: ModelId): Outlook {
  const raws = table.scores[model];
  const anyCell = new Int8Array(raws.length);
  raws.forEach((raw, index) => (anyCell[index] = Number.isNaN(raw) ? -1 : 0));
  const { cells, spanDays } = tally(table, anyCell, 1);
  const { events, days } = cells[0] ?? { events: 0, days: 0 };
  const amount = { events, days };
  return { ...amount, ...shortfallOf(amount, spanDays, table.hours), isEnough: isEnough(amount) };
}
