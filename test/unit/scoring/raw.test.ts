import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rawWith } from '../../../lib/scoring/score';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { inputsOf } from './inputs-of';

const value = fc.option(fc.double({ min: -100, max: 100 }), { nil: null });
const inputs = inputsOf(value);

it.each(Object.values(MODELS))('keeps of $id what the whole score says, to the bit', (model) => {
  fc.assert(
    fc.property(inputs, (given) => {
      const { raw, coverage } = scoreWith(model, given);
      // A sum of nothing may be −0.
      expect(rawWith(model, given)).toEqual({ raw: raw + 0, coverage });
    }),
  );
});
