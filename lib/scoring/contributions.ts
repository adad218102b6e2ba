import type { Factor, ScoreInputs } from '../domain/inputs';
import type { Contributions } from '../domain/score';
import type { Weigh } from './model';

/** One entry per factor, as `weigh` tells them; factors a model does not weigh stay null. */
export function contributionsOf(weigh: Weigh, inputs: ScoreInputs): Contributions {
  const result: Record<Factor, number | null> = {
    oi1h: null,
    oi4h: null,
    oi24h: null,
    funding: null,
    basis: null,
  };
  weigh(inputs, ({ factor }, points) => {
    result[factor] = points;
  });
  return result;
}

/** The signed sum of the parts that are present. */
export function sumOf(contributions: Contributions): number {
  const { oi1h, oi4h, oi24h, funding, basis } = contributions;
  return (oi1h ?? 0) + (oi4h ?? 0) + (oi24h ?? 0) + (funding ?? 0) + (basis ?? 0);
}
