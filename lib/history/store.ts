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
import { extendSymbols, packSnapshot } from './snapshot';

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
  /** Forgets snapshots older than `beforeMs` (exchange's clock). Resolves to how many went. */
  prune(beforeMs: number): Promise<number>;
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
    prune: (beforeMs) => database.snapshots.where('slotMs').below(beforeMs).delete(),
  };
}

function write(database: Database, change: Commit): Promise<void> {
  const { states, listings, boards, symbols, snapshots, seeds } = database;
  const { state, perps, board, histories } = change;
  const tables = [states, listings, boards, symbols, snapshots, seeds];
  return database.transaction('rw', tables, async () => {
    await states.put(state);
    if (perps !== undefined) await listings.put({ venue: state.venue, perps });
    if (board !== undefined) await boards.put(packBoard(board));
    if (histories !== undefined && histories.size > 0) {
      await seeds.bulkPut(
        [...histories].map(([symbol, samples]) => ({
          venue: state.venue,
          symbol,
          atMs: Float64Array.from(samples, ({ atMs }) => atMs),
          coins: Float64Array.from(samples, ({ coins }) => coins),
        })),
      );
    }
    if (board !== undefined && change.asSnapshot === true) {
      const known = (await symbols.get(state.venue))?.symbols ?? [];
      const extended = extendSymbols(known, board);
      if (extended.length > known.length) {
        await symbols.put({ venue: state.venue, symbols: extended });
      }
      await snapshots.put(packSnapshot(board, extended));
    }
  });
}

/** How much of the oldest history goes when the disk is full: a day at a time. */
const DAY_MS = 86_400_000;

/** Runs `work`; when the disk is full, gives up the oldest day of history and tries again, as long as there is any. */
async function withRoom(database: Database, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      const oldest = await database.snapshots.orderBy('slotMs').first();
      if (oldest === undefined) throw error;
      await database.snapshots
        .where('slotMs')
        .below(oldest.slotMs + DAY_MS)
        .delete();
    }
  }
}

/** Dexie wraps the browser's error, and an aborted transaction hides it one level down. */
export function isQuotaError(error: unknown): boolean {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if ('name' in cause && cause.name === 'QuotaExceededError') return true;
    cause = 'inner' in cause ? cause.inner : null;
  }
  return false;
}
