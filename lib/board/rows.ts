/** From stored boards to ranked rows. Rows are ranked over all venues, before filtering and sorting. Pure. */
import type { Band, Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import type { PerpState, VenueBoard } from '../domain/board';
import { inUniverse } from '../domain/perp';
import type { Level, OtherReading } from '../domain/headline';
import { levelOf, modelsDiffer } from '../domain/headline';
import type { ModelId, Score } from '../domain/score';
import { otherModel } from '../domain/score';
import type { PerpKey, VenueId } from '../domain/venue';
import { perpKey } from '../domain/venue';
import { compareScores, MODELS, scoreWith } from '../scoring/score';
import type { Settings } from '../settings/settings';
import type { Combined } from './combine';

export interface RankedRow extends PerpState {
  key: PerpKey;
  venue: VenueId;
  /** Null for one perpetual of one venue. */
  combined: Combined | null;
  /** By the chosen model. */
  score: Score;
  band: Band;
  level: Level;
  /** From 1; null below the minimum coverage. */
  rank: number | null;
}

/** The `venue` of combined rows. */
export const ALL_VENUES = 'all';

/** What to rank: a row per perpetual, or per asset. */
export type Gather = (boards: readonly VenueBoard[]) => Unranked[];
export type PerpStateScorer = (perpState: PerpState, model: ModelId) => Score;

/** Scores are cached by perpetual and model: other settings only rank and filter again. */
export function createScorer(): PerpStateScorer {
  const known = {
    classic: new WeakMap<PerpState, Score>(),
    crowding: new WeakMap<PerpState, Score>(),
  };
  return (perpState, model) => {
    const before = known[model].get(perpState);
    if (before !== undefined) return before;
    const score = scoreWith(MODELS[model], perpState.inputs);
    known[model].set(perpState, score);
    return score;
  };
}

type RowSettings = Pick<Settings, 'model' | 'thresholds' | 'universe' | 'venues'>;
export type Unranked = Pick<RankedRow, 'key' | 'venue' | 'combined'> & { perpState: PerpState };

/**
 * One row per perpetual, or per asset (see asset-rows.ts). Rows of a venue that is switched off, or outside the
 * universe, go at once, before the next refresh.
 */
export function rankRows(
  boards: readonly VenueBoard[],
  settings: RowSettings,
  scoreOf: PerpStateScorer,
  gather: Gather = perpetualsOf,
): RankedRow[] {
  const chosen = boards
    .filter(({ venue }) => settings.venues[venue] !== false)
    .map((board) => ({
      ...board,
      perpStates: board.perpStates.filter(({ perp }) => inUniverse(perp, settings.universe)),
    }));
  const rows = gather(chosen).map(({ perpState, key, venue, combined }): RankedRow => {
    const { perp, reading, openInterest, inputs } = perpState;
    const score = scoreOf(perpState, settings.model);
    const band = bandOf(score.score, settings.thresholds);
    const level = levelOf(band, score.regime);
    const scored = { score, band, level, rank: null };
    return { perp, reading, openInterest, inputs, key, venue, combined, ...scored };
  });
  rows.sort((a, b) => compareScores(a.score, b.score));
  rows.forEach((row, index) => {
    if (row.score.ranked) row.rank = index + 1;
  });
  return rows;
}

/** What the model that is not shown says of a row, where it differs; see modelsDiffer. */
export function otherReadingOf(
  { score, inputs }: Pick<RankedRow, 'score' | 'inputs'>,
  thresholds: Thresholds,
): OtherReading | null {
  return modelsDiffer(score, scoreWith(MODELS[otherModel(score.model)], inputs), thresholds);
}

function perpetualsOf(boards: readonly VenueBoard[]): Unranked[] {
  return boards.flatMap(({ venue, perpStates }) =>
    perpStates.map((perpState) => ({
      perpState,
      key: perpKey(venue, perpState.perp.symbol),
      venue,
      combined: null,
    })),
  );
}
