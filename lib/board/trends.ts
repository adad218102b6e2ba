/** A row's last 24 h: its sparkline, how long it has been in its band, and its change over an hour. Pure. */
import type { Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import type { VenueTrail } from '../domain/series';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../domain/series';
import type { ModelId } from '../domain/score';
import type { VenueId } from '../domain/venue';
import { wholePoints } from '../domain/whole-points';
import type { Combined, Part } from './combine';
import type { RankedRow } from './rows';
import { HOUR_MS } from '../domain/time';

export interface Trend {
  picture: () => Picture;
  /** How long in its band, in quarters of an hour. */
  quarters: number;
  /** False when the trail starts, or has a gap, after the band was entered. */
  isWhole: boolean;
  /** Change of |score| over 1 h, points; null without a score an hour ago. */
  change: number | null;
}

/** SVG path data in a box of TRAIL_LENGTH − 1 by PICTURE_HEIGHT. */
export interface Picture {
  /** Path before the current band was entered, and since. */
  before: string;
  since: string;
  /** The y of a score of 0. */
  zeroY: number;
}

export type TrendOf = (row: RankedRow) => Trend | null;

export const PICTURE_HEIGHT = 20;
const HOUR_QUARTERS = HOUR_MS / TRAIL_STEP_MS;

/** Memoised by row. `refreshMs`: quarters further apart than a refresh are a gap. */
export function createTrends(
  trails: readonly VenueTrail[],
  thresholds: Thresholds,
  refreshMs: number,
): TrendOf {
  const known = new WeakMap<RankedRow, Trend | null>();
  const pointsOf = pointsIn(trails);
  const newestMs = Math.max(...trails.map(({ quarterMs }) => quarterMs));
  const bridge = Math.max(1, Math.ceil(refreshMs / TRAIL_STEP_MS));
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const { combined, venue, perp, score } = row;
    const points =
      combined === null
        ? pointsOf(venue, perp.symbol, score.model, undefined)
        : combinedPoints(row, combined, bridge, ({ venue: id, perpState }) =>
            pointsOf(
              id,
              perpState.perp.symbol,
              score.model,
              combined.parts.length === 1 ? undefined : newestMs,
            ),
          );
    const trend = points === null ? null : trendOf(points, row, thresholds, bridge);
    known.set(row, trend);
    return trend;
  };
}

type PointsOf = (
  venue: VenueId,
  symbol: string,
  model: ModelId,
  /** The quarter to end at; undefined: the venue's newest. */
  lastMs: number | undefined,
) => readonly number[] | null;

function pointsIn(trails: readonly VenueTrail[]): PointsOf {
  const places = new Map(
    trails.map((trail) => {
      const rows = new Map(trail.symbols.map((symbol, at) => [symbol, at]));
      return [trail.venue, { trail, rows }];
    }),
  );
  return (venue, symbol, model, lastMs) => {
    const place = places.get(venue);
    const at = place?.rows.get(symbol);
    if (place === undefined || at === undefined) return null;
    const { trail } = place;
    const points = [...trail[model].subarray(at * TRAIL_LENGTH, (at + 1) * TRAIL_LENGTH)];
    if (points.length < TRAIL_LENGTH) return null;
    const late = lastMs === undefined ? 0 : (lastMs - trail.quarterMs) / TRAIL_STEP_MS;
    const missing = Array.from({ length: Math.min(late, TRAIL_LENGTH) }, () => TRAIL_GAP);
    return [...points.slice(missing.length), ...missing];
  };
}

/**
 * Scores are recorded per market. An asset's past score is its present one minus the change of its markets' scores,
 * weighted by their present open interest. A market counts where its score is known at both ends.
 */
function combinedPoints(
  row: RankedRow,
  { parts }: Combined,
  bridge: number,
  trailOf: (part: Part) => readonly number[] | null,
): readonly number[] | null {
  const [main] = parts;
  if (parts.length === 1 && main !== undefined) return trailOf(main);
  const markets = parts.flatMap((part) => {
    const own = trailOf(part);
    const now = own?.slice(-1 - bridge).findLast((point) => point !== TRAIL_GAP);
    const weight = part.openInterestUsd ?? 0;
    return own === null || now === undefined || weight <= 0 ? [] : [{ own, now, weight }];
  });
  return Array.from({ length: TRAIL_LENGTH }, (_, at) => {
    let [change, weight] = [0, 0];
    for (const market of markets) {
      const point = market.own[at] ?? TRAIL_GAP;
      if (point === TRAIL_GAP) continue;
      change += market.weight * (point - market.now);
      weight += market.weight;
    }
    if (weight === 0) return TRAIL_GAP;
    return wholePoints(row.score.raw + change / weight);
  });
}

function trendOf(
  points: readonly number[],
  { score, band }: RankedRow,
  thresholds: Thresholds,
  bridge: number,
): Trend | null {
  const last = TRAIL_LENGTH - 1;
  if (points.every((point) => point === TRAIL_GAP)) return null;
  const isIn = (point: number) => bandOf(Math.abs(point), thresholds) === band;
  let entered = last;
  let gap = 0;
  let at = last;
  for (; at >= 0 && gap <= bridge; at -= 1) {
    const point = points[at] ?? TRAIL_GAP;
    if (point === TRAIL_GAP) gap += 1;
    else if (!isIn(point)) break;
    else [entered, gap] = [at, 0];
  }
  const anHourAgo = points[last - HOUR_QUARTERS] ?? TRAIL_GAP;
  return {
    picture: () => {
      const known = points.filter((point) => point !== TRAIL_GAP);
      const yOf = scaleOf(Math.min(...known, -5), Math.max(...known, 5));
      return {
        before: pathOf(points, 0, entered, yOf, bridge),
        since: pathOf(points, entered, last, yOf, bridge),
        zeroY: yOf(0),
      };
    },
    quarters: last - entered,
    isWhole: at >= 0 && gap <= bridge,
    change: anHourAgo === TRAIL_GAP ? null : score.score - Math.abs(anHourAgo),
  };
}

function scaleOf(least: number, most: number): (point: number) => number {
  const height = PICTURE_HEIGHT - 4;
  return (point) => Math.round(10 * (2 + (height * (most - point)) / (most - least))) / 10;
}

/** Breaks the line where more quarters are missing than between two refreshes. */
function pathOf(
  points: readonly number[],
  from: number,
  to: number,
  yOf: (point: number) => number,
  bridge: number,
): string {
  let path = '';
  let lastAt = -Infinity;
  for (let at = from; at <= to; at += 1) {
    const point = points[at] ?? TRAIL_GAP;
    if (point === TRAIL_GAP) continue;
    // A lone point is a line of no length, drawn as a dot by the round line cap.
    path += at - lastAt > bridge + 1 ? `M${at} ${yOf(point)}h0` : `L${at} ${yOf(point)}`;
    lastAt = at;
  }
  return path;
}
