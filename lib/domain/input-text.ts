import { MISSING, signed } from './format';
import { inputOf } from './inputs';
import type { InputId } from './inputs';

/** An input's value as the user chose to read it: a funding rate never goes without its period. */
export interface InputValue {
  /** In the input's unit; null when missing. */
  value: number | null;
  /** The funding period that `value` is of, hours; null for what has none, and where it is unknown. */
  periodHours: number | null;
}

/** The same in print. */
export interface InputText {
  text: string;
  /** Hours, to be printed after `text`; null where there is nothing to say. */
  periodHours: number | null;
}

/** The one place where an input's value becomes text; its unit follows unless it is missing, or a column's head has it. */
export function inputText(
  { value, periodHours }: InputValue,
  id: InputId,
  { hasUnit = true }: { hasUnit?: boolean } = {},
): InputText {
  if (value === null) return { text: MISSING, periodHours: null };
  const { decimals, isSigned, unit } = inputOf(id);
  const number = isSigned ? signed(value, decimals) : value.toFixed(decimals);
  return { text: hasUnit && unit !== null ? `${number} ${unit}` : number, periodHours };
}
