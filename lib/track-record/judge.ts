/** The track record: each cell's figures with their intervals, from a table of windows. */
import type { Thresholds } from '../domain/band';
import type { ModelId } from '../domain/score';
import type { Estimate } from './bootstrap';
import { bootstrap, createDraw, RATIOS } from './bootstrap';
import type { CellSide, ScoreCell } from './counting';
import { bandCells, scoreCells, RESAMPLES, SEED } from './counting';
import type { Bias } from '../domain/score';
import type { WindowTable } from './table';
import { cellNumbers, isEnough, tally, shortfallOf } from './tally';

/** Multiples of each baseline; null where there are too few events. */
export interface Compared {
  all: Estimate | null;
  similar: Estimate | null;
}

/** How strictly a cell is compared with similar windows; counting.ts has the rule. */
export type Matching = 'fine' | 'coarse';

export interface CellRecord<Side extends CellSide = Bias> extends ScoreCell<Side> {
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
  /** Null where nothing is compared with similar windows. */
  matching: Matching | null;
  volatility: Compared;
  adverse: Compared;
}

export interface TrackRecord<Side extends CellSide = Bias> {
  /** The strongest band first. */
  cells: CellRecord<Side>[];
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

interface Pace {
  /** Gets how many resamples are done of how many; it may wait, and throw to stop. */
  (done: number, wanted: number): Promise<void>;
}

/** By band and side. */
export function judge(table: WindowTable, question: Question, pace: Pace): Promise<TrackRecord> {
  return recordOf(table, scoreCells(question.thresholds), question, pace);
}

/** By band, every side together; the adverse move is then the larger of both. */
export function judgeBands(
  table: WindowTable,
  question: Question,
  pace: Pace,
): Promise<TrackRecord<'all'>> {
  return recordOf(table, bandCells(), question, pace);
}

async function recordOf<Side extends CellSide>(
  table: WindowTable,
  cells: readonly ScoreCell<Side>[],
  { model, thresholds, resamples = RESAMPLES, seed = SEED }: Question,
  pace: Pace,
): Promise<TrackRecord<Side>> {
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
  const records = cells.flatMap((cell, index): CellRecord<Side>[] => {
    const count = counted.cells[index];
    if (count === undefined) return [];
    const { windows, events, days, similar } = count;
    const enough = isEnough(count);
    const [volatility = null, volatilitySimilar = null, adverse = null, adverseSimilar = null] =
      enough ? estimates.slice(index * RATIOS.length, (index + 1) * RATIOS.length) : [];
    const isKnown = isEnough(similar);
    return [
      {
        ...cell,
        ...{ windows, events, days, isEnough: enough },
        ...shortfallOf(count, counted.spanDays, table.hours),
        matching: enough && isKnown ? matchingOf(similar) : null,
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

/** The share of a cell's windows that must be compared finely. */
const MOSTLY = 0.75;

function matchingOf({ windows, fine }: { windows: number; fine: number }): Matching {
  return fine >= MOSTLY * windows ? 'fine' : 'coarse';
}

/** Whether the interval excludes 1, rounded to two decimals as shown. */
export function excludesOne({ low, high }: Estimate): boolean {
  return low >= 1.005 || high < 0.995;
}
