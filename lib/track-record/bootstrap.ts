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
/** Sums per cell: windows, volatility, adverse; then, of windows with similar ones, volatility and adverse, each with its expected value. */
const SUMS = 7;
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
  const all = new Float64Array(MEASURE_COUNT + 1);
  const similar = new Float64Array(table.strata * (MEASURE_COUNT + 1));
  /** Each measure as a multiple of what was expected: what similar windows are averaged by. */
  const relative = values.map(
    (value, at) => value / (expected[Math.floor(at / MEASURE_COUNT)] ?? Number.NaN),
  );
  const cells = new Float64Array(sides.length * SUMS);
  const groups = new Float64Array((Math.max(-1, ...groupOf) + 1) * SUMS);

  function eachWindow(weights: Uint16Array, use: (index: number, weight: number) => void): void {
    for (let day = 0; day < weights.length; day += 1) {
      const weight = weights[day] ?? 0;
      if (weight === 0) continue;
      const end = dayStarts[day + 1] ?? 0;
      for (let index = dayStarts[day] ?? 0; index < end; index += 1) {
        if ((cellAt[index] ?? -1) >= 0) use(index, weight);
      }
    }
  }
  /** Adds a window's `measures` and its weight to `sums`, from index `at`. */
  function sumUp(
    sums: Float64Array,
    at: number,
    measures: Float32Array,
    index: number,
    weight: number,
  ): void {
    for (let measure = 0; measure < MEASURE_COUNT; measure += 1) {
      sums[at + measure] =
        (sums[at + measure] ?? 0) + weight * (measures[index * MEASURE_COUNT + measure] ?? 0);
    }
    sums[at + MEASURE_COUNT] = (sums[at + MEASURE_COUNT] ?? 0) + weight;
  }
  function usual(index: number, weight: number): void {
    sumUp(all, 0, values, index, weight);
    const own = stratum[index] ?? -1;
    if (own >= 0) sumUp(similar, own * (MEASURE_COUNT + 1), relative, index, weight);
  }
  function add(at: number, amount: number): void {
    cells[at] = (cells[at] ?? 0) + amount;
  }
  /** A measure's sum over the similar windows, but for one and its repetitions. */
  function ofOthers(own: number, measure: number, index: number, weight: number): number {
    return (
      (similar[own + measure] ?? 0) - weight * (relative[index * MEASURE_COUNT + measure] ?? 0)
    );
  }
  function count(index: number, weight: number): void {
    const cell = cellAt[index] ?? 0;
    const at = cell * SUMS;
    const move = against[cell] ?? 0;
    const volatility = values[index * MEASURE_COUNT] ?? 0;
    const adverse = values[index * MEASURE_COUNT + move] ?? 0;
    add(at, weight);
    add(at + 1, weight * volatility);
    add(at + 2, weight * adverse);
    const own = (stratum[index] ?? -1) * (MEASURE_COUNT + 1);
    // A window is not part of its own baseline, nor are its repetitions in the sample.
    const others = own < 0 ? 0 : (similar[own + MEASURE_COUNT] ?? 0) - weight;
    if (others <= 0) return;
    const share = (weight * (expected[index] ?? 0)) / others;
    add(at + 3, weight * volatility);
    add(at + 4, share * ofOthers(own, 0, index, weight));
    add(at + 5, weight * adverse);
    add(at + 6, share * ofOthers(own, move, index, weight));
  }
  return (weights, ratios) => {
    for (const column of [all, similar, cells, groups]) column.fill(0);
    eachWindow(weights, usual);
    eachWindow(weights, count);
    groupOf.forEach((group, cell) => {
      for (let sum = 0; sum < SUMS; sum += 1) {
        const at = group * SUMS + sum;
        groups[at] = (groups[at] ?? 0) + (cells[cell * SUMS + sum] ?? 0);
      }
    });
    const windows = all[MEASURE_COUNT] ?? 0;
    const meanOf = (measure: number) => (all[measure] ?? 0) / windows;
    for (let cell = 0; cell < sides.length; cell += 1) {
      const sum = (at: number) => cells[cell * SUMS + at] ?? 0;
      const at = cell * RATIOS.length;
      ratios[at] = sum(1) / sum(0) / meanOf(0);
      ratios[at + 1] = sum(3) / sum(4);
      ratios[at + 2] = sum(2) / sum(0) / meanOf(against[cell] ?? 0);
      ratios[at + 3] = sum(5) / sum(6);
    }
    for (let group = 0; group < groups.length / SUMS; group += 1) {
      const sum = (at: number) => groups[group * SUMS + at] ?? 0;
      const at = (sides.length + group) * RATIOS.length;
      ratios[at] = sum(1) / sum(0) / meanOf(0);
      ratios[at + 1] = sum(3) / sum(4);
      // Its cells' moves are against different sides.
      ratios[at + 2] = Number.NaN;
      ratios[at + 3] = Number.NaN;
    }
  };
}
