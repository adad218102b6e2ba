import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CUT_OFFS,
  draftOf,
  problemOf,
  withCutOff,
  parseDraft,
} from '../../../../components/options/band-draft';
import { DEFAULT_THRESHOLDS, areThresholds } from '../../../../lib/domain/band';

describe('the cut-offs while they are edited', () => {
  it('stay valid wherever a slider goes', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom(...CUT_OFFS), fc.integer({ min: 0, max: 100 })),
    );
    fc.assert(
      fc.property(steps, (moves) => {
        const end = moves.reduce(
          (now, [cutOff, value]) => withCutOff(now, cutOff, value),
          DEFAULT_THRESHOLDS,
        );
        expect(areThresholds(end)).toBe(true);
        expect(parseDraft(draftOf(end))).toEqual(end);
      }),
    );
  });

  it('have a named problem exactly when they cannot be taken', () => {
    const text = fc.oneof(fc.integer({ min: -5, max: 110 }).map(String), fc.string());
    fc.assert(
      fc.property(fc.record({ lean: text, stretched: text, stressed: text }), (draft) => {
        const hasProblem = CUT_OFFS.some((cutOff) => problemOf(draft, cutOff) !== null);
        expect(parseDraft(draft) === null).toBe(hasProblem);
      }),
    );
  });
});
