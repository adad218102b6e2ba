/** The perpetuals behind the board, for one symbol's history. Pure. */
import type { RankedRow } from './rows';
import { createScorer, rankRows } from './rows';
import type { BoardState } from './store';

type Facts = Pick<BoardState, 'rows' | 'view' | 'stored' | 'settings'>;

/** Whatever the board shows: an asset's market is ranked among markets. */
export function perpetualRows({ rows, view, stored, settings }: Facts): readonly RankedRow[] {
  return view === 'all' ? rankRows(stored?.boards ?? [], settings, createScorer()) : rows;
}

/** The venue's clock at its newest board, ms; null when it has none. */
export function boardAtMs({ stored }: Facts, { venue }: RankedRow): number | null {
  return stored?.boards.find((board) => board.venue === venue)?.asOfMs ?? null;
}
