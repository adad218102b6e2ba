/** A row's last 24 h: its little picture, how long it has been in its band, and its change over an hour. Pure. */
import type { Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import { HOUR_MS } from '../domain/inputs';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../domain/trail';
import type { VenueId } from '../domain/venue';
import type { RankedRow } from './rows';

export interface VenueTrail {
  venue: VenueId;
  /** The newest quarter of an hour, on the exchange's clock. */
  quarterMs: number;
  symbols: readonly string[];
  /** TRAIL_LENGTH signed points a symbol. */
  classic: Int8Array;
  crowding: Int8Array;
}

export interface Trend {
  picture: () => Picture;
  /** How long in its band, in quarters of an hour. */
  quarters: number;
  /** False when the trail, or a gap in it, ends before the band does. */
  isWhole: boolean;
  /** Of the score's size over 1 h, in points; null when there was none an hour ago. */
  change: number | null;
}

/** SVG path data in a box of TRAIL_LENGTH − 1 by PICTURE_HEIGHT. */
export interface Picture {
  /** Before its band was entered, and since. */
  before: string;
  since: string;
  /** The y of a score of 0. */
  zeroY: number;
}

export type TrendOf = (row: RankedRow) => Trend | null;

export const PICTURE_HEIGHT = 20;
const HOUR_QUARTERS = HOUR_MS / TRAIL_STEP_MS;

/** Each row's trend is made once. `refreshMs`: quarters further apart than a refresh are a gap. */
export function createTrends(
  trails: readonly VenueTrail[],
  thresholds: Thresholds,
  refreshMs: number,
): TrendOf {
  const known = new WeakMap<RankedRow, Trend | null>();
  const rows = new Map(
    trails.map((trail) => [trail, new Map(trail.symbols.map((symbol, at) => [symbol, at]))]),
  );
  const bridge = Math.max(1, Math.ceil(refreshMs / TRAIL_STEP_MS));
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const trail = trails.find(({ venue }) => venue === row.venue);
    const at = trail && rows.get(trail)?.get(row.perp.symbol);
    const points =
      at === undefined
        ? []
        : [
            ...(trail?.[row.score.model].subarray(at * TRAIL_LENGTH, (at + 1) * TRAIL_LENGTH) ??
              []),
          ];
    const trend = points.length === TRAIL_LENGTH ? trendOf(points, row, thresholds, bridge) : null;
    known.set(row, trend);
    return trend;
  };
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
  const room = PICTURE_HEIGHT - 4;
  return (point) => Math.round(10 * (2 + (room * (most - point)) / (most - least))) / 10;
}

/** A line breaks where more quarters are missing than lie between two refreshes. */
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
    // A lone point is a line of no length, which a round pen draws as a dot.
    path += at - lastAt > bridge + 1 ? `M${at} ${yOf(point)}h0` : `L${at} ${yOf(point)}`;
    lastAt = at;
  }
  return path;
}
