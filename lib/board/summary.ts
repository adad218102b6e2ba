/** Counts of the ranked rows: the counters, the histogram, and the toolbar icon's number. Pure. */
import type { Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import type { Level } from '../domain/headline';
import { isLevelAtLeast, isSqueeze, levelOf } from '../domain/headline';
import type { RankedRow } from './rows';

/** Signed scores −100..100 in bins of this many points. */
const BIN_POINTS = 4;
export const BIN_COUNT = 200 / BIN_POINTS + 1;

export interface Summary {
  ranked: number;
  listed: number;
  /** 0 without ranked rows. */
  averageScore: number;
  long: number;
  short: number;
  neutral: number;
  /** Squeeze risks of any side and score, stressed ones as well. */
  squeeze: number;
  /** Counts from −100 on the left to +100 on the right. */
  bins: number[];
}

export function summarise(rows: readonly RankedRow[]): Summary {
  const bins = Array.from({ length: BIN_COUNT }, () => 0);
  const summary = { ranked: 0, long: 0, short: 0, neutral: 0, squeeze: 0 };
  let total = 0;
  for (const { rank, score } of rows) {
    if (rank === null) continue;
    summary.ranked += 1;
    total += score.score;
    if (score.bias === 'LONG') summary.long += 1;
    else if (score.bias === 'SHORT') summary.short += 1;
    else summary.neutral += 1;
    if (isSqueeze(score.regime)) summary.squeeze += 1;
    const bin = Math.round((Math.max(-100, Math.min(100, score.raw)) + 100) / BIN_POINTS);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return {
    ...summary,
    listed: rows.length,
    averageScore: summary.ranked === 0 ? 0 : Math.round(total / summary.ranked),
    bins,
  };
}

/** Ranked symbols at or above the chosen level; null when the number on the toolbar icon is switched off. */
export function countFromBand(
  rows: readonly RankedRow[],
  { toolbarFromBand, thresholds }: { toolbarFromBand: Level | null; thresholds: Thresholds },
): number | null {
  if (toolbarFromBand === null) return null;
  return rows.filter(
    ({ rank, score }) =>
      rank !== null &&
      isLevelAtLeast(levelOf(bandOf(score.score, thresholds), score.regime), toolbarFromBand),
  ).length;
}
