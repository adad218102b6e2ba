/** The part of a score that history keeps, for everybody at once: no contributions are made on the way. */
import type { ScoreInputs } from '../domain/inputs';
import type { Model } from './model';

export interface RawScore {
  /** Signed points; the sum of the contributions. 0 without any input: see `coverage`. */
  raw: number;
  /** 0..100: the sum of the weights whose inputs are present. */
  coverage: number;
}

/** Equal, to the bit, to the same fields of `scoreWith`. */
export function rawWith(model: Model, inputs: ScoreInputs): RawScore {
  const score = { raw: 0, coverage: 0 };
  model.weigh(inputs, ({ weight }, points) => {
    if (points === null) return;
    score.raw += points;
    score.coverage += weight;
  });
  return score;
}
