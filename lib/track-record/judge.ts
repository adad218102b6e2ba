/** The track record: each cell's figures with their intervals, from a table of windows. */
import type { Thresholds } from '../domain/band';
import type { ModelId } from '../domain/score';
import type { Estimate } from './bootstrap';
import { bootstrap, createDraw, RATIOS } from './bootstrap';
import type { CellSide, ScoreCell } from './counting';
import { bandCells, scoreCells, RESAMPLES, SEED } from './counting';
import type { Bias } from '../domain/score';
import type { WindowTable } from './table';
import type { Tally } from './tally';
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

export interface SidesAndBands extends TrackRecord {
  /** Every side of a band together, the strongest first; without an adverse move, as there is no one side. */
  bands: CellRecord<'all'>[];
}

/** By band and side, and by band. */
export async function judge(
  table: WindowTable,
  question: Question,
  pace: Pace,
): Promise<SidesAndBands> {
  const cells = scoreCells(question.thresholds);
  const bands = bandCells();
  const resamples = question.resamples ?? RESAMPLES;
  const together = countsOf(table, bands, question);
  await pace(0, resamples);
  const counted = countsOf(table, cells, question);
  await pace(0, resamples);
  const bandOfCell = cells.map((cell) => bands.findIndex(({ band }) => band === cell.band));
  const hasAny = [...counted.cells, ...together.cells].some(isEnough);
  const estimates = hasAny ? await estimatesOf(table, counted, question, pace, bandOfCell) : [];
  const ofBands = estimates.slice(cells.length * RATIOS.length);
  return {
    ...recordOf(table, counted, estimates),
    bands: recordOf(table, together, ofBands).cells,
  };
}

/** By band, every side together; the adverse move is then the larger of both. */
export async function judgeBands(
  table: WindowTable,
  question: Question,
  pace: Pace,
): Promise<TrackRecord<'all'>> {
  const counted = countsOf(table, bandCells(), question);
  const hasAny = counted.cells.some(isEnough);
  return recordOf(table, counted, hasAny ? await estimatesOf(table, counted, question, pace) : []);
}

interface Counts<Side extends CellSide> extends Tally {
  scoreCells: readonly ScoreCell<Side>[];
  /** Each window's cell; −1 for a window in none. */
  cellAt: Int8Array;
}

function countsOf<Side extends CellSide>(
  table: WindowTable,
  cells: readonly ScoreCell<Side>[],
  { model, thresholds }: Question,
): Counts<Side> {
  const cellAt = cellNumbers(table.scores[model], cells, thresholds);
  return { scoreCells: cells, cellAt, ...tally(table, cellAt, cells.length) };
}

/** Of all cells, then of their groups. */
function estimatesOf(
  table: WindowTable,
  { scoreCells: cells, cellAt }: Counts<CellSide>,
  { resamples = RESAMPLES, seed = SEED }: Question,
  pace: Pace,
  groupOf: readonly number[] = [],
): Promise<(Estimate | null)[]> {
  const sides = cells.map(({ side }) => side);
  const groups = Math.max(-1, ...groupOf) + 1;
  return bootstrap(
    {
      days: table.dayStarts.length - 1,
      figures: (cells.length + groups) * RATIOS.length,
      draw: createDraw(table, cellAt, sides, groupOf),
      resamples,
      seed,
    },
    (done) => pace(done, resamples),
  );
}

/** `estimates`: `RATIOS.length` a cell, none where no cell has enough. */
function recordOf<Side extends CellSide>(
  table: WindowTable,
  counted: Counts<Side>,
  estimates: readonly (Estimate | null)[],
): TrackRecord<Side> {
  const records = counted.scoreCells.flatMap((cell, index): CellRecord<Side>[] => {
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
