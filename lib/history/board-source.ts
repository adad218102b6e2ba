/**
 * Reads the newest boards and venue states straight from IndexedDB: without Dexie, so that pages stay small, and
 * without the worker, so that they paint at once. It never creates or upgrades the database. Where the browser opens none for
 * the page, the worker is asked, who has the board in any case.
 */
import type { StoredBoards } from '../domain/board';
import { onBoardChange } from './board-changes';
import { unpackBoard } from './board-record';
import { stored, openExisting } from './existing';
import { isBoardRecord, soundState } from './sound';
import { venueStatus } from './venue-status';

export interface BoardSource {
  /** Empty lists before the first refresh. Rejects when neither the database nor the worker has any. */
  read(signal: AbortSignal): Promise<StoredBoards>;
  /** Calls back whenever a board or a venue's state was written. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

/** The worker, for a page that the browser gives no database. */
export interface BoardWorker {
  /** What the worker has. Rejects when it can't be asked. */
  read: () => Promise<StoredBoards>;
  /** Whether the worker goes on without the database: then what is stored there is older. */
  isAhead: () => Promise<boolean>;
  /** Whether this page is in a private window. */
  isPrivate: boolean;
  /** Calls back when the worker has shown something new: no broadcast goes from it to a private window. */
  onChange: (listener: () => void, signal: AbortSignal) => void;
}

export function createBoardSource(worker: BoardWorker | null = null): BoardSource {
  let follows = false;
  let notice = () => {};
  return {
    async read(signal) {
      try {
        const [boards, isAhead] = await Promise.all([readBoards(signal), worker?.isAhead()]);
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

async function readBoards(signal: AbortSignal): Promise<StoredBoards> {
  const database = await openExisting();
  signal.throwIfAborted();
  if (database === null) return { boards: [], statuses: [], history: null };
  try {
    const transaction = database.transaction(['boards', 'states'], 'readonly');
    const [records, states] = await Promise.all([
      stored<unknown[]>(transaction.objectStore('boards').getAll()),
      stored<{ venue: string }[]>(transaction.objectStore('states').getAll()),
    ]);
    const boards = records.filter(isBoardRecord).map(unpackBoard);
    const nowMs = Date.now();
    const statuses = states.map((state) =>
      venueStatus(
        soundState(state, state.venue),
        boards.find(({ venue }) => venue === state.venue) ?? null,
        nowMs,
      ),
    );
    return { boards, statuses, history: null };
  } finally {
    database.close();
  }
}
