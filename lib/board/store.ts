/** The board's state: what was read, what the user chose, and what is derived from both, memoised. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { StoredBoards } from '../domain/board';
import type { PerpKey, VenueId } from '../domain/venue';
import type { RefreshAnswer } from '../domain/venue-status';
import { DEFAULT_SETTINGS } from '../settings/settings';
import type { Settings, BoardView } from '../settings/settings';
import type { FirstView } from './first-view';
import { createScorer, rankRows } from './rows';
import type { Range } from './chart-view';
import type { Gather, RankedRow, PerpStateScorer } from './rows';
import { filterRows } from './filter';
import type { Side } from './filter';
import { BY_RANK, sortRows } from './sorting';
import type { Sort } from './sorting';
import { summarise } from './summary';
import type { Summary } from './summary';
import type { TrendOf } from './trends';

export interface BoardChoices {
  /** Null until the first read ends. */
  stored: StoredBoards | null;
  /** The first view published by the worker, shown until then; null: none. */
  first: FirstView | null;
  /** When it was read, ms on this machine's clock; null: unknown. */
  readAtMs: number | null;
  /** The last read failed; the previous data stays. */
  readFailed: boolean;
  settings: Settings;
  side: Side;
  query: string;
  /** Only this venue's rows; null: all. */
  venue: VenueId | null;
  sort: Sort;
  selected: PerpKey | null;
  /** The row whose reasons are open. */
  open: PerpKey | null;
  /** The perpetual in the detail view, and its range. */
  detail: PerpKey | null;
  range: Range;
  /** Answers to the last "Refresh now" (null: the worker could not be reached), and when, ms; null: not pressed yet. */
  asked: { answers: readonly RefreshAnswer[] | null; atMs: number } | null;
  /** Trends of the last 24 h by row; null until read, after the first rows. */
  trendOf: TrendOf | null;
}

export interface BoardState extends BoardChoices {
  /** Every row, by rank. */
  rows: readonly RankedRow[];
  /** The view of `rows`: per venue until the code that combines venues is loaded. */
  view: BoardView;
  /** Venues that are on and have a board. */
  venues: readonly VenueId[];
  /** Rows after filter and search, in the chosen order. */
  shown: readonly RankedRow[];
  /** What is known of the venues: as read, or from the first view, whose boards have no perpetuals. */
  known: StoredBoards | null;
  /** Count of matching rows: larger than `shown` while only the first view is known. */
  shownCount: number;
  summary: Summary;
  watched: ReadonlySet<string>;
}

export interface BoardStore extends StoreApi<BoardState> {
  change: (choices: Partial<BoardChoices>) => void;
  /** Resolves when the code that `view` needs is loaded. Never rejects. */
  prepare: (view: BoardView) => Promise<void>;
}

const loadAssetRows = () => import('./asset-rows').then((rows) => rows.assetRows);

export function createBoardStore(): BoardStore {
  const scoreOf = createScorer();
  let assetRows: Gather | null = null;
  const store = createStore<BoardState>(() => ({
    stored: null,
    first: null,
    readAtMs: null,
    readFailed: false,
    settings: DEFAULT_SETTINGS,
    side: 'all',
    query: '',
    venue: null,
    sort: BY_RANK,
    selected: null,
    open: null,
    detail: null,
    range: 'day',
    asked: null,
    trendOf: null,
    rows: [],
    view: 'venues',
    venues: [],
    shown: [],
    shownCount: 0,
    known: null,
    summary: summarise([]),
    watched: new Set(),
  }));
  const change: BoardStore['change'] = (choices) => {
    store.setState((before) => derive(before, { ...before, ...choices }, scoreOf, assetRows));
    if (store.getState().settings.view === 'all') void prepare('all');
  };
  const prepare: BoardStore['prepare'] = async (view) => {
    if (view === 'venues' || assetRows !== null) return;
    try {
      assetRows = await loadAssetRows();
      change({});
    } catch (error) {
      console.error('The venues could not be combined: rows stay per venue.', error);
    }
  };
  return { ...store, change, prepare };
}

function derive(
  before: BoardState,
  next: BoardState,
  scoreOf: PerpStateScorer,
  assetRows: Gather | null,
): BoardState {
  const { settings } = next;
  const first = next.stored === null ? next.first : null;
  const known = next.stored ?? first;
  const boards = known?.boards ?? [];
  const venues = boards.map(({ venue }) => venue).filter((id) => settings.venues[id] !== false);
  const gather = settings.view === 'all' && venues.length > 1 ? assetRows : null;
  const view = gather === null ? 'venues' : 'all';
  const venue = next.venue !== null && venues.includes(next.venue) ? next.venue : null;
  const sameRows =
    view === before.view &&
    next.stored === before.stored &&
    next.first === before.first &&
    settings.model === before.settings.model &&
    settings.thresholds === before.settings.thresholds &&
    settings.universe === before.settings.universe &&
    settings.venues === before.settings.venues;
  const rows = sameRows
    ? before.rows
    : (first?.rows ?? rankRows(boards, settings, scoreOf, gather ?? undefined));
  const summary = sameRows ? before.summary : (first?.summary ?? summarise(rows));
  const watched =
    settings.watchlist === before.settings.watchlist ? before.watched : new Set(settings.watchlist);
  const sameShown =
    sameRows &&
    watched === before.watched &&
    next.side === before.side &&
    next.query === before.query &&
    venue === before.venue &&
    next.sort === before.sort &&
    (next.sort.key !== 'change' || next.trendOf === before.trendOf);
  const shown = sameShown
    ? before.shown
    : sortRows(filterRows(rows, { ...next, venue }), next.sort, watched, next.trendOf);
  const shownCount = first !== null && shown.length === rows.length ? summary.listed : shown.length;
  return { ...next, known, rows, view, venues, venue, summary, watched, shown, shownCount };
}

/** False while only the first view is known: its rows may not stand for all. */
export function isWhole({ stored, first, readFailed }: BoardState): boolean {
  return stored !== null || first === null || readFailed;
}

/** The watchlist with `key` appended or removed. */
export function toggleWatched(settings: Settings, key: PerpKey): Settings {
  const { watchlist } = settings;
  return {
    ...settings,
    watchlist: watchlist.includes(key)
      ? watchlist.filter((other) => other !== key)
      : [...watchlist, key],
  };
}
