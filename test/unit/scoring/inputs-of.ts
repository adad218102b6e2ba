/** Any inputs, each by itself. */
import fc from 'fast-check';
import type { Inputs } from '../../../lib/domain/inputs';
import { INPUT_NAMES } from '../../../lib/domain/inputs';
import { recordOf } from '../../../lib/domain/record-of';

export function inputsOf(value: fc.Arbitrary<number | null>): fc.Arbitrary<Inputs> {
  return fc.record(recordOf(INPUT_NAMES, () => value));
}
