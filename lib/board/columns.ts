/** What a row's inputs read as, how strongly their cells are tinted, and how old they are. Pure; no words. */
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
  /** −1..1, full where the model stops counting; 0 for zero and for missing. */
  tint: number;
}

/** Whatever unit funding is shown in, the tint is of what the model reads, so that it never contradicts the score. */
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

/** The input as the model reads it: classic takes funding of 4 h and more as quoted, crowding per 8 h. */
export function readValue(
  { inputs }: Pick<PerpState, 'inputs'>,
  factor: Factor,
  model: ModelId,
): number | null {
  const rule = MODELS[model].factors.find((one) => one.factor === factor);
  return rule === undefined ? null : inputs[rule.input];
}

/** Rates of different periods have no common quote: combined rows have their 8 h equivalent. */
export function fundingUnitOf({ combined }: RankedRow, chosen: FundingUnit): FundingUnit {
  return combined === null ? chosen : '8h';
}

/** The value as the user chose to read it. Only funding has a period. */
export function shownValue(
  { inputs, reading, perp }: PerpState,
  id: InputId,
  unit: FundingUnit,
): InputValue {
  if (id !== 'funding') {
    // A row that an older build left may lack it.
    return { value: inputs[inputOf(id).name] ?? null, periodHours: null };
  }
  const rate = reading?.fundingRate ?? null;
  // Without the rate itself its equivalent is shown, under the period that it is of.
  return unit === '8h' || rate === null
    ? { value: inputs.funding8hPct, periodHours: 8 }
    : { value: rate * 100, periodHours: reading?.fundingPeriodHours ?? perp.fundingPeriodHours };
}

/** When the input's value was measured, on the venue's clock, ms; null when it never was. */
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
