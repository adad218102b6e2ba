import { MISSING, signed } from './format';
import { inputOf } from './inputs';
import type { InputId } from './inputs';

/** An input's value in the unit that the user chose: a funding rate always comes with its period. */
export interface InputValue {
  /** In the input's unit; null when missing. */
  value: number | null;
  /** The funding period that `value` is of, hours; null for what has none, and where it is unknown. */
  periodHours: number | null;
}

/** The same as text. */
export interface InputText {
  text: string;
  /** Hours, printed after `text`; null where there is no period. */
  periodHours: number | null;
}

/**
 * The only place where an input's value becomes text. The unit follows, unless the value is missing or the column's
 * header has it.
 */
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
