/**
 * The rows that the popup paints before it reads the database. The worker publishes them in session storage after every
 * change; after the first frame the popup reads the boards themselves, which replace them.
 */
import type { VenueBoard } from '../domain/board';
import type { VenueStatus } from '../domain/venue-status';
import type { Settings } from '../settings/settings';
import type { RankedRow } from './rows';
import { summarise } from './summary';
import type { Summary } from './summary';

export interface FirstView {
  settings: Settings;
  /** The first rows in the board's order: as many as fit into the popup. */
  rows: RankedRow[];
  summary: Summary;
  /** Without their perpetuals: only venue and age. */
  boards: VenueBoard[];
  statuses: VenueStatus[];
}

/** More than any popup shows at once; Chrome limits its height to 600 px. */
const ROWS = 20;
/** Key in the browser's session storage. */
export const FIRST_VIEW = 'firstView';

/** `rows`: all of them, by rank. */
export function firstView(
  rows: readonly RankedRow[],
  shown: Pick<FirstView, 'settings' | 'boards' | 'statuses'>,
): FirstView {
  const watched = new Set(shown.settings.watchlist);
  const isWatched = ({ key }: RankedRow) => watched.has(key);
  return {
    ...shown,
    // The same order as sorting.ts by rank: watched rows first.
    rows: [...rows.filter(isWatched), ...rows.filter((row) => !isWatched(row))].slice(0, ROWS),
    summary: summarise(rows),
    boards: shown.boards.map((board) => ({ ...board, perpStates: [] })),
  };
}

/**
 * Written by the worker of the same build, where no web page can write. Still checked as far as it is used, since an
 * invalid one would leave the popup empty. Checked by hand, since a schema library would double the popup's first
 * JavaScript.
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
      ({ venue, perpStates }) => typeof venue === 'string' && Array.isArray(perpStates),
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
