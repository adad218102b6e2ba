/**
 * Reads the newest boards and venue states straight from IndexedDB: without Dexie, so that pages stay small, and
 * without the worker, so that they paint at once. It never creates or upgrades the database.
 */
import type { VenueBoard } from '../domain/board';
import type { VenueStatus } from '../domain/venue-status';
import { onBoardChange } from './board-changes';
import { unpackBoard } from './board-record';
import { stored, openExisting } from './existing';
import type { BoardRecord, VenueState } from './records';
import { venueStatus } from './venue-status';

export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
}

export interface BoardSource {
  /** Empty lists before the first refresh. Rejects with the browser's error when the database can't be read. */
  read(signal: AbortSignal): Promise<StoredBoards>;
  /** Calls back whenever a board or a venue's state was written. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

export function createBoardSource(): BoardSource {
  return { read: readBoards, onChange: onBoardChange };
}

async function readBoards(signal: AbortSignal): Promise<StoredBoards> {
  const database = await openExisting();
  signal.throwIfAborted();
  if (database === null) return { boards: [], statuses: [] };
  try {
    const transaction = database.transaction(['boards', 'states'], 'readonly');
    const [records, states] = await Promise.all([
      stored<BoardRecord[]>(transaction.objectStore('boards').getAll()),
      stored<VenueState[]>(transaction.objectStore('states').getAll()),
    ]);
    const boards = records.map(unpackBoard);
    const nowMs = Date.now();
    const statuses = states.map((state) =>
      venueStatus(state, boards.find(({ venue }) => venue === state.venue) ?? null, nowMs),
    );
    return { boards, statuses };
  } finally {
    database.close();
  }
}
