import type { Thresholds } from '../domain/band';
import { roundHalfUp } from '../scoring/score';
import type { Cell, HorizonHours } from './counting';
import { cellName, cellOf, LEAST_DAYS, LEAST_EVENTS } from './counting';
import type { WindowTable } from './table';
import { HOUR_MS, DAY_MS } from '../domain/time';
import type { ModelId } from '../domain/score';

/** How many windows, events and days each cell has. Pure; one pass over the columns. */

/** Each window's cell, an index into `cells`; −1 where the model had no score. */
export function cellNumbers(
  raws: Float32Array,
  cells: readonly Cell[],
  thresholds: Thresholds,
): Int8Array {
  const numbers = new Map(cells.map((cell, index) => [cellName(cell), index]));
  // A cell follows from the rounded score and its sign.
  const known = Int8Array.from(
    Array.from(
      { length: 201 },
      (_, index) => numbers.get(cellName(cellOf(index - 100, thresholds))) ?? -1,
    ),
  );
  // Filled by index: `from` walks typed arrays one iterator step at a time, which is ten times slower.
  const cellAt = new Int8Array(raws.length).fill(-1);
  raws.forEach((raw, index) => {
    if (Number.isNaN(raw)) return;
    const score = roundHalfUp(Math.abs(raw));
    cellAt[index] = known[100 + (raw > 0 ? score : -score)] ?? -1;
  });
  return cellAt;
}

interface Amount {
  /** Windows that start together are one. */
  events: number;
  /** On how many days they start. */
  days: number;
}

interface CellTally extends Amount {
  windows: number;
  /** Of the windows whose 24 h before are known. */
  alike: Amount;
}

interface Tally {
  cells: CellTally[];
  events: number;
  /** Days from the first window's start to the last one's end. */
  spanDays: number;
}

export function tally(table: WindowTable, cellAt: Int8Array, cells: number): Tally {
  const { block, stratum, hours } = table;
  const perDay = DAY_MS / (hours * HOUR_MS);
  let [first, last] = [Infinity, -Infinity];
  block.forEach((number, index) => {
    if ((cellAt[index] ?? -1) < 0) return;
    first = Math.min(first, number);
    last = Math.max(last, number);
  });
  const span = last < first ? 0 : last - first + 1;
  const windows = new Int32Array(cells);
  const found = new Uint8Array(cells * span);
  const foundAlike = new Uint8Array(cells * span);
  block.forEach((number, index) => {
    const cell = cellAt[index] ?? -1;
    if (cell < 0) return;
    windows[cell] = (windows[cell] ?? 0) + 1;
    found[cell * span + number - first] = 1;
    if ((stratum[index] ?? -1) >= 0) foundAlike[cell * span + number - first] = 1;
  });
  const amountIn = (marks: Uint8Array): Amount => {
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
    amountIn(marks.subarray(cell * span, (cell + 1) * span));
  const any = new Uint8Array(span);
  found.forEach((mark, at) => {
    if (mark === 1) any[at % span] = 1;
  });
  return {
    cells: Array.from({ length: cells }, (_, cell) => ({
      ...ofCell(found, cell),
      windows: windows[cell] ?? 0,
      alike: ofCell(foundAlike, cell),
    })),
    events: amountIn(any).events,
    spanDays: span / perDay,
  };
}

export function isEnough({ events, days }: Amount): boolean {
  return events >= LEAST_EVENTS && days >= LEAST_DAYS;
}

interface Wait {
  /** Days of history still to come until there is enough, at the rate so far; null while nothing was seen. */
  daysMissing: number | null;
  /** Days of history that it takes in all: the windows', and one window more, because history ends within one. */
  daysNeeded: number | null;
}

export function waitFor({ events, days }: Amount, spanDays: number, hours: HorizonHours): Wait {
  if (events === 0 || spanDays === 0) return { daysMissing: null, daysNeeded: null };
  const until = (have: number, least: number) => ((least - have) * spanDays) / have;
  const missing = Math.max(0, until(events, LEAST_EVENTS), until(days, LEAST_DAYS));
  return {
    daysMissing: Math.ceil(missing),
    daysNeeded: Math.ceil(spanDays + missing + (hours * HOUR_MS) / DAY_MS),
  };
}

/** When a horizon's first answers become possible, whatever the band. Pure. */

interface Outlook extends Amount, Wait {
  isEnough: boolean;
}

export function outlookOf(table: WindowTable, model: ModelId): Outlook {
  const raws = table.scores[model];
  const anyCell = new Int8Array(raws.length);
  raws.forEach((raw, index) => (anyCell[index] = Number.isNaN(raw) ? -1 : 0));
  const { cells, spanDays } = tally(table, anyCell, 1);
  const { events, days } = cells[0] ?? { events: 0, days: 0 };
  const amount = { events, days };
  return { ...amount, ...waitFor(amount, spanDays, table.hours), isEnough: isEnough(amount) };
}
