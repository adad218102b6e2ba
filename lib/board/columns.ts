/** A row's inputs as values, tints and times. Pure; no words. */
import type { PerpState } from '../domain/board';
import type { InputText, InputValue } from '../domain/input-text';
import { inputText } from '../domain/input-text';
import type { Factor, InputId } from '../domain/inputs';
import { inputOf } from '../domain/inputs';
import type { ModelId } from '../domain/score';
import { share } from '../scoring/model';
import { MODELS } from '../scoring/score';
import type { FundingUnit } from '../settings/settings';
import type { RankedRow } from './rows';

export interface Cell extends InputText {
  /** −1..1; ±1 at the model's cap, 0 for zero and for missing. */
  tint: number;
}

/**
 * The tint is of the value that the model reads, whatever unit funding is shown in: it must never contradict the score.
 */
export function cellOf(
  perpState: PerpState,
  factor: Factor,
  unit: FundingUnit,
  model: ModelId,
): Cell {
  const shown = shownValue(perpState, factor, unit);
  const tint = shown.value === null ? 0 : tintOf(perpState, factor, model);
  return { ...inputText(shown, factor, { hasUnit: false }), tint };
}

/** The input as the model reads it: classic takes funding periods of 4 h and more as quoted, crowding per 8 h. */
export function readValue(
  { inputs }: Pick<PerpState, 'inputs'>,
  factor: Factor,
  model: ModelId,
): number | null {
  const rule = MODELS[model].factors.find((one) => one.factor === factor);
  return rule === undefined ? null : inputs[rule.input];
}

/** Rates of different periods can't be combined as quoted, so combined rows show the 8 h equivalent. */
export function fundingUnitOf({ combined }: RankedRow, chosen: FundingUnit): FundingUnit {
  return combined === null ? chosen : '8h';
}

/** The value in the unit that the user chose. Only funding has a period. */
export function shownValue(
  { inputs, reading, perp }: PerpState,
  id: InputId,
  unit: FundingUnit,
): InputValue {
  if (id !== 'funding') {
    // A row stored by an older build may lack it.
    return { value: inputs[inputOf(id).name] ?? null, periodHours: null };
  }
  const rate = reading?.fundingRate ?? null;
  // Without the quoted rate, show its 8 h equivalent.
  return unit === '8h' || rate === null
    ? { value: inputs.funding8hPct, periodHours: 8 }
    : { value: rate * 100, periodHours: reading?.fundingPeriodHours ?? perp.fundingPeriodHours };
}

/** When the input's value was measured, ms on the venue's clock; null when it never was. */
export function measuredAtMs({ reading, openInterest }: PerpState, id: InputId): number | null {
  return inputOf(id).datedBy === 'price'
    ? (reading?.pricedAtMs ?? null)
    : (openInterest?.atMs ?? null);
}

function tintOf(perpState: PerpState, factor: Factor, model: ModelId): number {
  const rule = MODELS[model].factors.find((one) => one.factor === factor);
  const value = readValue(perpState, factor, model);
  return rule === undefined ? 0 : (share(value, rule.fullAt) ?? 0);
}
