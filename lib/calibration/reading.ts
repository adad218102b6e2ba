/**
 * The third reading of a score: how much prices moved after scores like it, as a multiple of what they moved after
 * equally restless hours. Years of other markets, and this machine's own history as that grows; never a direction.
 *
 * With log ratios `a` (the market's years) and `b` (own), and standard errors `s` and `t` out of their intervals:
 *
 * - `t² ← t² · n / (n − 3)`: an interval drawn from `n` days is too narrow by that, by its own spread and Student's.
 * - weight of `b`: `w = (s² + H²) / (s² + H² + t²)`. `H` is how much markets and years differ; without it years of
 *   others would outweigh any history of one's own.
 * - the reading: `(1 − w) · a + w · b`, with the standard error `√((1 − w)² · s² + w² · t²)`.
 *
 * So without days of one's own it is the market years' figure with its interval, and with very many the own one.
 */
import { bandOf, DEFAULT_THRESHOLDS } from '../domain/band';
import type { OwnFigure, OwnFigures } from '../domain/own-figures';
import type { Score } from '../domain/score';
import type { EvidenceFigure } from './market-years';

/**
 * How much the log ratio differs between markets and years, as a standard deviation. Of the market years' own ones it is 0
 * to 0.04 in bands that are common and 0.13 in rare ones from year to year, and hardly anything from coin to coin.
 */
export const HETEROGENEITY = 0.05;
/** Half the width of a 95 % interval, in standard errors. */
const Z = 1.96;

/** A multiple with its 95 % interval. */
export interface Multiple {
  ratio: number;
  low: number;
  high: number;
}

export interface CalibratedReading extends Multiple {
  /** False where the interval, as it is shown, holds 1: no difference is known. */
  isDifferent: boolean;
  /** What it is made of; `own` is null while it has no part in it. */
  marketYears: EvidenceFigure;
  own: OwnFigure | null;
  /** The own figure's part, 0..1. */
  ownWeight: number;
}

/**
 * The reading of a score for the next `hours`, by the band that it has with the default cut-offs. Null for a score that
 * is not ranked, and where the market years have no figure.
 */
export function readingOf(
  score: Pick<Score, 'model' | 'modelVersion' | 'score' | 'ranked'>,
  hours: number,
  { figures }: { figures: readonly EvidenceFigure[] },
  own: OwnFigures | null,
): CalibratedReading | null {
  if (!score.ranked) return null;
  const band = bandOf(score.score, DEFAULT_THRESHOLDS);
  const isOf = (figure: { model: string; band: string; hours: number }) =>
    figure.model === score.model && figure.band === band && figure.hours === hours;
  const marketYears = figures.find(isOf);
  if (marketYears === undefined) return null;
  const counted = own?.figures.find(
    (figure) => isOf(figure) && figure.version === score.modelVersion && isUsable(figure),
  );
  if (counted === undefined) {
    const { ratio, low, high } = marketYears;
    const multiple = { ratio, low, high };
    return {
      ...multiple,
      isDifferent: excludesOne(multiple),
      marketYears,
      own: null,
      ownWeight: 0,
    };
  }
  const { ownWeight, ...multiple } = pooled(marketYears, counted);
  return { ...multiple, isDifferent: excludesOne(multiple), marketYears, own: counted, ownWeight };
}

/** A rough match finds too much, so it takes no part. */
function isUsable({ isCoarse, days }: OwnFigure): boolean {
  return !isCoarse && days > TOO_FEW_DAYS;
}

const TOO_FEW_DAYS = 3;

/** The figure of the market's years, moved towards the own one; see the top of this file. */
export function pooled(
  marketYears: Multiple,
  own: Multiple & { days: number },
): Multiple & { ownWeight: number } {
  const theirs = errorOf(marketYears) ** 2;
  const ours = (errorOf(own) ** 2 * own.days) / (own.days - TOO_FEW_DAYS);
  const prior = theirs + HETEROGENEITY ** 2;
  const ownWeight = prior / (prior + ours);
  const log = (1 - ownWeight) * Math.log(marketYears.ratio) + ownWeight * Math.log(own.ratio);
  const reach = Z * Math.sqrt((1 - ownWeight) ** 2 * theirs + ownWeight ** 2 * ours);
  return {
    ratio: Math.exp(log),
    low: Math.exp(log - reach),
    high: Math.exp(log + reach),
    ownWeight,
  };
}

/** The standard error of the log ratio. */
function errorOf({ low, high }: Multiple): number {
  return Math.log(high / low) / (2 * Z);
}

/** Whether the interval, rounded to two decimals as it is shown, leaves 1 out. */
function excludesOne({ low, high }: Multiple): boolean {
  return low >= 1.005 || high < 0.995;
}
