/** From a table of windows to what can be said of each cell. */
import type { Thresholds } from '../domain/band';
import type { ModelId } from '../domain/score';
import type { Estimate } from './bootstrap';
import { bootstrap, createDraw, RATIOS } from './bootstrap';
import type { Cell } from './counting';
import { cellsOf, RESAMPLES, SEED } from './counting';
import type { WindowTable } from './table';
import { cellNumbers, isEnough, tally, waitFor } from './tally';

/** As a multiple of what is usual; null where too little is known to say. */
export interface Compared {
  all: Estimate | null;
  alike: Estimate | null;
}

export interface CellRecord extends Cell {
  windows: number;
  /** Windows that start together are one. */
  events: number;
  /** On how many days they start. */
  days: number;
  isEnough: boolean;
  /** Days of history still to come until there is enough, at the rate so far; null while none was seen. */
  daysMissing: number | null;
  /** Days of history that it takes in all; null while none was seen. */
  daysNeeded: number | null;
  volatility: Compared;
  adverse: Compared;
}

export interface TrackRecord {
  /** The strongest band first. */
  cells: CellRecord[];
  /** Of all cells together. */
  windows: number;
  events: number;
  refused: number;
  /** Days from the first window's start to the last one's end. */
  spanDays: number;
  /** Intervals beside alike windows, and those of them that leave out 1. */
  intervals: number;
  apart: number;
}

export interface Question {
  model: ModelId;
  thresholds: Thresholds;
  resamples?: number;
  seed?: number;
}

/** `pace` gets how many drawings are done of how many; it may wait, and throw to stop. */
export async function judge(
  table: WindowTable,
  { model, thresholds, resamples = RESAMPLES, seed = SEED }: Question,
  pace: (done: number, wanted: number) => Promise<void>,
): Promise<TrackRecord> {
  const cells = cellsOf(thresholds);
  const cellAt = cellNumbers(table.scores[model], cells, thresholds);
  await pace(0, resamples);
  const counted = tally(table, cellAt, cells.length);
  await pace(0, resamples);
  const sides = cells.map(({ side }) => side);
  const estimates = counted.cells.some(isEnough)
    ? await bootstrap(
        {
          days: table.dayStarts.length - 1,
          figures: cells.length * RATIOS.length,
          draw: createDraw(table, cellAt, sides),
          resamples,
          seed,
        },
        (done) => pace(done, resamples),
      )
    : [];
  const records = cells.flatMap((cell, index): CellRecord[] => {
    const count = counted.cells[index];
    if (count === undefined) return [];
    const { windows, events, days, alike } = count;
    const enough = isEnough(count);
    const [volatility = null, volatilityAlike = null, adverse = null, adverseAlike = null] = enough
      ? estimates.slice(index * RATIOS.length, (index + 1) * RATIOS.length)
      : [];
    const isKnown = isEnough(alike);
    return [
      {
        ...cell,
        ...{ windows, events, days, isEnough: enough },
        ...waitFor(count, counted.spanDays, table.hours),
        volatility: { all: volatility, alike: isKnown ? volatilityAlike : null },
        adverse: { all: adverse, alike: isKnown ? adverseAlike : null },
      },
    ];
  });
  const judged = records.flatMap(({ volatility, adverse }) =>
    [volatility.alike, adverse.alike].flatMap((one) => one ?? []),
  );
  return {
    cells: records,
    windows: records.reduce((sum, { windows }) => sum + windows, 0),
    events: counted.events,
    refused: table.refused,
    spanDays: counted.spanDays,
    intervals: judged.length,
    apart: judged.filter(isApart).length,
  };
}

/** The interval leaves out 1, also as it is shown, with two decimals. */
export function isApart({ low, high }: Estimate): boolean {
  return low >= 1.005 || high < 0.995;
}
