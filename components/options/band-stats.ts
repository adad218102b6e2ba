/** How a board falls into bands. */
import type { Band, Thresholds } from '../../lib/domain/band';
import { bandOf } from '../../lib/domain/band';
import type { BoardRow } from '../../lib/domain/board';
import type { ModelId } from '../../lib/domain/score';

/** The symbols with one score, by the side they lean to; `flat` ones are under the least score for a side. */
export interface Bin {
  score: number;
  band: Band;
  long: number;
  short: number;
  flat: number;
}

export interface BandStats {
  counts: Record<Band, number>;
  /** On the board, yet with too little data for a rank: in no band. */
  unranked: number;
  /** One per score, 0 to 100. */
  bins: Bin[];
}

export function bandStats(
  rows: readonly BoardRow[],
  model: ModelId,
  thresholds: Thresholds,
): BandStats {
  const counts = { neutral: 0, lean: 0, stretched: 0, stressed: 0 };
  const bins: Bin[] = Array.from({ length: 101 }, (_, score) => ({
    score,
    band: bandOf(score, thresholds),
    long: 0,
    short: 0,
    flat: 0,
  }));
  let unranked = 0;
  for (const { scores } of rows) {
    const { score, bias, ranked } = scores[model];
    const bin = bins[score];
    if (!ranked || bin === undefined) {
      unranked += 1;
      continue;
    }
    counts[bin.band] += 1;
    if (bias === 'LONG') bin.long += 1;
    else if (bias === 'SHORT') bin.short += 1;
    else bin.flat += 1;
  }
  return { counts, unranked, bins };
}
