/** From stored boards to ranked rows. The rank is over all venues, whatever is filtered or sorted later. Pure. */
import type { Band } from '../domain/band';
import { bandOf } from '../domain/band';
import type { BoardRow, Standing, VenueBoard } from '../domain/board';
import { inUniverse } from '../domain/perp';
import type { Score, Scores } from '../domain/score';
import type { PerpKey } from '../domain/venue';
import { perpKey } from '../domain/venue';
import { ranked } from '../scoring/rank';
import { scoreAll } from '../scoring/score';
import type { Settings } from '../settings/settings';

export interface RankedRow extends BoardRow {
  key: PerpKey;
  /** By the chosen model. */
  score: Score;
  band: Band;
  /** From 1; null where too little is known to rank. */
  rank: number | null;
}

export type ScoreStanding = (standing: Standing) => Scores;

/** Scores each standing once, however often the rows are made anew for other settings. */
export function createScorer(): ScoreStanding {
  const known = new WeakMap<Standing, Scores>();
  return (standing) => {
    const before = known.get(standing);
    if (before !== undefined) return before;
    const scores = scoreAll(standing.inputs);
    known.set(standing, scores);
    return scores;
  };
}

type RowSettings = Pick<Settings, 'model' | 'thresholds' | 'universe' | 'venues'>;

/** A venue that is switched off, or a symbol outside the universe, leaves at once, before the next refresh. */
export function rankRows(
  boards: readonly VenueBoard[],
  settings: RowSettings,
  scoresOf: ScoreStanding,
): RankedRow[] {
  const rows = boards
    .filter(({ venue }) => settings.venues[venue] !== false)
    .flatMap(({ venue, standings }) =>
      standings
        .filter(({ perp }) => inUniverse(perp, settings.universe))
        .map((standing) => ({ standing, venue, scores: scoresOf(standing) })),
    );
  return ranked(rows, settings.model).map(({ standing, venue, scores }, index) => {
    const score = scores[settings.model];
    return {
      ...standing,
      key: perpKey(venue, standing.perp.symbol),
      venue,
      scores,
      score,
      band: bandOf(score.score, settings.thresholds),
      rank: score.ranked ? index + 1 : null,
    };
  });
}
