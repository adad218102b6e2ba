/** How each chart's values read. */
import type { ChartId } from '../../../lib/board/chart-lines';
import { inputText } from '../../../lib/domain/input-text';
import { inputOf } from '../../../lib/domain/inputs';
import { amount, MISSING, price, signed } from '../../../lib/domain/format';

export function valueText(chart: ChartId, value: number | null): string {
  if (value === null) return MISSING;
  switch (chart) {
    case 'score':
      return signed(value, 0);
    case 'coins':
    case 'usd':
      return exactAmount(value);
    case 'price':
      return price(value);
    default:
      return inputText({ value, periodHours: null }, chart).text;
  }
}

/** Values along an axis: as few digits as tell one line from the next. */
export function axisTexts(chart: ChartId, values: readonly number[]): string[] {
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0));
  if (chart === 'coins' || chart === 'usd') return values.map((value) => scaled(value, step));
  if (chart === 'price') return values.map((value) => price(value));
  const decimals = step > 0 ? Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9))) : 0;
  return values.map((value) =>
    hasTwoSides(chart) ? signed(value, decimals) : value.toFixed(decimals),
  );
}

/** Whether the values lean to a side, around zero. */
export function hasTwoSides(chart: ChartId): boolean {
  if (chart === 'coins' || chart === 'usd' || chart === 'price') return false;
  return chart === 'score' || inputOf(chart).isSigned;
}

const SIZES = [
  [1e9, ' B'],
  [1e6, ' M'],
  [1e3, ' K'],
  [1, ''],
] as const;

function scaled(value: number, step: number): string {
  const [size, letter] = SIZES.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  const decimals =
    step > 0 ? Math.max(0, Math.min(4, Math.ceil(-Math.log10(step / size) - 1e-9))) : 0;
  return (value / size).toFixed(decimals) + letter;
}

/** Four digits, where the board is content with two: a line moves by less. */
function exactAmount(value: number): string {
  // What rounds up to a thousand of the smaller one is one of the next.
  const [size, letter] = SIZES.find(([least]) => Math.abs(value) >= least * 0.99995) ?? [1, ''];
  if (Math.abs(value) < 1) return amount(value);
  const whole = value / size;
  return whole.toFixed(whole < 10 ? 3 : whole < 100 ? 2 : 1) + letter;
}
