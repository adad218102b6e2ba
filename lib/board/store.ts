/** The board's view: what was read, what was chosen, and what follows from both. Derived parts are made anew only when needed. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { PerpKey } from '../domain/venue';
import { DEFAULT_SETTINGS } from '../settings/settings';
import type { Settings } from '../settings/settings';
import { createScorer, rankRows } from './rows';
import type { RankedRow, ScoreStanding } from './rows';
import { filterRows } from './shown';
import type { Side } from './shown';
import { BY_RANK, sortRows } from './sorting';
import type { Sort } from './sorting';
import type { StoredBoards } from './source';
import { summarise } from './summary';
import type { Summary } from './summary';

export interface BoardChoices {
  /** Null until the first read ends. */
  stored: StoredBoards | null;
  /** The last read failed; what was read before stays. */
  readFailed: boolean;
  settings: Settings;
  side: Side;
  query: string;
  sort: Sort;
  selected: PerpKey | null;
  /** The row whose reasons are shown. */
  open: PerpKey | null;
}

export interface BoardState extends BoardChoices {
  /** Every row, by rank. */
  rows: readonly RankedRow[];
  /** What is left after filter and search, in the chosen order. */
  shown: readonly RankedRow[];
  summary: Summary;
  watched: ReadonlySet<string>;
}

export interface BoardStore extends StoreApi<BoardState> {
  change: (choices: Partial<BoardChoices>) => void;
}

export function createBoardStore(): BoardStore {
  const scoreOf = createScorer();
  const store = createStore<BoardState>(() => ({
    stored: null,
    readFailed: false,
    settings: DEFAULT_SETTINGS,
    side: 'all',
    query: '',
    sort: BY_RANK,
    selected: null,
    open: null,
    rows: [],
    shown: [],
    summary: summarise([]),
    watched: new Set(),
  }));
  return {
    ...store,
    change(choices) {
      store.setState((before) => derive(before, { ...before, ...choices }, scoreOf));
    },
  };
}

function derive(before: BoardState, next: BoardState, scoreOf: ScoreStanding): BoardState {
  const { settings } = next;
  const sameRows =
    next.stored === before.stored &&
    settings.model === before.settings.model &&
    settings.thresholds === before.settings.thresholds &&
    settings.universe === before.settings.universe &&
    settings.venues === before.settings.venues;
  const rows = sameRows ? before.rows : rankRows(next.stored?.boards ?? [], settings, scoreOf);
  const summary = sameRows ? before.summary : summarise(rows);
  const watched =
    settings.watchlist === before.settings.watchlist ? before.watched : new Set(settings.watchlist);
  const sameShown =
    sameRows &&
    watched === before.watched &&
    next.side === before.side &&
    next.query === before.query &&
    next.sort === before.sort;
  const shown = sameShown
    ? before.shown
    : sortRows(filterRows(rows, next.side, next.query), next.sort, watched);
  return { ...next, rows, summary, watched, shown };
}

/** The watchlist with `key` added at its end, or taken out. */
export function toggleWatched(settings: Settings, key: PerpKey): Settings {
  const { watchlist } = settings;
  return {
    ...settings,
    watchlist: watchlist.includes(key)
      ? watchlist.filter((other) => other !== key)
      : [...watchlist, key],
  };
}
