/** Percentiles of a score: among the rows of the board, and within the symbol's own recorded series. Pure. */
import type { ModelId } from '../domain/score';
import type { Series } from '../domain/series';
import { DAY_MS } from '../domain/time';
import type { RankedRow } from './rows';

/** With less recorded time a percentile means nothing. */
const LEAST_MS = 3 * DAY_MS;

export interface BoardPercentile {
  rank: number;
  of: number;
  /** Per cent of the other ranked rows with a lower score, rounded down. */
  abovePct: number;
}

/** Null for a row that is not ranked, or is the only one. */
export function boardPercentile(
  rows: readonly RankedRow[],
  row: RankedRow,
): BoardPercentile | null {
  if (row.rank === null) return null;
  const others = rows.filter(({ rank, key }) => rank !== null && key !== row.key);
  if (others.length === 0) return null;
  const lower = others.filter(({ score }) => score.score < row.score.score).length;
  return {
    rank: row.rank,
    of: others.length + 1,
    abovePct: Math.floor((100 * lower) / others.length),
  };
}

export interface HistoryPercentile {
  samples: number;
  /** Recorded time, without gaps. */
  recordedMs: number;
  /** Per cent of the recorded time with a lower score; null with too little recorded time. */
  abovePct: number | null;
}

/** A half-hour mean weighs as much as the six samples in it. */
export function historyPercentile(
  series: Series,
  model: ModelId,
  score: number,
): HistoryPercentile {
  let [samples, recordedMs, lowerMs] = [0, 0, 0];
  series[model].mean.forEach((raw, index) => {
    if (Number.isNaN(raw)) return;
    const stepMs = series.stepMs[index] ?? 0;
    samples += 1;
    recordedMs += stepMs;
    if (Math.round(Math.abs(raw)) < score) lowerMs += stepMs;
  });
  const isEnough = recordedMs >= LEAST_MS;
  return {
    samples,
    recordedMs,
    abovePct: isEnough ? Math.floor((100 * lowerMs) / recordedMs) : null,
  };
}
