/** The board's state: what was read, what was chosen, what is derived from both, and what keeps it in sync with its sources. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Thresholds } from '../domain/band';
import type { BoardSource, StoredBoards } from '../domain/board';
import type { OwnFigures } from '../domain/own-figures';
import type { Series } from '../domain/series';
import type { VenueId, PerpKey } from '../domain/venue';
import type { Settings, BoardView } from '../settings/settings';
import type { TrendOf } from './trends';
import type { RefreshAnswer } from '../domain/venue-status';
import { DEFAULT_SETTINGS } from '../settings/settings';
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

export interface SettingsSource {
  read: () => Promise<Settings>;
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
}

/** The recorded history, for charts and trends. Loaded after the first rows. */
export interface HistorySource {
  /** Null before the first refresh. Times are on the exchange's clock. Rejects when the database can't be read. */
  read: (venue: VenueId, symbol: string, fromMs: number, toMs: number) => Promise<Series | null>;
  /** The last 24 h of every symbol. Rejects as `read` does. */
  trends: (thresholds: Thresholds, refreshMs: number) => Promise<TrendOf>;
  /** What the track record counted; null before it has. Rejects as `read` does. */
  ownFigures: (venue: VenueId) => Promise<OwnFigures | null>;
}

interface BoardSources {
  board: BoardSource;
  settings: Pick<SettingsSource, 'read' | 'watch'>;
}

/**
 * Syncs a store with the stored boards and settings until `signal` aborts. Resolves when the first read has reached the
 * store, good or not; the reads run side by side. Never rejects.
 */
export async function connectBoard(
  store: BoardStore,
  { board, settings }: BoardSources,
  signal: AbortSignal,
): Promise<void> {
  const change: BoardStore['change'] = (choices) => {
    if (!signal.aborted) store.change(choices);
  };
  const readBoards = async () => {
    try {
      const stored = await board.read(signal);
      return { stored, readAtMs: Date.now(), readFailed: false };
    } catch (error) {
      if (!signal.aborted) console.warn('The stored boards could not be read.', error);
      return { readFailed: true };
    }
  };
  const readSettings = async () => {
    try {
      const chosen = await settings.read();
      await store.prepare(chosen.view);
      return { settings: chosen };
    } catch (error) {
      console.warn('The settings could not be read: the defaults are used.', error);
      return {};
    }
  };
  const first = Promise.all([readBoards(), readSettings()]);
  const oneAtATime = createRepeater(async () => change(await readBoards()));
  board.onChange(oneAtATime, signal);
  settings.watch((next) => change({ settings: next }), signal);
  const [boards, chosen] = await first;
  change({ ...boards, ...chosen });
}

/** Runs `work` when called; calls during a run lead to one more run after it, so that the newest state is always read. */
function createRepeater(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await work();
    } while (isTrue(again));
    running = false;
  };
  return () => void run();
}

/** Read through a call, since it changes while `work` is awaited. */
function isTrue(value: boolean): boolean {
  return value;
}

interface BoardChoices {
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
