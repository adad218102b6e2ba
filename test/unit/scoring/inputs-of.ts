/** Arbitrary inputs; and those that scores weigh. */
import fc from 'fast-check';
import type { Inputs } from '../../../lib/domain/inputs';
import { INPUT_NAMES, INPUTS } from '../../../lib/domain/inputs';
import { recordFrom } from '../../../lib/domain/record-of';

export function inputsOf(value: fc.Arbitrary<number | null>): fc.Arbitrary<Inputs> {
  return fc.record(recordFrom(INPUT_NAMES, () => value));
}

/** Only the weighed ones: the others need more than a first refresh. */
export function weighedValues(inputs: Inputs): (number | null)[] {
  return INPUTS.filter(({ isWeighed }) => isWeighed).map(({ name }) => inputs[name]);
}
