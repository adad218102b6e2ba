/** The board's dependencies, provided by the page that mounts it. */
import { createContext } from 'preact';
import { useCallback, useContext } from 'preact/hooks';
import type { HistoryCost } from '../../lib/board/board-status';
import type { HistorySource, SettingsSource, BoardState, BoardStore } from '../../lib/board/store';
import type { RefreshAnswer } from '../../lib/domain/venue-status';
import type { PerpKey, VenueId } from '../../lib/domain/venue';
import { useStore } from '../ui/use-store';

/** Static facts of a venue. Loaded after the first rows. */
export interface VenueFacts {
  id: VenueId;
  name: string;
  /** Requests' cost of one symbol's history, by budget; empty where there is none to load. */
  historyCost: HistoryCost;
}

export interface Extras {
  venues: readonly VenueFacts[];
  /** The venue's own trading page of the symbol; null where there is none. */
  tradeUrl: (venue: VenueId, symbol: string) => string | null;
}

export interface BoardAccess {
  settings: Pick<SettingsSource, 'update'>;
  /**
   * Asks the worker for fresh data; `force`: even when it is not due, `warned`: even when the venue asked us to wait. Resolves to
   * the outcome by venue; null when the worker can't be reached. Must not reject.
   */
  refresh: (force: boolean, warned?: boolean) => Promise<readonly RefreshAnswer[] | null>;
  openOptions: () => void;
  /** Opens the options where venues are switched on and permitted. */
  openVenueOptions: () => void;
  /** False where Escape closes the whole panel before the page gets the event. */
  receivesEscape: boolean;
  /** Null where the board is in a tab already. */
  openInTab: ((detail: PerpKey | null) => void) | null;
  /** Loaded after the first rows are painted. */
  loadExtras: () => Promise<Extras>;
  /** Loaded after the extras, or with the first detail view. */
  loadPast: () => Promise<HistorySource>;
}

export interface BoardTools {
  store: BoardStore;
  access: BoardAccess;
  /** Null until loaded. */
  extras: Extras | null;
}

const ToolsContext = createContext<BoardTools | null>(null);

export const BoardToolsProvider = ToolsContext.Provider;

export function useTools(): BoardTools {
  const tools = useContext(ToolsContext);
  if (tools === null) throw new Error('The board is drawn without its tools.');
  return tools;
}

/** Selects a part of the board's state. Define `select` outside the component. */
export function useBoardState<T>(select: (state: BoardState) => T): T {
  return useStore(useTools().store, select);
}

/** The venue's name, or its id until the names are loaded. */
export function useVenueName(): (venue: VenueId) => string {
  const { extras } = useTools();
  return useCallback(
    (venue) => extras?.venues.find(({ id }) => id === venue)?.name ?? capitalised(venue),
    [extras],
  );
}

/** A short name for a column, different for every venue: `Hyper` for Hyperliquid. */
export function shortMark(name: string): string {
  return name.length <= 7 ? name : name.slice(0, 5);
}

function capitalised(venue: VenueId): string {
  // Acronyms are short already.
  if (venue.length <= 3) return venue.toUpperCase();
  return venue.charAt(0).toUpperCase() + venue.slice(1);
}
