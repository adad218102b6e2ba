/** The three cut-offs as text while they are edited, and what makes them valid. Pure. */
import type { Thresholds } from '../../lib/domain/band';
import { areThresholds } from '../../lib/domain/band';
import { wholeNumber } from './fields';

export const CUT_OFFS = ['lean', 'stretched', 'stressed'] as const;
export type CutOff = (typeof CUT_OFFS)[number];
export type Draft = Record<CutOff, string>;

/** Why a cut-off is invalid: not a whole number from 1 to 100, or not above the one before. */
export type CutOffProblem = 'number' | 'order';

export function draftOf({ lean, stretched, stressed }: Thresholds): Draft {
  return { lean: String(lean), stretched: String(stretched), stressed: String(stressed) };
}

/** Null unless the three are valid together. */
export function parseDraft(draft: Draft): Thresholds | null {
  const thresholds = {
    lean: wholeNumber(draft.lean) ?? 0,
    stretched: wholeNumber(draft.stretched) ?? 0,
    stressed: wholeNumber(draft.stressed) ?? 0,
  };
  return areThresholds(thresholds) ? thresholds : null;
}

export function problemOf(draft: Draft, cutOff: CutOff): CutOffProblem | null {
  const value = wholeNumber(draft[cutOff]);
  if (value === null || value < 1 || value > 100) return 'number';
  const before = cutOffBefore(cutOff);
  const least = before === null ? null : wholeNumber(draft[before]);
  return least !== null && value <= least ? 'order' : null;
}

export function cutOffBefore(cutOff: CutOff): CutOff | null {
  return CUT_OFFS[CUT_OFFS.indexOf(cutOff) - 1] ?? null;
}

/** The thresholds with `cutOff` moved to `value`, clamped between its neighbours. */
export function withCutOff(thresholds: Thresholds, cutOff: CutOff, value: number): Thresholds {
  const index = CUT_OFFS.indexOf(cutOff);
  const before = CUT_OFFS[index - 1];
  const after = CUT_OFFS[index + 1];
  const least = before === undefined ? 1 : thresholds[before] + 1;
  const most = after === undefined ? 100 : thresholds[after] - 1;
  return { ...thresholds, [cutOff]: Math.min(most, Math.max(least, value)) };
}
