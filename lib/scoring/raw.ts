/** The part of a score that history keeps, for everybody at once. */
import type { ScoreInputs } from '../domain/inputs';
import { coverageOf, sumOf } from './contributions';
import type { Model } from './model';

export interface RawScore {
  /** Signed points; the sum of the contributions. 0 without any input: see `coverage`. */
  raw: number;
  /** 0..100: the sum of the weights whose inputs are present. */
  coverage: number;
}

/** Equal, to the bit, to the same fields of `scoreWith`. */
export function rawWith(model: Model, inputs: ScoreInputs): RawScore {
  const contributions = model.contributions(inputs);
  // A sum of −0 is stored as 0.
  return { raw: sumOf(contributions) + 0, coverage: coverageOf(model.factors, contributions) };
}
