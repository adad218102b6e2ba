import type { Contributions } from '../domain/score';
import type { FactorRule } from './model';

/** The signed sum of the parts that are present. */
export function sumOf(contributions: Contributions): number {
  const { oi1h, oi4h, oi24h, funding, basis } = contributions;
  return (oi1h ?? 0) + (oi4h ?? 0) + (oi24h ?? 0) + (funding ?? 0) + (basis ?? 0);
}

/** 0..100: the sum of the weights whose inputs are present. */
export function coverageOf(factors: readonly FactorRule[], contributions: Contributions): number {
  let coverage = 0;
  for (const { factor, weight } of factors) {
    if (contributions[factor] !== null) coverage += weight;
  }
  return coverage;
}
