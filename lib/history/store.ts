/**
 * What the refresh keeps between two lives of the worker. Each commit is one transaction: afterwards all of it is
 * there, or none. Repeating a commit changes nothing.
 */
import type { VenueBoard } from '../domain/board';
import type { Perp } from '../domain/perp';
import type { OpenInterest } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import type { Collecting } from '../domain/venue-status';
import { packBoard, unpackBoard } from './board-record';
import { collectingOf } from './collecting';
import type { Database } from './database';
import type { References } from './look-back';
import { lookBack } from './look-back';
import type { VenueState } from './records';
import { newVenueState } from './records';
import { withRoom } from './room';
import { keepHistories } from './seed';
import { extendSymbols, packSnapshots } from './snapshot';
import { extendTrail } from './trail';
import { upkeep } from './upkeep';
import type { UpkeepOptions } from './upkeep';

export interface Stored {
  state: VenueState;
  perps: Perp[];
  board: VenueBoard | null;
}

export interface Commit {
  state: VenueState;
  /** Left as it is where absent. */
  perps?: Perp[];
  board?: VenueBoard;
  /** Open-interest histories to remember, by symbol. */
  histories?: ReadonlyMap<string, readonly OpenInterest[]>;
  /** Whether the board also becomes a snapshot in the history. */
  asSnapshot?: boolean;
}

export interface VenueStore {
  load(venue: VenueId): Promise<Stored>;
  commit(change: Commit): Promise<void>;
  /** What open interest was before: by symbol, the sample of each window. `nowMs` is on the exchange's clock. */
  lookBack(
    venue: VenueId,
    symbols: readonly string[],
    nowMs: number,
  ): Promise<ReadonlyMap<string, References>>;
  /** How far the venue's own snapshots reach back. `nowMs` is on the exchange's clock. */
  collecting(venue: VenueId, nowMs: number, clockSkewMs: number): Promise<Collecting>;
  /** Compacts, thins and forgets what is due. */
  upkeep(options: UpkeepOptions): Promise<void>;
}

export function createVenueStore(database: Database): VenueStore {
  return {
    async load(venue) {
      const [state, listing, board] = await Promise.all([
        database.states.get(venue),
        database.listings.get(venue),
        database.boards.get(venue),
      ]);
      return {
        state: { ...newVenueState(venue), ...state },
        perps: listing?.perps ?? [],
        board: board === undefined ? null : unpackBoard(board),
      };
    },
    commit: (change) => withRoom(database, () => write(database, change)),
    lookBack: (venue, symbols, nowMs) => lookBack(database, venue, symbols, nowMs),
    collecting: (venue, nowMs, clockSkewMs) => collectingOf(database, venue, nowMs, clockSkewMs),
    upkeep: (options) => upkeep(database, options),
  };
}

function write(database: Database, change: Commit): Promise<void> {
  const { states, listings, boards, symbols, slots, seeds, days, trails } = database;
  const { state, perps, board, histories } = change;
  const tables = [states, listings, boards, symbols, slots, seeds, days, trails];
  return database.transaction('rw', tables, async () => {
    await states.put(state);
    if (perps !== undefined) await listings.put({ venue: state.venue, perps });
    if (board !== undefined) await boards.put(packBoard(board));
    if (histories !== undefined) await keepHistories(database, state.venue, histories);
    if (board !== undefined && change.asSnapshot === true) {
      const known = (await symbols.get(state.venue))?.symbols ?? [];
      const extended = extendSymbols(known, board);
      if (extended.length > known.length) {
        await symbols.put({ venue: state.venue, symbols: extended });
      }
      await slots.bulkPut(packSnapshots(board, extended));
      await trails.put(extendTrail(await trails.get(state.venue), board, extended));
    }
  });
}
