/**
 * Which windows are similar: what each was expected to do, and the group of its symbol's windows that it is compared
 * with. Pure but for its pace; counting.ts says why.
 */
import type { HorizonHours } from './counting';
import { DAY_MS, HOUR_MS } from '../domain/time';
import type { PriceWindow, Trailing } from './windows';

export interface Similar {
  /** Expected volatility, as a multiple of what is usual for its symbol. NaN when the 24 h before are unknown. */
  expected: Float64Array;
  /** The group among its symbol's, from 0; −1 when the 24 h before are unknown. */
  group: Int32Array;
  groups: number;
  /** Whether its symbol has windows enough for tenths. */
  isFine: boolean;
}

/** The fewest windows of a group. */
const MIN_GROUP = 15;
const TENTHS = 10;
/** Groups at the top are halved down to this size: the most volatile windows differ most. */
const MIN_TOP_GROUP = 20;
/** With this many windows tenths are split into thirds, by the day before compared with the week before. */
const MIN_FOR_THIRDS = 600;
const THIRDS = 3;

/** Each symbol's windows (in the order given) as they are compared. `pace` is called after each slice of the work. */
export async function similarWindows(
  symbols: readonly (readonly PriceWindow[])[],
  hours: HorizonHours,
  pace: () => Promise<void>,
): Promise<Similar[]> {
  const sample = await sampleOf(symbols, hours, pace);
  const byPart = await fitted(sample, pace);
  let row = 0;
  const result: Similar[] = [];
  for (const windows of symbols) {
    const expected = new Float64Array(windows.length).fill(Number.NaN);
    windows.forEach(({ trailing }, index) => {
      if (trailing === null) return;
      expected[index] = Math.exp(logExpected(sample, row, byPart[sample.part[row] ?? 0] ?? []));
      row += 1;
    });
    result.push({ expected, ...groupsOf(windows, expected) });
    await pace();
  }
  return result;
}

/** Tenths by the expectation, or fewer; with many windows finer ones. */
function groupsOf(
  windows: readonly PriceWindow[],
  expected: Float64Array,
): Omit<Similar, 'expected'> {
  const known = expected.filter((value) => !Number.isNaN(value)).sort();
  const tenths = Math.max(1, Math.min(TENTHS, Math.floor(known.length / MIN_GROUP)));
  const shares = Array.from({ length: tenths - 1 }, (_, index) => (index + 1) / tenths);
  if (tenths === TENTHS) {
    for (let top = 1 / TENTHS / 2; top * known.length >= MIN_TOP_GROUP; top /= 2) {
      shares.push(1 - top);
    }
  }
  const cuts = shares.map((share) => cutAt(known, share));
  const isSplit = known.length >= MIN_FOR_THIRDS;
  const rises = Float64Array.from(windows, ({ trailing }) =>
    trailing ? riseOf(trailing) : Number.NaN,
  );
  const knownRises = rises.filter((value) => !Number.isNaN(value)).sort();
  const riseCuts = isSplit ? [1 / THIRDS, 2 / THIRDS].map((share) => cutAt(knownRises, share)) : [];
  const group = Int32Array.from(expected, (value, index) =>
    Number.isNaN(value)
      ? -1
      : above(cuts, value) * (riseCuts.length + 1) + above(riseCuts, rises[index] ?? 0),
  );
  return {
    group,
    groups: (cuts.length + 1) * (riseCuts.length + 1),
    isFine: tenths === TENTHS,
  };
}

/** The least value of the upper part, `share` of the sorted values being below it. */
function cutAt(sorted: Float64Array, share: number): number {
  return sorted[Math.ceil(share * sorted.length)] ?? Infinity;
}

function above(cuts: readonly number[], value: number): number {
  let count = 0;
  for (const cut of cuts) if (value >= cut) count += 1;
  return count;
}

/** How volatile the day before was compared with the week before. */
function riseOf({ dayPct, weekPct }: Trailing): number {
  return Math.log(dayPct / weekPct);
}

