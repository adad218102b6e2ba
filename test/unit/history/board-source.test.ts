/** Pages read the database themselves, unless the browser gives them none or the worker goes on without it. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBoardSource } from '../../../lib/history/board-source';
import type { BoardWorker } from '../../../lib/history/board-source';
import { storedVenueStatus } from '../../../lib/board/venue-status';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { board, NOW_MS, perpState, state } from './boards';
import { VENUE_STATE } from '../../../lib/refresh/state';

const { signal } = new AbortController();
const worker = (part: Partial<BoardWorker> = {}): BoardWorker => ({
  read: () =>
    Promise.resolve({ boards: [board([perpState('NEW', 1)])], statuses: [], history: null }),
  isAhead: () => Promise.resolve(false),
  isPrivate: false,
  onChange: () => {},
  ...part,
});

async function stored() {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  await createVenueStore(database, VENUE_STATE).commit({
    state,
    board: board([perpState('OLD', 1)], NOW_MS),
  });
  database.close();
}

const symbolsOf = async (given: BoardWorker | null) => {
  const { boards, history } = await createBoardSource(storedVenueStatus, given).read(signal);
  return [boards.flatMap(({ perpStates }) => perpStates.map(({ perp }) => perp.symbol)), history];
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a page', () => {
  it('reads what is stored, and asks the worker when that is ahead', async () => {
    await stored();
    expect(await symbolsOf(worker())).toEqual([['OLD'], null]);
    const read = () =>
      Promise.resolve({
        boards: [board([perpState('NEW', 1)])],
        statuses: [],
        history: 'full' as const,
      });
    const ahead = worker({ read, isAhead: () => Promise.resolve(true) });
    expect(await symbolsOf(ahead)).toEqual([['NEW'], 'full']);
  });

  it.for([
    [true, 'private'],
    [false, 'page'],
  ] as const)(
    'without a database has the whole board from the worker (private: %s)',
    async ([isPrivate, why]) => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const open = () => {
        throw new DOMException('not allowed here', 'InvalidStateError');
      };
      vi.stubGlobal('indexedDB', { open });
      expect(await symbolsOf(worker({ isPrivate }))).toEqual([['NEW'], why]);
      await expect(symbolsOf(null)).rejects.toThrow('not allowed');
      const silent = worker({ read: () => Promise.reject(new Error('asleep')) });
      await expect(symbolsOf(silent)).rejects.toThrow('asleep');
    },
  );
});
