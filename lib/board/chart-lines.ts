/** The recorded past as lines to draw: a value or null at every moment, with a row of nulls in every gap. Pure. */
import { funding8hPct } from '../domain/funding';
import type { ModelId } from '../domain/score';
import type { Series } from '../domain/series';
import { isGap, SOURCE } from '../domain/series';
import type { FundingUnit } from '../settings/settings';

export const CHARTS = ['score', 'coins', 'usd', 'funding', 'basis', 'price'] as const;
export type ChartId = (typeof CHARTS)[number];

export type Line = (number | null)[];

export interface ChartLines {
  /** Not decreasing, ms on the exchange's clock. */
  atMs: number[];
  /** Whether something was recorded then. */
  isSample: boolean[];
  /** What was recorded, whoever did. */
  values: Record<ChartId, Line>;
  /** What each value of the funding is per, hours: exchanges change it. */
  periodHours: Line;
  /** The same, apart: our own samples, and the venue's memory with its ends joined to ours. */
  own: Record<ChartId, Line>;
  backFilled: Record<ChartId, Line>;
  /** Of the score's samples that are means. */
  least: Line;
  most: Line;
}

export function chartLines(series: Series, model: ModelId, unit: FundingUnit): ChartLines {
  const steps = stepsOf(series);
  const { atMs, stepMs, source } = series;
  const line = (valueOf: (index: number) => number | null): Line =>
    steps.map((index) => (index < 0 ? null : valueOf(index)));
  const column = (values: Float64Array) => line((index) => known(values[index]));
  const coins = column(series.coins);
  const price = column(series.markPrice);
  const period = column(series.fundingPeriodHours);
  const values: ChartLines['values'] = {
    score: column(series[model].mean),
    coins,
    usd: coins.map((amount, at) => times(amount, price[at] ?? null)),
    funding: line((index) => {
      const rate = known(series.fundingRate[index]);
      if (unit === '8h') return funding8hPct(rate, known(series.fundingPeriodHours[index]));
      return rate === null ? null : rate * 100;
    }),
    basis: column(series.basisPct),
    price,
  };
  const isOwn = steps.map((index) => source[index] === SOURCE.own);
  const isFilled = steps.map((index) => source[index] === SOURCE.backFilled);
  const isNextToFilled = steps.map(
    (index, at) => index >= 0 && (isFilled[at - 1] === true || isFilled[at + 1] === true),
  );
  const each = (cut: (values: Line) => Line): Record<ChartId, Line> => ({
    score: cut(values.score),
    coins: cut(values.coins),
    usd: cut(values.usd),
    funding: cut(values.funding),
    basis: cut(values.basis),
    price: cut(values.price),
  });
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
    periodHours: unit === '8h' ? values.funding.map((value) => value && 8) : period,
    own: each((all) => all.map((value, at) => (isOwn[at] ? value : null))),
    backFilled: each((all) =>
      all.map((value, at) => (isFilled[at] || isNextToFilled[at] ? value : null)),
    ),
    least: edge(series[model].least),
    most: edge(series[model].most),
  };
}

/** What there is to explain in a stretch of time. */
export function shownIn(
  { atMs, isSample, own, backFilled, most }: ChartLines,
  view: { fromMs: number; toMs: number },
): { backFilled: boolean; means: boolean; gaps: boolean } {
  const shown = { backFilled: false, means: false, gaps: false };
  atMs.forEach((at, index) => {
    if (at < view.fromMs || at > view.toMs) return;
    if (isSample[index] === false) shown.gaps = true;
    if (most[index] !== null) shown.means = true;
    if (own.coins[index] === null && backFilled.coins[index] !== null) shown.backFilled = true;
  });
  return shown;
}

/** Our own refresh's slot: longer steps are means. */
const SLOT_MS = 300_000;

/** The samples' indexes in order, −1 between two that do not belong together. */
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