/** All windows of all symbols whose 24 h before are known, as rows of numbers. */
interface Sample {
  rows: number;
  /** `FIXED` numbers a row: 1, the three log volatilities around their symbol's mean, and the square of their usual sum. */
  features: Float64Array;
  /** The time of day: windows since midnight. */
  slot: Uint8Array;
  /** Coefficients: the fixed ones, then one for each time of day but midnight. */
  width: number;
  /** Volatility as a multiple of the symbol's mean. */
  volatility: Float64Array;
  /** The fifth of the days that a window is in: its expectation is fitted on the four others. */
  part: Uint8Array;
}

const PARTS = 5;
/** The intercept, 4 h, 24 h, 7 days, and the curvature of the three together. */
const FIXED = 5;
/** Less than this of what is usual in 4 h of such a day counts as this: its logarithm must be a number. */
const LEAST_RECENT = 0.05;

async function sampleOf(
  symbols: readonly (readonly PriceWindow[])[],
  hours: HorizonHours,
  pace: () => Promise<void>,
): Promise<Sample> {
  const perDay = DAY_MS / (hours * HOUR_MS);
  const width = FIXED + perDay - 1;
  const used = symbols.map((windows) => windows.filter(({ trailing }) => trailing !== null));
  const rows = used.reduce((sum, { length }) => sum + length, 0);
  const sample: Sample = {
    ...{ rows, width },
    features: new Float64Array(rows * FIXED),
    slot: new Uint8Array(rows),
    volatility: new Float64Array(rows),
    part: new Uint8Array(rows),
  };
  const days = new Set(
    used.flatMap((windows) => windows.map(({ block }) => Math.floor(block / perDay))),
  );
  const ranks = new Map([...days].sort((a, b) => a - b).map((day, rank) => [day, rank]));
  let row = 0;
  for (const windows of used) {
    const first = row;
    let usual = 0;
    for (const { block, trailing, volatilityPct } of windows) {
      const day = Math.floor(block / perDay);
      sample.features.set(trailing === null ? [] : [1, ...logsOf(trailing)], row * FIXED);
      sample.slot[row] = block - day * perDay;
      sample.volatility[row] = volatilityPct;
      sample.part[row] = Math.floor(((ranks.get(day) ?? 0) * PARTS) / ranks.size);
      usual += volatilityPct / windows.length;
      row += 1;
    }
    center(sample.features.subarray(first * FIXED, row * FIXED));
    for (let own = first; own < row; own += 1) {
      sample.volatility[own] = usual > 0 ? (sample.volatility[own] ?? 0) / usual : 1;
    }
    await pace();
  }
  return sample;
}

/** A symbol's rows: takes the means from the logarithms, and adds the square. */
function center(features: Float64Array): void {
  const rows = features.length / FIXED;
  for (let column = 1; column < FIXED - 1; column += 1) {
    let mean = 0;
    for (let at = column; at < features.length; at += FIXED) mean += (features[at] ?? 0) / rows;
    for (let at = column; at < features.length; at += FIXED)
      features[at] = (features[at] ?? 0) - mean;
  }
  for (let first = 0; first < features.length; first += FIXED) {
    let level = 0;
    for (let column = 1; column < FIXED - 1; column += 1) {
      level += (PRIOR[column] ?? 0) * (features[first + column] ?? 0);
    }
    features[first + FIXED - 1] = level ** 2;
  }
}

function logsOf({ recentPct, dayPct, weekPct }: Trailing): number[] {
  const least = LEAST_RECENT * dayPct;
  return [Math.log(Math.max(recentPct, least)), Math.log(dayPct), Math.log(weekPct)];
}

/**
 * What the fit begins from, and stays with where there is little to fit: no time of day, and the weights that years of
 * the real market give, rounded.
 */
const PRIOR = [0, 0.1, 0.4, 0.4];
/** The curvature that the prior adds: as much as some twenty windows do. The intercept's is free. */
const PRIOR_WEIGHT = 5;
const FREE = 1e-6;
const STEPS = 4;
const STEPS_OF_PART = 2;

