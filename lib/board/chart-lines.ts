/** One symbol's recorded series as lines to draw: a value or null at every time, with a row of nulls in every gap. Pure. */
import { funding8hPct } from '../domain/input-formulas';
import type { ChartedInput } from '../domain/inputs';
import { CHARTED_INPUTS, inputOf } from '../domain/inputs';
import { recordedInputs } from '../domain/recorded-inputs';
import { recordFrom } from '../domain/record-of';
import { shortestDecimal } from '../domain/shortest-decimal';
import type { ModelId } from '../domain/score';
import type { Series } from '../domain/series';
import { isGap, SLOT_MS, SOURCE } from '../domain/series';
import type { FundingUnit } from '../settings/settings';

/** `baseQty` and `usd` are open interest. */
export type ChartId = 'score' | 'baseQty' | 'usd' | 'price' | ChartedInput;

/** From top to bottom. */
export const CHARTS: readonly ChartId[] = ['score', 'baseQty', 'usd', ...CHARTED_INPUTS, 'price'];

export type Line = (number | null)[];

export interface ChartLines {
  /** Non-decreasing, ms on the exchange's clock. */
  atMs: number[];
  /** False for the rows of nulls that mark a gap. */
  isSample: boolean[];
  /** All sources together. */
  values: Lines;
  /** Funding period of each value, hours: exchanges change it. */
  periodHours: Line;
  /** By source: our own samples, and backfilled ones, whose ends are joined to ours. */
  own: Lines;
  backFilled: Lines;
  /** Lowest and highest score within a half-hour mean. */
  least: Line;
  most: Line;
}
type Lines = Record<ChartId, Line>;

/** `sides`: how often the venue counts a contract in its open interest. */
export function chartLines(
  series: Series,
  model: ModelId,
  unit: FundingUnit,
  sides: 1 | 2 = 1,
): ChartLines {
  const steps = stepsOf(series);
  const { atMs, stepMs, source } = series;
  const line = (valueOf: (index: number) => number | null): Line =>
    steps.map((index) => (index < 0 ? null : valueOf(index)));
  const column = (values: Float64Array) => line((index) => known(values[index]));
  const baseQty = column(series.baseQty);
  const price = column(series.markPrice);
  const period = column(series.fundingPeriodHours);
  // What was recorded with 32 bits prints like the figure that it was recorded from.
  const recorded = recordedInputs(series, sides, shortestDecimal);
  const fundingAt = (index: number) => {
    const { fundingRate: rate, fundingPeriodHours } = recorded.factsAt(index);
    if (unit === '8h') return funding8hPct(rate, fundingPeriodHours);
    return rate === null ? null : rate * 100;
  };
  const inputAt = (id: ChartedInput) => {
    const input = inputOf(id);
    return (index: number) => recorded.valueAt(input, index);
  };
  const values: Lines = {
    score: column(series[model].mean),
    baseQty,
    usd: baseQty.map((amount, at) => times(amount, price[at] ?? null)),
    ...recordFrom(CHARTED_INPUTS, (id) => line(id === 'funding' ? fundingAt : inputAt(id))),
    price,
  };
  const isOwn = steps.map((index) => source[index] === SOURCE.own);
  const isFilled = steps.map((index) => source[index] === SOURCE.backFilled);
  const isNextToFilled = steps.map(
    (index, at) => index >= 0 && (isFilled[at - 1] === true || isFilled[at + 1] === true),
  );
  const each = (cut: (values: Line) => Line): Lines =>
    recordFrom(CHARTS, (chart) => cut(values[chart]));
  const isMean = (index: number) => (stepMs[index] ?? 0) > SLOT_MS;
  const edge = (edges: Float64Array) =>
    line((index) => (isMean(index) ? known(edges[index]) : null));
  return {
    atMs: steps.map((index, at) => {
      const before = steps[at - 1] ?? -1;
      return index >= 0 ? (atMs[index] ?? 0) : (atMs[before] ?? 0) + (stepMs[before] ?? 0);
    }),
    isSample: steps.map((index) => index >= 0),
    values,
    periodHours:
      unit === '8h' ? values.funding.map((value) => (value === null ? null : 8)) : period,
    own: each((all) => all.map((value, at) => (isOwn[at] ? value : null))),
    backFilled: each((all) =>
      all.map((value, at) => (isFilled[at] || isNextToFilled[at] ? value : null)),
    ),
    least: edge(series[model].least),
    most: edge(series[model].most),
  };
}

/** Which keys the charts need for a span of time. */
export function shownIn(
  { atMs, isSample, own, backFilled, most }: ChartLines,
  view: { fromMs: number; toMs: number },
): { backFilled: boolean; means: boolean; gaps: boolean } {
  const shown = { backFilled: false, means: false, gaps: false };
  atMs.forEach((at, index) => {
    if (at < view.fromMs || at > view.toMs) return;
    if (isSample[index] === false) shown.gaps = true;
    if (most[index] !== null) shown.means = true;
    if (own.baseQty[index] === null && backFilled.baseQty[index] !== null) shown.backFilled = true;
  });
  return shown;
}

/** Indexes of the samples in order, with −1 at each gap. */
function stepsOf({ atMs, stepMs }: Series): number[] {
  const steps: number[] = [];
  atMs.forEach((at, index) => {
    const before = { atMs: atMs[index - 1] ?? at, stepMs: stepMs[index - 1] ?? 0 };
    if (index > 0 && isGap(before, at)) steps.push(-1);
    steps.push(index);
  });
  return steps;
}

function times(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
