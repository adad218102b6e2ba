/** Intervals by drawing days with replacement. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantile } from 'simple-statistics';
import { LEVEL } from './counting';
import type { Draw } from './drawing';

export interface Estimate {
  ratio: number;
  /** The interval's ends. */
  low: number;
  high: number;
}

export interface Drawing {
  days: number;
  /** Figures that `draw` works out. */
  figures: number;
  draw: Draw;
  resamples: number;
  seed: number;
}

/**
 * An estimate for each figure; null where a figure is not finite, or in more than one drawing of twenty is not.
 * `pace` is called after each drawing, with how many are done; it may throw to stop.
 */
export async function bootstrap(
  { days, figures, draw, resamples, seed }: Drawing,
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

const LEAST_USABLE = 0.95;

function estimateOf(ratio: number, drawn: Float64Array): Estimate | null {
  const usable = [...drawn].filter(Number.isFinite);
  if (!Number.isFinite(ratio) || usable.length < drawn.length * LEAST_USABLE) return null;
  const [low, high] = quantile(usable, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]);
  return low === undefined || high === undefined ? null : { ratio, low, high };
}
