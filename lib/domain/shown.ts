import { DECIMALS } from './decimals';
import { MISSING, signed } from './format';
import type { Factor } from './inputs';

/** A value as people asked to see it: what it is never goes without what it is per. */
export interface Value {
  /** Per cent; null when missing. */
  value: number | null;
  /** The funding period that `value` is of, hours; null for what has none, and where it is unknown. */
  periodHours: number | null;
}

/** The same in print. */
export interface Shown {
  text: string;
  /** Hours, to be printed beside `text`; null where there is nothing to say. */
  periodHours: number | null;
}

/** The one place where a value of a factor becomes text; `unit` follows the number, unless it is missing. */
export function shown({ value, periodHours }: Value, factor: Factor, unit: '' | ' %' = ''): Shown {
  return value === null
    ? { text: MISSING, periodHours: null }
    : { text: signed(value, DECIMALS[factor]) + unit, periodHours };
}
