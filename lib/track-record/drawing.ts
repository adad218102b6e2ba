/**
 * What windows after each kind of score moved, as a multiple of what is usual, for one drawing of days. The hot loop of
 * the bootstrap: columns in, columns out, nothing allocated.
 */
import type { Bias } from '../domain/score';
import { MEASURES } from './table';
import type { WindowTable } from './table';

/** A cell's figures, in this order: what moved, beside which usual. */
export const RATIOS = [
  ['volatility', 'all'],
  ['volatility', 'alike'],
  ['adverse', 'all'],
  ['adverse', 'alike'],
] as const;

const WIDTH = MEASURES.length;
/** Sums per cell: windows, volatility, adverse; and of those with alike ones: each beside what was expected. */
const SUMS = 7;
/** Where in MEASURES the move against a side stands. */
const AGAINST: Record<Bias, number> = { LONG: 1, SHORT: 2, NEUTRAL: 3 };

export interface Draw {
  /** `RATIOS.length` a cell; NaN where the drawing has no window of it. `weights`: how often each day was drawn. */
  (weights: Uint16Array, ratios: Float64Array): void;
}

/** `cellAt`: each window's cell, an index into `sides`; −1 for a window that is in none. */
export function createDraw(table: WindowTable, cellAt: Int8Array, sides: readonly Bias[]): Draw {
  const { values, stratum, dayStarts } = table;
  const against = Int32Array.from(sides, (side) => AGAINST[side]);
  const all = new Float64Array(WIDTH + 1);
  const alike = new Float64Array(table.strata * (WIDTH + 1));
  const cells = new Float64Array(sides.length * SUMS);

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
  /** Sums of the measures and the count, at a place of a column. */
  function sumUp(sums: Float64Array, at: number, index: number, weight: number): void {
    for (let measure = 0; measure < WIDTH; measure += 1) {
      sums[at + measure] =
        (sums[at + measure] ?? 0) + weight * (values[index * WIDTH + measure] ?? 0);
    }
    sums[at + WIDTH] = (sums[at + WIDTH] ?? 0) + weight;
  }
  function usual(index: number, weight: number): void {
    sumUp(all, 0, index, weight);
    const own = stratum[index] ?? -1;
    if (own >= 0) sumUp(alike, own * (WIDTH + 1), index, weight);
  }
  function add(at: number, amount: number): void {
    cells[at] = (cells[at] ?? 0) + amount;
  }
  function count(index: number, weight: number): void {
    const cell = cellAt[index] ?? 0;
    const at = cell * SUMS;
    const move = against[cell] ?? 0;
    const volatility = values[index * WIDTH] ?? 0;
    const adverse = values[index * WIDTH + move] ?? 0;
    add(at, weight);
    add(at + 1, weight * volatility);
    add(at + 2, weight * adverse);
    const own = (stratum[index] ?? -1) * (WIDTH + 1);
    // A window is not its own usual, nor are its repetitions in the drawing.
    const others = own < 0 ? 0 : (alike[own + WIDTH] ?? 0) - weight;
    if (others <= 0) return;
    add(at + 3, weight * volatility);
    add(at + 4, (weight * ((alike[own] ?? 0) - weight * volatility)) / others);
    add(at + 5, weight * adverse);
    add(at + 6, (weight * ((alike[own + move] ?? 0) - weight * adverse)) / others);
  }
  return (weights, ratios) => {
    for (const column of [all, alike, cells]) column.fill(0);
    eachWindow(weights, usual);
    eachWindow(weights, count);
    const windows = all[WIDTH] ?? 0;
    for (let cell = 0; cell < sides.length; cell += 1) {
      const sum = (at: number) => cells[cell * SUMS + at] ?? 0;
      const meanOf = (measure: number) => (all[measure] ?? 0) / windows;
      const at = cell * RATIOS.length;
      ratios[at] = sum(1) / sum(0) / meanOf(0);
      ratios[at + 1] = sum(3) / sum(4);
      ratios[at + 2] = sum(2) / sum(0) / meanOf(against[cell] ?? 0);
      ratios[at + 3] = sum(5) / sum(6);
    }
  };
}
