import type { Factor, ScoreInputs } from '../domain/inputs';
import { FACTORS } from '../domain/inputs';
import type { Bias, Contributions, ModelId, RegimeId } from '../domain/score';

/** One input of a model: its weight, and the value (±) at which it counts with its full weight. */
export interface FactorRule {
  factor: Factor;
  input: keyof ScoreInputs;
  /** Points of 100. */
  weight: number;
  /** Per cent. */
  fullAt: number;
}

/** What a regime depends on. */
export interface RegimeFacts {
  score: number;
  bias: Bias;
  raw: number;
  inputs: ScoreInputs;
}

/** A model is data (weights and caps) and two pure functions. After any change, raise `version`. */
export interface Model {
  id: ModelId;
  version: number;
  factors: readonly FactorRule[];
  /**
   * Signed points per factor, null where its input is missing. Their sum is the signed score before rounding: linear in
   * each input alone, between its caps (see range.ts).
   */
  contributions(inputs: ScoreInputs): Contributions;
  /** The first rule that holds names the regime. */
  regimeOf(facts: RegimeFacts): RegimeId;
}

/** The signed sum of the contributions that are present. */
export function sumOfContributions(contributions: Contributions): number {
  // −0 + x is x for every x, −0 as well: the sum is that of the contributions alone.
  let sum = -0;
  for (const factor of FACTORS) sum += contributions[factor] ?? 0;
  return sum;
}

/** x / full, clamped to −1..1; null when missing. NaN counts as missing. */
export function share(value: number | null, fullAt: number): number | null {
  if (value === null || Number.isNaN(value)) return null;
  return Math.max(-1, Math.min(1, value / fullAt));
}

/** The regime that says nothing but the side. */
export function sideOnly(bias: Bias): RegimeId {
  if (bias === 'NEUTRAL') return 'NEUTRAL';
  return bias === 'LONG' ? 'NET_LONG' : 'NET_SHORT';
}

/** True when `value` is present and at least `least`. */
export function atLeast(value: number | null, least: number): boolean {
  return value !== null && value >= least;
}

/** True when `value` is present and at most `most`. */
export function atMost(value: number | null, most: number): boolean {
  return value !== null && value <= most;
}
