/**
 * The stored boards and settings. Loaded once the first rows are painted, or before them where the worker published
 * none.
 */
import { boardWorker } from '../../lib/board/board-worker';
import { connectBoard } from '../../lib/board/store';
import type { BoardStore } from '../../lib/board/store';
import { storedVenueStatus } from '../../lib/board/venue-status';
import { createBoardSource } from '../../lib/history/board-source';
import { readSettings, updateSettings, watchSettings } from '../../lib/settings/store';

export { updateSettings };

/** Resolves when the first read has reached the store, successful or not. */
export function connect(store: BoardStore): Promise<void> {
  const sources = {
    board: createBoardSource(storedVenueStatus, boardWorker),
    settings: { read: readSettings, watch: watchSettings },
  };
  return connectBoard(store, sources, new AbortController().signal);
}
