/** The charts' texts: labels, axes, values and times. */
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import { CHARTS } from '../../../lib/board/chart-lines';
import { amount, MISSING, price, signed } from '../../../lib/domain/format';
import { inputText } from '../../../lib/domain/input-text';
import { CHARTED_INPUTS, inputOf } from '../../../lib/domain/inputs';
import type { Perp } from '../../../lib/domain/perp';
import { recordFrom } from '../../../lib/domain/record-of';
import type { Words } from '../../ui/words';

/** The charts' names with units; the period of a funding rate is with each value, since it changes. */
export function chartLabels(
  t: Words,
  { baseAsset, quoteAsset, openInterestSides }: Perp,
): Record<ChartId, string> {
  // As on the venue's own pages: twice the value of combined rows and exports.
  const openInterest = openInterestSides === 2 ? 'detail_chart_oi_both' : 'detail_chart_oi';
  return {
    score: t('detail_chart_score'),
    baseQty: t(openInterest, baseAsset),
    usd: t(openInterest, quoteAsset),
    ...recordFrom(CHARTED_INPUTS, (id) => t(`input_${id}`)),
    price: t('popup_fact_mark'),
  };
}

export function textAt(t: Words, chart: ChartId, lines: ChartLines, at: number | null): string {
  const value = at === null ? null : (lines.values[chart][at] ?? null);
  const text = valueText(chart, value);
  const hours = at === null || value === null ? null : (lines.periodHours[at] ?? null);
  // A half-hour mean over two different periods has no period.
  return chart === 'funding' && Number.isInteger(hours)
    ? text + t('popup_per_hours', String(hours))
    : text;
}

/** One sentence with every value at a time, for screen readers. */
export function sentenceAt(
  t: Words,
  lines: ChartLines,
  labels: Record<ChartId, string>,
  at: number | null,
): string {
  const atMs = at === null ? undefined : lines.atMs[at];
  if (at === null || atMs === undefined) return '';
  const values = CHARTS.map((chart) => `${labels[chart]} ${textAt(t, chart, lines, at)}`);
  const filled = lines.own.baseQty[at] === null && lines.backFilled.baseQty[at] !== null;
  return `${chartMomentWords(atMs)}: ${values.join(', ')}${filled ? ` (${t('detail_back_filled')})` : ''}`;
}

export function valueText(chart: ChartId, value: number | null): string {
  if (value === null) return MISSING;
  switch (chart) {
    case 'score':
      return signed(value, 0);
    case 'baseQty':
    case 'usd':
      return exactAmount(value);
    case 'price':
      return price(value);
    default:
      return inputText({ value, periodHours: null }, chart).text;
  }
}

/** Axis labels with as few digits as distinguish them. */
export function axisTexts(chart: ChartId, values: readonly number[]): string[] {
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0));
  if (chart === 'baseQty' || chart === 'usd') return values.map((value) => scaled(value, step));
  if (chart === 'price') return values.map((value) => price(value));
  const decimals = step > 0 ? Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9))) : 0;
  return values.map((value) =>
    hasTwoSides(chart) ? signed(value, decimals) : value.toFixed(decimals),
  );
}

/** Whether values are signed, around zero. */
export function hasTwoSides(chart: ChartId): boolean {
  if (chart === 'baseQty' || chart === 'usd' || chart === 'price') return false;
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

/** Four digits, where the board has two: changes on a line are smaller. */
function exactAmount(value: number): string {
  // A value that rounds up to 1,000 of a unit is printed in the next one.
  const [size, letter] = SIZES.find(([least]) => Math.abs(value) >= least * 0.99995) ?? [1, ''];
  if (Math.abs(value) < 1) return amount(value);
  const whole = value / size;
  return whole.toFixed(whole < 10 ? 3 : whole < 100 ? 2 : 1) + letter;
}

/** `24 Nov, 14:05` in the user's locale; with the time zone in an hour that occurs twice. */
export function chartMomentWords(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(comesTwice(atMs) && { timeZoneName: 'short' }),
  });
}

const MEAN_MS = 1_800_000;

/** When clocks are set back, an hour (on Lord Howe Island half an hour) occurs twice. */
function comesTwice(atMs: number): boolean {
  const minuteOf = (ms: number) => {
    const date = new Date(ms);
    return date.getHours() * 60 + date.getMinutes();
  };
  return [-2, -1, 1, 2].some((n) => minuteOf(atMs + n * MEAN_MS) === minuteOf(atMs));
}
