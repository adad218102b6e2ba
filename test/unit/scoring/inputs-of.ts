/** Any inputs of a score, each by itself. */
import fc from 'fast-check';
import type { ScoreInputs } from '../../../lib/domain/inputs';

export function inputsOf(value: fc.Arbitrary<number | null>): fc.Arbitrary<ScoreInputs> {
  return fc.record({
    oi1hPct: value,
    oi4hPct: value,
    oi24hPct: value,
    fundingPct: value,
    funding8hPct: value,
    basisPct: value,
  });
}
