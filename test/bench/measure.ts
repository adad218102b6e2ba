/** Repeated measurements, and the shape of every figure in `.output/bench.json`. */
export interface Figure {
  median: number;
  min: number;
  max: number;
  unit: string;
  runs: number;
}

/** By name, e.g. `append.snapshot`. */
export type Figures = Record<string, Figure>;

export function figure(values: readonly number[], unit: string): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1), unit, runs: sorted.length };
}

/** One ratio per pair of runs, so that a slow machine affects both sides. */
export function ratio(numerators: readonly number[], denominators: readonly number[]): Figure {
  const values = numerators.map((value, index) => value / (denominators[index] ?? Number.NaN));
  return figure(values, '×');
}

/** Milliseconds of wall time that `work` takes. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** Milliseconds of CPU time that `work` takes, however busy the machine is. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
