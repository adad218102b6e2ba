/**
 * What the score was made of at an earlier moment, out of the recorded past. The same rules as now: the nearest sample
 * within a window's tolerance counts, and nothing is interpolated. Pure.
 */
import { changePct } from '../domain/change';
import { funding8hPct, fundingPct } from '../domain/funding';
import type { ScoreInputs } from '../domain/inputs';
import { OI_WINDOWS } from '../domain/inputs';
import type { Series } from '../domain/series';
import { SOURCE } from '../domain/series';

export interface Moment {
  /** The sample's own time. */
  atMs: number;
  inputs: ScoreInputs;
}

/** Null without a sample of our own near enough: the venue's memory alone knows neither funding nor basis. */
export function momentAt(series: Series, targetMs: number, toleranceMs: number): Moment | null {
  const isOwn = (index: number) => series.source[index] === SOURCE.own;
  const at = nearest(series, targetMs, toleranceMs, isOwn);
  return at === null ? null : { atMs: series.atMs[at] ?? Number.NaN, inputs: inputsAt(series, at) };
}

function inputsAt(series: Series, at: number): ScoreInputs {
  const rate = known(series.fundingRate[at]);
  const periodHours = known(series.fundingPeriodHours[at]);
  const changes = OI_WINDOWS.map(({ windowMs, toleranceMs }) =>
    changeAt(series, at, windowMs, toleranceMs),
  );
  return {
    oi1hPct: changes[0] ?? null,
    oi4hPct: changes[1] ?? null,
    oi24hPct: changes[2] ?? null,
    fundingPct: fundingPct(rate, periodHours),
    funding8hPct: funding8hPct(rate, periodHours),
    basisPct: known(series.basisPct[at]),
  };
}

function changeAt(series: Series, at: number, windowMs: number, toleranceMs: number) {
  const { coins, markPrice, atMs } = series;
  const hasCoins = (index: number) => known(coins[index]) !== null;
  const then = nearest(series, (atMs[at] ?? Number.NaN) - windowMs, toleranceMs, hasCoins);
  const sampleAt = (index: number) => {
    const amount = known(coins[index]);
    return amount === null ? null : { coins: amount, markPrice: known(markPrice[index]) };
  };
  return changePct(sampleAt(at), sampleAt(then ?? -1));
}

/** The index of the accepted sample nearest to a moment; null when none is within the tolerance. */
export function nearest(
  { atMs }: Series,
  targetMs: number,
  toleranceMs: number,
  accepts: (index: number) => boolean,
): number | null {
  const distance = (index: number) => Math.abs((atMs[index] ?? Infinity) - targetMs);
  let best: number | null = null;
  let index = firstFrom(atMs, targetMs - toleranceMs);
  for (; distance(index) <= toleranceMs; index += 1) {
    if (accepts(index) && (best === null || distance(index) < distance(best))) best = index;
  }
  return best;
}

/** The first index whose time is not before `fromMs`; the length when there is none. */
export function firstFrom(atMs: Float64Array, fromMs: number): number {
  let [low, high] = [0, atMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
