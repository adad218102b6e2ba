import type { Factor } from '../domain/inputs';
import type { Contributions } from '../domain/score';
import type { FactorRule } from './model';

/** One entry per factor, computed by `points`; factors a model does not weigh stay null. */
export function contributionsOf(
  factors: readonly FactorRule[],
  points: (rule: FactorRule) => number | null,
): Contributions {
  const result: Record<Factor, number | null> = {
    oi1h: null,
    oi4h: null,
    oi24h: null,
    funding: null,
    basis: null,
  };
  for (const rule of factors) result[rule.factor] = points(rule);
  return result;
}

/** The signed sum of the parts that are present. */
export function sumOf(contributions: Contributions): number {
  const { oi1h, oi4h, oi24h, funding, basis } = contributions;
  return (oi1h ?? 0) + (oi4h ?? 0) + (oi24h ?? 0) + (funding ?? 0) + (basis ?? 0);
}
