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
 * Written by the worker of this very build, in memory that no page can reach; looked at all the same as far as its parts are
 * used, since a fault here would leave the popup empty. A schema library would be loaded for it alone.
 */
export function isFirstView(found: unknown): found is FirstView {
  if (!isRecord(found)) return false;
  const { settings, rows, summary, boards, statuses } = found;
  return (
    isRecord(settings) &&
    [settings.venues, settings.thresholds, settings.universe, settings.badge].every(isRecord) &&
    Array.isArray(settings.watchlist) &&
    isRecord(summary) &&
    Array.isArray(summary.bins) &&
    isListOf(
      rows,
      ({ key, perp, score, inputs }) =>
        [perp, score, inputs].every(isRecord) && typeof key === 'string',
    ) &&
    isListOf(
      boards,
      ({ venue, standings }) => typeof venue === 'string' && Array.isArray(standings),
    ) &&
    isListOf(
      statuses,
      ({ venue, history, budgets }) =>
        typeof venue === 'string' && isRecord(history) && Array.isArray(budgets),
    )
  );
}

function isListOf(found: unknown, is: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(found) && found.every((item: unknown) => isRecord(item) && is(item));
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null;
}