/** The coefficients for the windows of each part, fitted on the other parts. */
async function fitted(sample: Sample, pace: () => Promise<void>): Promise<number[][]> {
  const prior = Array.from({ length: sample.width }, (_, index) => PRIOR[index] ?? 0);
  const whole = await fit(sample, prior, -1, STEPS, pace);
  const parts: number[][] = [];
  for (let part = 0; part < PARTS; part += 1) {
    parts.push(await fit(sample, whole, part, STEPS_OF_PART, pace));
  }
  return parts;
}

function logExpected({ features, slot }: Sample, row: number, weights: ArrayLike<number>): number {
  const own = slot[row] ?? 0;
  let sum = own === 0 ? 0 : (weights[FIXED + own - 1] ?? 0);
  for (let at = 0; at < FIXED; at += 1) {
    sum += (features[row * FIXED + at] ?? 0) * (weights[at] ?? 0);
  }
  return sum;
}

/** Rows between two calls of `pace`. */
const SLICE = 4_096;

/**
 * Poisson regression with a log link (it is the mean that must be right, not the mean logarithm, and volatilities of 0
 * are allowed), by Newton's steps from `start`, without the rows of part `without`.
 */
async function fit(
  sample: Sample,
  start: readonly number[],
  without: number,
  steps: number,
  pace: () => Promise<void>,
): Promise<number[]> {
  const { rows, features, slot, width, volatility, part } = sample;
  let weights = [...start];
  const slope = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  for (let step = 0; step < steps; step += 1) {
    curvature.fill(0);
    for (let at = 0; at < width; at += 1) {
      const strength = at === 0 ? FREE : PRIOR_WEIGHT;
      slope[at] = strength * ((PRIOR[at] ?? 0) - (weights[at] ?? 0));
      curvature[at * width + at] = strength;
    }
    for (let from = 0; from < rows; from += SLICE) {
      const to = Math.min(rows, from + SLICE);
      for (let row = from; row < to; row += 1) {
        if (part[row] !== without) addRow(row, weights);
      }
      await pace();
    }
    const change = solved(curvature, slope);
    const next = weights.map((weight, at) => weight + (change[at] ?? Number.NaN));
    if (!next.every(Number.isFinite)) return weights;
    weights = next;
  }
  return weights;

  function addRow(row: number, now: readonly number[]): void {
    const mean = Math.exp(logExpected(sample, row, now));
    const missed = (volatility[row] ?? 0) - mean;
    const first = row * FIXED;
    for (let at = 0; at < FIXED; at += 1) {
      const feature = features[first + at] ?? 0;
      slope[at] = (slope[at] ?? 0) + feature * missed;
      for (let other = 0; other <= at; other += 1) {
        bend(at * width + other, feature * mean * (features[first + other] ?? 0));
      }
    }
    const own = slot[row] ?? 0;
    if (own === 0) return;
    const at = FIXED + own - 1;
    slope[at] = (slope[at] ?? 0) + missed;
    for (let other = 0; other < FIXED; other += 1) {
      bend(at * width + other, mean * (features[first + other] ?? 0));
    }
    bend(at * width + at, mean);
  }
  function bend(cell: number, amount: number): void {
    curvature[cell] = (curvature[cell] ?? 0) + amount;
  }
}

/** x of A·x = b, by Cholesky's method: A is positive definite, its lower half given. NaN where it is not. */
function solved(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const lower = matrix.slice();
  const x = vector.slice();
  const at = (row: number, column: number) => lower[row * size + column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column);
      for (let index = 0; index < column; index += 1) sum -= at(row, index) * at(column, index);
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  for (let row = 0; row < size; row += 1) {
    let sum = x[row] ?? 0;
    for (let index = 0; index < row; index += 1) sum -= at(row, index) * (x[index] ?? 0);
    x[row] = sum / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = x[row] ?? 0;
    for (let index = row + 1; index < size; index += 1) sum -= at(index, row) * (x[index] ?? 0);
    x[row] = sum / at(row, row);
  }
  return x;
}
