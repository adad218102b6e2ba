/**
 * What the popup paints before it has read anything else. The worker leaves it in the browser's memory after every
 * change of what pages show; a moment later the popup reads the boards themselves, and they take over.
 */
import type { VenueBoard } from '../domain/board';
import type { VenueStatus } from '../domain/venue-status';
import type { Settings } from '../settings/settings';
import type { RankedRow } from './rows';
import { summarise } from './summary';
import type { Summary } from './summary';

export interface FirstView {
  settings: Settings;
  /** The first rows in the order of the board: as many as the popup is high. */
  rows: RankedRow[];
  summary: Summary;
  /** Without their standings: only whose they are, and how old. */
  boards: VenueBoard[];
  statuses: VenueStatus[];
}

/** More than any popup shows at once; Chrome ends one at 600 px. */
const ROWS = 20;
/** In the browser's session storage. */
export const FIRST_VIEW = 'firstView';

/** `rows` are all of them, ranked. */
export function firstView(
  rows: readonly RankedRow[],
  shown: Pick<FirstView, 'settings' | 'boards' | 'statuses'>,
): FirstView {
  const watched = new Set(shown.settings.watchlist);
  const isWatched = ({ key }: RankedRow) => watched.has(key);
  return {
    ...shown,
    // The order that lib/board/sorting.ts has by rank, of rows that have that order among themselves already.
    rows: [...rows.filter(isWatched), ...rows.filter((row) => !isWatched(row))].slice(0, ROWS),
    summary: summarise(rows),
    boards: shown.boards.map((board) => ({ ...board, standings: [] })),
  };
}

/**
 * Its frame is checked and its inside trusted: this memory is emptied when the extension is replaced and pages can't
 * reach it, so it was written by the worker of this very build. A schema library would be loaded for it alone.
 */
export function isFirstView(found: unknown): found is FirstView {
  return typeof found === 'object' && found !== null && 'rows' in found && 'summary' in found;
}
