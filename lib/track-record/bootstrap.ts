/** Bootstrap intervals: whole days are resampled with replacement, and every figure is recomputed from each sample. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantile } from 'simple-statistics';
import type { CellSide } from './counting';
import { LEVEL } from './counting';
import { MEASURES } from './table';
import type { WindowTable } from './table';

export interface Estimate {
  ratio: number;
  /** The interval's bounds. */
  low: number;
  high: number;
}

interface Resampling {
  days: number;
  /** How many figures `draw` computes. */
  figures: number;
  draw: Draw;
  resamples: number;
  seed: number;
}

/**
 * An estimate for each figure; null where it is not finite, or not in at least 95 % of the resamples.
 * `pace` is called after each resample with how many are done; it may throw to stop.
 */
export async function bootstrap(
  { days, figures, draw, resamples, seed }: Resampling,
  pace: (done: number) => Promise<void>,
): Promise<(Estimate | null)[]> {
  const weights = new Uint16Array(days);
  const once = new Float64Array(figures);
  draw(weights.fill(1), once);
  await pace(0);
  const drawn = Array.from({ length: figures }, () => new Float64Array(resamples));
  const ratios = new Float64Array(figures);
  const random = xoroshiro128plus(seed);
  for (let done = 0; done < resamples; done += 1) {
    weights.fill(0);
    for (let day = 0; day < days; day += 1) {
      const chosen = uniformInt(random, 0, days - 1);
      weights[chosen] = (weights[chosen] ?? 0) + 1;
    }
    draw(weights, ratios);
    drawn.forEach((column, figure) => (column[done] = ratios[figure] ?? Number.NaN));
    await pace(done + 1);
  }
  return drawn.map((column, figure) => estimateOf(once[figure] ?? Number.NaN, column));
}

const MIN_USABLE = 0.95;

function estimateOf(ratio: number, drawn: Float64Array): Estimate | null {
  const usable = [...drawn].filter(Number.isFinite);
  if (!Number.isFinite(ratio) || usable.length < drawn.length * MIN_USABLE) return null;
  const [low, high] = quantile(usable, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]);
  return low === undefined || high === undefined ? null : { ratio, low, high };
}

/** A cell's figures, in this order: measure, and the baseline it is divided by. */
export const RATIOS = [
  ['volatility', 'all'],
  ['volatility', 'similar'],
  ['adverse', 'all'],
  ['adverse', 'similar'],
] as const;

const MEASURE_COUNT = MEASURES.length;
/** Numbers of a sum over windows: each measure, and how many windows. */
const SUM = MEASURE_COUNT + 1;
/** Numbers of a cell, of windows with similar ones: volatility and adverse move, each with its expected value. */
const COMPARED = 4;
/** The index in MEASURES of the move against each side; where there is no one side, of the larger move. */
const AGAINST: Record<CellSide, number> = { LONG: 1, SHORT: 2, NEUTRAL: 3, all: 3 };

interface Draw {
  /**
   * Writes `RATIOS.length` figures per cell, then per group, NaN where the sample has no window of it, and for the adverse
   * move of groups. `weights`: how often each day was drawn.
   */
  (weights: Uint16Array, ratios: Float64Array): void;
}

/**
 * The figures of each cell for one sample of days: the bootstrap's hot loop, which allocates nothing.
 * `cellAt`: each window's cell, an index into `sides`; −1 for a window in none. `groupOf`: each cell's group, whose cells
 * are also counted together.
 */
