/**
 * What a refresh needs when there is no database: the newest state, listing and board of each venue, and 29 hours of open
 * interest to look back at, in the browser's session storage, which outlives the worker. Nothing of it is history.
 */
import type { VenueBoard } from '../domain/board';
import { OI_WINDOWS } from '../domain/inputs';
import type { VenueId } from '../domain/venue';
import { CoinGrid } from './coin-grid';
import { Search } from './look-back';
import type { Commit, Stored, VenueStore } from './store';
import { soundBoard, soundPerps, soundState } from './sound';
import { SLOT_MS } from './records';

/** A part of the browser's extension storage; `storage.session` has room for 10 MB in both browsers. */
export interface StorageArea {
  get(keys: string | string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

export interface SessionStore extends VenueStore {
  /** Null: nothing is kept here of the venue. */
  peek(venue: VenueId): Promise<Stored | null>;
  forget(venue: VenueId): Promise<void>;
}

const liveKey = (venue: VenueId) => `live:${venue}`;
const coinsKey = (venue: VenueId) => `coins:${venue}`;

export function createSessionStore(area: StorageArea): SessionStore {
  const read = async (key: string) => (await area.get(key))[key];

  async function load(venue: VenueId): Promise<Stored> {
    const found = await read(liveKey(venue));
    const given: { state?: unknown; perps?: unknown; board?: unknown } =
      typeof found === 'object' && found !== null ? found : {};
    return {
      state: soundState(given.state, venue),
      perps: soundPerps(given.perps),
      board: soundBoard(given.board, venue),
    };
  }

  async function commit({ state, perps, board, histories }: Commit): Promise<void> {
    const { venue } = state;
    const before = await load(venue);
    const live = { state, perps: perps ?? before.perps, board: compact(board ?? before.board) };
    await area.set({ [liveKey(venue)]: live });
    if (board === undefined && histories === undefined) return;
    const grid = CoinGrid.parse(await read(coinsKey(venue)));
    if (board !== undefined) addBoard(grid, board);
    for (const [symbol, samples] of histories ?? []) {
      for (const { atMs, coins } of samples) {
        if (coins !== null) grid.add(symbol, atMs, coins);
      }
    }
    try {
      await area.set({ [coinsKey(venue)]: grid.packed() });
    } catch (error) {
      // Full: the board goes on, and what it compares with is asked for again.
      console.warn('Open interest to look back at could not be kept for this session.', error);
    }
  }

  return {
    load,
    commit,
    async lookBack(venue, symbols, nowMs, of = 'openInterest') {
      // Prices of before are not stored for the session.
      if (of === 'price') return new Map();
      const grid = CoinGrid.parse(await read(coinsKey(venue)));
      const search = new Search(symbols, [], nowMs);
      for (const symbol of symbols) search.offer(symbol, grid.samplesOf(symbol));
      return search.found;
    },
    async collecting(venue, nowMs, clockSkewMs) {
      const grid = CoinGrid.parse(await read(coinsKey(venue)));
      return OI_WINDOWS.map(({ windowMs, toleranceMs }) => {
        const oldestMs = grid.oldestSince(nowMs - windowMs - toleranceMs) ?? nowMs;
        const readyAtMs = oldestMs + windowMs - toleranceMs;
        return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
      });
    },
    gaps: () => Promise.resolve([]),
    addBackFilled: () => Promise.resolve(),
    upkeep: () => Promise.resolve(),
    async peek(venue) {
      return (await read(liveKey(venue))) === undefined ? null : load(venue);
    },
    forget: (venue) => area.remove([liveKey(venue), coinsKey(venue)]),
  };
}

/** Without missing inputs, for the quota: `soundBoard` reads what is absent as missing. */
function compact(board: VenueBoard | null) {
  return (
    board && {
      ...board,
      standings: board.standings.map((standing) => ({
        ...standing,
        inputs: Object.fromEntries(
          Object.entries(standing.inputs).filter(([, value]) => value !== null),
        ),
      })),
    }
  );
}

function addBoard(grid: CoinGrid, { asOfMs, standings }: VenueBoard): void {
  grid.moveTo(asOfMs);
  for (const { perp, openInterest } of standings) {
    if (openInterest !== null && openInterest.atMs <= asOfMs + SLOT_MS) {
      grid.add(perp.symbol, openInterest.atMs, openInterest.coins);
    }
  }
}
