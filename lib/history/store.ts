/**
 * What the refresh keeps between two lives of the worker. Each commit is one transaction: afterwards all of it is
 * there, or none. Repeating a commit changes nothing.
 */
import type { VenueBoard } from '../domain/board';
import type { DatedBy } from '../domain/input-list';
import type { Perp } from '../domain/perp';
import type { VenueId } from '../domain/venue';
import type { Collecting } from '../domain/venue-status';
import { addBackFilled } from './backfill';
import { packBoard, unpackBoard } from './board-record';
import { collectingOf } from './collecting';
import type { Database } from './database';
import type { PastSample } from './day-samples';
import type { Gap, Stretch } from './gaps';
import { gapsOf } from './gaps';
import { layBackFilled } from './lay';
import type { References } from './look-back';
import { lookBack } from './look-back';
import { firstMarks, lowered } from './marks';
import { forgetRows, mend } from './mend';
import { passedOf, putPassed } from './notes';
import type { Passed } from './passed';
import { heard, passedAt } from './passed';
import type { SymbolIndexRecord, VenueState } from './records';
import { newVenueState, SLOT_MS, TRAIL_LENGTH } from './records';
import { withRoom } from './room';
import { soundPerps } from './sound';
import { extendSymbols, packSnapshot, rawRows } from './snapshot';
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
  /** What the venue remembers, by symbol; oldest first. */
  histories?: ReadonlyMap<string, readonly PastSample[]>;
  /** Whether the board also becomes a snapshot in the history. */
  asSnapshot?: boolean;
}

export interface VenueStore {
  load(venue: VenueId): Promise<Stored>;
  commit(change: Commit): Promise<void>;
  /**
   * What open interest, or the price, was before: by symbol, the sample of each window (see windowsOf). `nowMs` is on the
   * exchange's clock.
   */
  lookBack(
    venue: VenueId,
    symbols: readonly string[],
    nowMs: number,
    of?: DatedBy,
  ): Promise<ReadonlyMap<string, References>>;
  /** How far the venue's own snapshots reach back. `nowMs` is on the exchange's clock. */
  collecting(venue: VenueId, nowMs: number, clockSkewMs: number): Promise<Collecting>;
  /** When nobody recorded the venue; see gaps.ts. */
  gaps(venue: VenueId, stretch: Stretch): Promise<Gap[]>;
  /** What the venue remembers of such times, of one symbol; see backfill.ts. */
  addBackFilled(venue: VenueId, symbol: string, samples: readonly PastSample[]): Promise<void>;
  /** Compacts, thins and forgets what is due. */
  upkeep(options: UpkeepOptions): Promise<void>;
}

export function createVenueStore(database: Database): VenueStore {
  return {
    async load(venue) {
      await mend(database, Date.now());
      const [state, listing, board] = await Promise.all([
        database.states.get(venue),
        database.listings.get(venue),
        database.boards.get(venue),
      ]);
      return {
        state: { ...newVenueState(venue), ...state },
        perps: soundPerps(listing?.perps),
        board: board === undefined ? null : unpackBoard(board),
      };
    },
    commit: (change) => withRoom(database, () => write(database, change)),
    lookBack: (...given) => lookBack(database, ...given),
    collecting: (venue, nowMs, clockSkewMs) => collectingOf(database, venue, nowMs, clockSkewMs),
    gaps: (venue, stretch) => gapsOf(database, venue, stretch),
    addBackFilled: (venue, symbol, samples) =>
      withRoom(database, () => addBackFilled(database, venue, symbol, samples)),
    upkeep: (options) => upkeep(database, options),
  };
}

function write(database: Database, change: Commit): Promise<void> {
  const { states, listings, boards, symbols, log, blocks, seeds, pastDays, trails, trimmed } =
    database;
  const { state, perps, board, histories } = change;
  const tables = [states, listings, boards, symbols, log, blocks, seeds, pastDays, trails, trimmed];
  return database.transaction('rw', tables, async () => {
    await states.put(state);
    if (perps !== undefined) await listings.put({ venue: state.venue, perps });
    if (board !== undefined) await boards.put(packBoard(board));
    if (histories !== undefined) await layBackFilled(database, state.venue, histories);
    if (board !== undefined && change.asSnapshot === true) await append(database, board);
  });
}

async function append(database: Database, board: VenueBoard): Promise<void> {
  const { symbols, log, trails } = database;
  const { venue } = board;
  const trail = await trails.get(venue);
  let before = await symbols.get(venue);
  // An index that has lost names at its end would give the rows of others to whoever comes next.
  if (before !== undefined && (trail?.classic.length ?? 0) > before.symbols.length * TRAIL_LENGTH) {
    await forgetRows(database, venue);
    before = undefined;
  }
  await putPassed(database, venue, heard(await timeBefore(database, board), board.asOfMs));
  const index = extended(before, board);
  if (index !== before) await symbols.put(index);
  const rows = rawRows(board, index.symbols);
  await log.put(packSnapshot(board, index.symbols, rows));
  await trails.put(extendTrail(before && trail, board, index.symbols, rows));
}

/** How far time had passed; where nobody has kept that yet, the middle of the refreshes in the log, of which one can be wrong. */
async function timeBefore(database: Database, { venue, asOfMs }: VenueBoard): Promise<Passed> {
  const known = await passedOf(database, venue);
  if (known !== null) return known;
  const range = database.log.where('[venue+slotMs]').between([venue, 0], [venue, Infinity]);
  const keys = await range.primaryKeys();
  const middleMs = keys[Math.floor((keys.length - 1) / 2)]?.[1];
  if (middleMs !== undefined) return passedAt(middleMs);
  const days = database.pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, asOfMs]);
  const [newest] = await days.reverse().limit(1).primaryKeys();
  return passedAt(newest?.[1] ?? asOfMs);
}

/** The venue's index with this refresh in it; the one before where that changes nothing. */
function extended(before: SymbolIndexRecord | undefined, board: VenueBoard): SymbolIndexRecord {
  const slotMs = Math.floor(board.asOfMs / SLOT_MS) * SLOT_MS;
  const { venue } = board;
  if (before === undefined) {
    return { venue, symbols: extendSymbols([], board), ...firstMarks(slotMs) };
  }
  const symbols = extendSymbols(before.symbols, board);
  const isSame =
    symbols.length === before.symbols.length &&
    slotMs >= Math.max(before.rolledMs, before.compactedMs);
  return isSame ? before : { venue, symbols, ...lowered(before, slotMs) };
}
