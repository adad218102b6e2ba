import type { BoardRow, VenueBoard } from '../domain/board';
import type { ModelId, Scores } from '../domain/score';
import { scoreAll } from './score';

/** Every standing of the boards with both models' scores. */
export function scoredRows(boards: readonly VenueBoard[]): BoardRow[] {
  return boards.flatMap(({ venue, standings }) =>
    // Field by field: spreading a standing costs more than scoring it.
    standings.map(({ perp, reading, openInterest, inputs }) => ({
      venue,
      perp,
      reading,
      openInterest,
      inputs,
      scores: scoreAll(inputs),
    })),
  );
}

/** Ranked rows first, the highest score on top; equal scores by their unrounded size. The order of equals is kept. */
export function ranked<T extends { scores: Scores }>(rows: readonly T[], model: ModelId): T[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [a.scores[model], b.scores[model]];
    return (
      Number(y.ranked) - Number(x.ranked) || y.score - x.score || Math.abs(y.raw) - Math.abs(x.raw)
    );
  });
}
