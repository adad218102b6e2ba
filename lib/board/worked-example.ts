/** A score step by step, from its inputs to its points, and the guide's examples. Pure; no words. */
import type { PerpState } from '../domain/board';
import type { Factor, ScoreInputs } from '../domain/inputs';
import type { Score } from '../domain/score';
import type { FactorRule, Model } from '../scoring/model';
import { share } from '../scoring/model';
import { scoreWith } from '../scoring/score';
import { roundedContributions } from './rounded-contributions';
import type { RankedRow } from './rows';

/** One input on its way into the score. */
export interface WorkedInput {
  factor: Factor;
  /** Per cent, as the model reads it; null when missing. */
  value: number | null;
  /** Of `value`, hours; null for all but funding, and where it is unknown. */
  periodHours: number | null;
  /** Per cent; ± this counts in full. */
  fullAt: number;
  /** −1..1: value / fullAt, clamped; null when missing. */
  share: number | null;
  /** Points of 100. */
  weight: number;
  /** Signed points in tenths, as printed: they add up to `totalTenths`. */
  tenths: number | null;
}

export interface WorkedExample {
  score: Score;
  inputs: readonly WorkedInput[];
  totalTenths: number;
}

export type ExampleFacts = Pick<PerpState, 'reading' | 'perp'> | null;

/** `facts`: for the period of a quoted funding rate; null where the rate is of 8 h. */
export function workedExample(
  model: Model,
  inputs: ScoreInputs,
  facts: ExampleFacts = null,
): WorkedExample {
  const score = scoreWith(model, inputs);
  const { parts, total } = roundedContributions(score);
  return {
    score,
    inputs: model.factors.map((rule) => ({
      factor: rule.factor,
      value: inputs[rule.input],
      periodHours: periodOf(rule, facts),
      fullAt: rule.fullAt,
      share: share(inputs[rule.input], rule.fullAt),
      weight: rule.weight,
      tenths: parts[rule.factor],
    })),
    totalTenths: total,
  };
}

const EIGHT_HOURS = 8;

/** The period that the model's reading of funding is of: periods under 4 h are read as 8 h (`fundingPct`). */
function periodOf({ factor, input }: FactorRule, facts: ExampleFacts): number | null {
  if (factor !== 'funding') return null;
  if (input === 'funding8hPct' || facts === null) return EIGHT_HOURS;
  const quoted = facts.reading?.fundingPeriodHours ?? facts.perp.fundingPeriodHours;
  return quoted !== null && quoted < 4 ? EIGHT_HOURS : quoted;
}

/** The highest ranked row with all inputs; null without one. `rows`: ranked. */
export function exampleRow(rows: readonly RankedRow[]): RankedRow | null {
  return rows.find(({ rank, score }) => rank !== null && score.coverage === 100) ?? null;
}

const EXAMPLES = {
  crowdedLong: {
    ...{ oi1hPct: 1.2, oi4hPct: 3.5, oi24hPct: 11 },
    ...{ fundingPct: 0.06, funding8hPct: 0.06, basisPct: 0.14 },
  },
  squeeze: {
    ...{ oi1hPct: 1.1, oi4hPct: 5, oi24hPct: 18 },
    ...{ fundingPct: -0.12, funding8hPct: -0.12, basisPct: -0.18 },
  },
  unwind: {
    ...{ oi1hPct: -1.6, oi4hPct: -4.5, oi24hPct: -12 },
    ...{ fundingPct: 0.045, funding8hPct: 0.045, basisPct: 0.1 },
  },
} as const satisfies Record<string, ScoreInputs>;

export type ExampleId = keyof typeof EXAMPLES;
export const EXAMPLE_IDS = ['crowdedLong', 'squeeze', 'unwind'] as const;

/** Inputs of a typical situation; funding is paid every 8 h. */
export function exampleInputs(id: ExampleId): ScoreInputs {
  return EXAMPLES[id];
}