export function createDraw(
  table: WindowTable,
  cellAt: Int8Array,
  sides: readonly CellSide[],
  groupOf: readonly number[] = [],
): Draw {
  const { values, expected, stratum, dayStarts } = table;
  const against = Int32Array.from(sides, (side) => AGAINST[side]);
  const ofDays = sumsOfDays(table, cellAt, sides.length);
  const width = sides.length * SUM;
  const cells = new Float64Array(width);
  const compared = new Float64Array(sides.length * COMPARED);
  const groups = Math.max(-1, ...groupOf) + 1;
  const similar = new Float64Array(table.strata * SUM);
  /** Each measure as a multiple of what was expected: what similar windows are averaged by. */
  const relative = values.map(
    (value, at) => value / (expected[Math.floor(at / MEASURE_COUNT)] ?? Number.NaN),
  );

  function addDay(day: number, weight: number): void {
    const first = day * width;
    for (let at = 0; at < width; at += 1) {
      cells[at] = (cells[at] ?? 0) + weight * (ofDays[first + at] ?? 0);
    }
    const end = dayStarts[day + 1] ?? 0;
    for (let index = dayStarts[day] ?? 0; index < end; index += 1) {
      const own = stratum[index] ?? -1;
      if (own < 0 || (cellAt[index] ?? -1) < 0) continue;
      const to = own * SUM;
      const from = index * MEASURE_COUNT;
      for (let measure = 0; measure < MEASURE_COUNT; measure += 1) {
        similar[to + measure] =
          (similar[to + measure] ?? 0) + weight * (relative[from + measure] ?? 0);
      }
      similar[to + MEASURE_COUNT] = (similar[to + MEASURE_COUNT] ?? 0) + weight;
    }
  }
  function compareDay(day: number, weight: number): void {
    const end = dayStarts[day + 1] ?? 0;
    for (let index = dayStarts[day] ?? 0; index < end; index += 1) {
      const cell = cellAt[index] ?? -1;
      const own = (stratum[index] ?? -1) * SUM;
      if (cell < 0 || own < 0) continue;
      // A window is not part of its own baseline, nor are its repetitions in the sample.
      const others = (similar[own + MEASURE_COUNT] ?? 0) - weight;
      if (others <= 0) continue;
      const share = (weight * (expected[index] ?? 0)) / others;
      const from = index * MEASURE_COUNT;
      const move = against[cell] ?? 0;
      const at = cell * COMPARED;
      compared[at] = (compared[at] ?? 0) + weight * (values[from] ?? 0);
      compared[at + 1] =
        (compared[at + 1] ?? 0) + share * ((similar[own] ?? 0) - weight * (relative[from] ?? 0));
      compared[at + 2] = (compared[at + 2] ?? 0) + weight * (values[from + move] ?? 0);
      compared[at + 3] =
        (compared[at + 3] ?? 0) +
        share * ((similar[own + move] ?? 0) - weight * (relative[from + move] ?? 0));
    }
  }
  function total(measure: number): number {
    let sum = 0;
    for (let at = measure; at < width; at += SUM) sum += cells[at] ?? 0;
    return sum;
  }
  /** A sum over the cells of a group: column `at` of `sums`, with `columns` a cell. */
  function ofGroup(group: number, sums: Float64Array, columns: number, at: number): number {
    let sum = 0;
    for (let cell = 0; cell < groupOf.length; cell += 1) {
      if (groupOf[cell] === group) sum += sums[cell * columns + at] ?? 0;
    }
    return sum;
  }
  return (weights, ratios) => {
    for (const column of [cells, compared, similar]) column.fill(0);
    for (let day = 0; day < weights.length; day += 1) {
      const weight = weights[day] ?? 0;
      if (weight > 0) addDay(day, weight);
    }
    for (let day = 0; day < weights.length; day += 1) {
      const weight = weights[day] ?? 0;
      if (weight > 0) compareDay(day, weight);
    }
    const windows = total(MEASURE_COUNT);
    for (let cell = 0; cell < sides.length; cell += 1) {
      const move = against[cell] ?? 0;
      const mean = (measure: number) =>
        (cells[cell * SUM + measure] ?? 0) / (cells[cell * SUM + MEASURE_COUNT] ?? 0);
      const sum = (at: number) => compared[cell * COMPARED + at] ?? 0;
      const at = cell * RATIOS.length;
      ratios[at] = mean(0) / (total(0) / windows);
      ratios[at + 1] = sum(0) / sum(1);
      ratios[at + 2] = mean(move) / (total(move) / windows);
      ratios[at + 3] = sum(2) / sum(3);
    }
    for (let group = 0; group < groups; group += 1) {
      const mean = ofGroup(group, cells, SUM, 0) / ofGroup(group, cells, SUM, MEASURE_COUNT);
      const at = (sides.length + group) * RATIOS.length;
      ratios[at] = mean / (total(0) / windows);
      ratios[at + 1] =
        ofGroup(group, compared, COMPARED, 0) / ofGroup(group, compared, COMPARED, 1);
      // Its cells' moves are against different sides.
      ratios[at + 2] = Number.NaN;
      ratios[at + 3] = Number.NaN;
    }
  };
}

/** For each day and cell the sums of its windows: they are added up by the day's weight, without the windows. */
function sumsOfDays(table: WindowTable, cellAt: Int8Array, cells: number): Float64Array {
  const { values, dayStarts } = table;
  const days = dayStarts.length - 1;
  const sums = new Float64Array(days * cells * SUM);
  for (let day = 0; day < days; day += 1) {
    const end = dayStarts[day + 1] ?? 0;
    for (let index = dayStarts[day] ?? 0; index < end; index += 1) {
      const cell = cellAt[index] ?? -1;
      if (cell < 0) continue;
      const at = (day * cells + cell) * SUM;
      for (let measure = 0; measure < MEASURE_COUNT; measure += 1) {
        sums[at + measure] =
          (sums[at + measure] ?? 0) + (values[index * MEASURE_COUNT + measure] ?? 0);
      }
      sums[at + MEASURE_COUNT] = (sums[at + MEASURE_COUNT] ?? 0) + 1;
    }
  }
  return sums;
}
