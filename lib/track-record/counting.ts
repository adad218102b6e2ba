/**
 * The method of the track record. The page explains it under "How this is counted".
 *
 * - Steps are half hours. Five-minute samples are averaged per half hour, as the older history already is: single samples
 *   are more volatile than means, so the two must not be mixed. Only our own samples count, not backfilled ones. Where
 *   samples are an hour apart (`npm run evidence`), steps are hours.
 * - Windows are as long as the horizon and start at fixed UTC times (every 4 h from midnight; midnight). So they never
 *   overlap, and neither score nor price decides where one starts. A window belongs to the score of the step before it:
 *   no price that the score used is in the window.
 * - A window without its first or last price, or with more than one step in eight missing, is rejected.
 * - Realised volatility: the root of the sum of squared log returns of the steps, %. Largest adverse move: the furthest
 *   log move from the window's first price against the crowded side (long: down, short: up, neutral: either), %.
 * - Baseline `all`: the mean of all windows.
 * - Baseline `similar`: what the window was expected to do by the volatility of the 4 h, 24 h and 7 days before it and by
 *   the time of day, fitted on other days, times how much the symbol's other windows of the same group did of
 *   what was expected of them. Groups are tenths of the symbol's windows by that expectation; with few windows fewer
 *   groups, with many also thirds by the day compared with the week, and finer ones at the top (similar.ts). The
 *   expectation removes what is left of the volatility before inside a group, the groups what its formula misses.
 *   With a score made of past volatility and noise, 5 to 8 of 100 intervals exclude 1, as chance has it; by thirds of
 *   the day before alone, half of them did (test/unit/track-record/pseudo.test.ts).
 * - Such a comparison is `fine` in tenths and with the whole week known, for three in four of a cell's windows,
 *   else `coarse`.
 * - Intervals: symbols move together and a score lasts for hours, so whole days are resampled with replacement, and
 *   everything, the baselines included, is worked out again per resample; only the formula of the expectation stays.
 *   One day is long enough, for both horizons: what is left after the expectation has no memory from one day to the
 *   next (a correlation of 0.03 in years of the real market), and blocks of 2 to 14 days give the same intervals.
 *   Seeded: the same history gives the same result.
 * - Windows that start at the same time are one event. With fewer than `MIN_EVENTS`, or on fewer than `MIN_DAYS` days,
 *   a cell gets no figures.
 */
import type { Band, Thresholds } from '../domain/band';
import { bandOf, BANDS } from '../domain/band';
import type { Bias } from '../domain/score';
import { roundHalfUp } from '../domain/whole-points';
import { biasOf } from '../scoring/score';
import { HOUR_MS } from '../domain/time';

export const HALF_HOUR_MS = HOUR_MS / 2;

/** Length of a window, hours. */
export const HORIZONS = [4, 24] as const;
export type HorizonHours = (typeof HORIZONS)[number];

/** The largest fraction of a window's steps that may be missing. */
export const MAX_MISSING = 1 / 8;

export const MIN_EVENTS = 30;
export const MIN_DAYS = 15;
export const RESAMPLES = 1_000;
export const SEED = 20_260_301;
/** Confidence level of the intervals. */
export const LEVEL = 0.95;

/** Windows are grouped by the band and side of the score before them. */
export interface ScoreCell<Side extends CellSide = Bias> {
  band: Band;
  side: Side;
}

/** `all`: every side together. */
export type CellSide = Bias | 'all';

const CELL_SIDES: readonly Bias[] = ['LONG', 'SHORT', 'NEUTRAL'];

/** The cell of a signed score, −100..100, by the board's own rounding. */
export function scoreCellOf(raw: number, thresholds: Thresholds): ScoreCell {
  const score = roundHalfUp(Math.abs(raw));
  return { band: bandOf(score, thresholds), side: biasOf(raw, score) };
}

/** Every cell that a score can be in, the strongest band first. */
export function scoreCells(thresholds: Thresholds): ScoreCell[] {
  const possible = new Set<string>();
  for (let raw = -100; raw <= 100; raw += 1)
    possible.add(scoreCellName(scoreCellOf(raw, thresholds)));
  return [...BANDS]
    .reverse()
    .flatMap((band) => CELL_SIDES.map((side) => ({ band, side })))
    .filter((cell) => possible.has(scoreCellName(cell)));
}

/** One cell a band, whatever the side, the strongest first. */
export function bandCells(): ScoreCell<'all'>[] {
  return [...BANDS].reverse().map((band) => ({ band, side: 'all' }));
}

export function scoreCellName({ band, side }: ScoreCell<CellSide>): string {
  return `${band} ${side}`;
}
