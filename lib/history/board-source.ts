/**
 * The newest boards and venue states for pages, read from the database, so that pages do not wait for the worker to
 * start. Where the browser gives the page no database, they come from the worker.
 */
import type { BoardSource, StoredBoards, VenueBoard } from '../domain/board';
import type { VenueStatus } from '../domain/venue-status';
import { unpackBoard } from '../storage/codec';
import { reading } from '../storage/database';
import type { StateRecord } from '../storage/records';
import { onBoardChange } from './board-changes';

/** A venue's status from its stored state, which may be damaged; see lib/board/venue-status.ts. */
export type StatusOf = (
  stored: StateRecord,
  board: VenueBoard | null,
  nowMs: number,
) => VenueStatus;

/** The worker, for a page that the browser gives no database. */
export interface BoardWorker {
  /** The worker's boards. Rejects when it can't be reached. */
  read: () => Promise<StoredBoards>;
  /** Whether the worker runs without the database, which is stale then. */
  isAhead: () => Promise<boolean>;
  /** Whether this page is in a private window. */
  isPrivate: boolean;
  /** Calls back when the worker has published: its broadcasts do not reach private windows. */
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

export function createBoardSource(
  statusOf: StatusOf,
  worker: BoardWorker | null = null,
): BoardSource {
  let follows = false;
  let notice = () => {};
  return {
    async read(signal) {
      try {
        const [boards, isAhead] = await Promise.all([
          readBoards(statusOf, signal),
          worker?.isAhead(),
        ]);
        if (isAhead !== true) return boards;
        return (await worker?.read()) ?? boards;
      } catch (error) {
        if (worker === null || signal.aborted) throw error;
        console.warn('This page has no database: the worker is asked.', error);
        const boards = await worker.read();
        if (!follows) worker.onChange(() => notice(), signal);
        follows = true;
        return { ...boards, history: boards.history ?? (worker.isPrivate ? 'private' : 'page') };
      }
    },
    onChange(listener, signal) {
      notice = listener;
      onBoardChange(listener, signal);
    },
  };
}

async function readBoards(statusOf: StatusOf, signal: AbortSignal): Promise<StoredBoards> {
  const missing: StoredBoards = { boards: [], statuses: [], history: null };
  return reading<StoredBoards>(async (database) => {
    signal.throwIfAborted();
    const tables = [database.boards, database.states];
    const [records, states] = await database.transaction('r', tables, () =>
      Promise.all([database.boards.toArray(), database.states.toArray()]),
    );
    const boards = records.map(unpackBoard);
    const nowMs = Date.now();
    const boardOf = (venue: string) => boards.find((board) => board.venue === venue) ?? null;
    const statuses = states.map((state) => statusOf(state, boardOf(state.venue), nowMs));
    return { boards, statuses, history: null };
  }, missing);
}
