/**
 * How the track record is counted. The page says the same in plain words, under "How this is counted".
 *
 * - Steps are half hours. Five-minute samples become means of their half hour, as the older history already is: a path of
 *   single samples shakes more than one of means, so the two must not be mixed. Only our own samples count.
 * - Windows are as long as the horizon and start at fixed moments of the UTC calendar (every 4 h from midnight; midnight).
 *   So they never overlap, and neither the score nor the price has a say in where one starts. A window counts from the
 *   score of the half hour before it: nothing that the score saw is in the window.
 * - A window that lacks its first or last price, or more than one step in eight, is refused.
 * - Realised volatility: the root of the sum of squared half-hour log returns, %. Largest adverse move: the furthest log
 *   move from the window's first price against the crowded side (long: down, short: up, balanced: either), %.
 * - Usual, for all windows: the mean over all of them. Usual, for alike ones: each window beside the mean of the others of
 *   its symbol whose 24 h before were as restless (the same third of that symbol's windows).
 * - Intervals: the market moves together, and a score lasts for hours, so whole days are drawn with replacement, and
 *   everything, the usual included, is worked out again from each drawing. Seeded: the same history says the same.
 * - Windows that start at the same moment are one event. Under `LEAST_EVENTS` of them, or on fewer than `LEAST_DAYS` days,
 *   nothing is said.
 */
import type { Band, Thresholds } from '../domain/band';
import { bandOf, BANDS } from '../domain/band';
import type { Bias } from '../domain/score';
import { biasOf, roundHalfUp } from '../scoring/score';
import { HOUR_MS, DAY_MS } from '../domain/time';

export const STEP_MS = HOUR_MS / 2;

/** Hours that a window lasts. */
export const HORIZONS = [4, 24] as const;
export type HorizonHours = (typeof HORIZONS)[number];

/** Steps of the 24 h before a window, by which alike windows are found. */
export const TRAILING_STEPS = DAY_MS / STEP_MS;
/** Of the steps of a stretch, at most this part may be missing. */
export const MOST_MISSING = 1 / 8;

export const LEAST_EVENTS = 30;
export const LEAST_DAYS = 15;
export const RESAMPLES = 1_000;
export const SEED = 20_260_301;
/** Of an interval: 95 of 100. */
export const LEVEL = 0.95;

/** What a window is told apart by: the band and the side of the score before it. */
export interface Cell {
  band: Band;
  side: Bias;
}

const SIDES: readonly Bias[] = ['LONG', 'SHORT', 'NEUTRAL'];

/** The cell of a signed score, as the board would have shown it. */
export function cellOf(raw: number, thresholds: Thresholds): Cell {
  const score = roundHalfUp(Math.abs(raw));
  return { band: bandOf(score, thresholds), side: biasOf(raw, score) };
}

/** Every cell that some score falls into, the strongest band first. */
export function cellsOf(thresholds: Thresholds): Cell[] {
  const possible = new Set<string>();
  for (let raw = -100; raw <= 100; raw += 1) possible.add(cellName(cellOf(raw, thresholds)));
  return [...BANDS]
    .reverse()
    .flatMap((band) => SIDES.map((side) => ({ band, side })))
    .filter((cell) => possible.has(cellName(cell)));
}

export function cellName({ band, side }: Cell): string {
  return `${band} ${side}`;
}
