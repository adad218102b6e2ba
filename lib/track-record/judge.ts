/** The track record: each cell's figures with their intervals, from a table of windows. */
import type { Thresholds } from '../domain/band';
import type { ModelId } from '../domain/score';
import type { Estimate } from './bootstrap';
import { bootstrap, createDraw, RATIOS } from './bootstrap';
import type { ScoreCell } from './counting';
import { scoreCells, RESAMPLES, SEED } from './counting';
import type { WindowTable } from './table';
import { cellNumbers, isEnough, tally, shortfallOf } from './tally';

/** Multiples of each baseline; null where there are too few events. */
export interface Compared {
  all: Estimate | null;
  similar: Estimate | null;
}

export interface CellRecord extends ScoreCell {
  windows: number;
  /** Windows that start at the same time are one. */
  events: number;
  /** Days with at least one event. */
  days: number;
  isEnough: boolean;
  /** Days until there is enough, at the rate so far; null before the first event. */
  daysMissing: number | null;
  /** Days of history that it takes in all; null before the first event. */
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
  /** Intervals against the `similar` baseline, and those of them that exclude 1. */
  intervals: number;
  excludingOne: number;
}

export interface Question {
  model: ModelId;
  thresholds: Thresholds;
  resamples?: number;
  seed?: number;
}

/** `pace` gets how many resamples are done of how many; it may wait, and throw to stop. */
export async function judge(
  table: WindowTable,
  { model, thresholds, resamples = RESAMPLES, seed = SEED }: Question,
  pace: (done: number, wanted: number) => Promise<void>,
): Promise<TrackRecord> {
  const cells = scoreCells(thresholds);
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
    const { windows, events, days, similar } = count;
    const enough = isEnough(count);
    const [volatility = null, volatilitySimilar = null, adverse = null, adverseSimilar = null] = enough
      ? estimates.slice(index * RATIOS.length, (index + 1) * RATIOS.length)
      : [];
    const isKnown = isEnough(similar);
    return [
      {
        ...cell,
        ...{ windows, events, days, isEnough: enough },
        ...shortfallOf(count, counted.spanDays, table.hours),
        volatility: { all: volatility, similar: isKnown ? volatilitySimilar : null },
        adverse: { all: adverse, similar: isKnown ? adverseSimilar : null },
      },
    ];
  });
  const judged = records.flatMap(({ volatility, adverse }) =>
    [volatility.similar, adverse.similar].flatMap((one) => one ?? []),
  );
  return {
    cells: records,
    windows: records.reduce((sum, { windows }) => sum + windows, 0),
    events: counted.events,
    refused: table.refused,
    spanDays: counted.spanDays,
    intervals: judged.length,
    excludingOne: judged.filter(excludesOne).length,
  };
}

/** Whether the interval excludes 1, rounded to two decimals as shown. */
export function excludesOne({ low, high }: Estimate): boolean {
  return low >= 1.005 || high < 0.995;
}
