/** Pages read the database themselves, unless the browser gives them none or the worker goes on without it. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBoardSource } from '../../../lib/history/board-source';
import type { BoardWorker } from '../../../lib/history/board-source';
import { announceBoardChange, onBoardChange } from '../../../lib/history/board-changes';
import { storedVenueStatus } from '../../../lib/board/venue-status';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { board, NOW_MS, perpState, state } from './boards';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';

const { signal } = new AbortController();
const worker = (part: Partial<BoardWorker> = {}): BoardWorker => ({
  read: () =>
    Promise.resolve({ boards: [board([perpState('NEW', 1)])], statuses: [], history: null }),
  isAhead: () => Promise.resolve(false),
  isPrivate: false,
  onChange: () => {},
  ...part,
});

async function stored(...others: readonly string[]) {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  await store.commit({ state, board: board([perpState('OLD', 1)], NOW_MS) });
  for (const venue of others) {
    await store.commit({ state: newVenueState(venue) });
  }
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

  it('has nothing before the worker has created the database', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    const source = createBoardSource(storedVenueStatus);
    expect(await source.read(signal)).toEqual({ boards: [], statuses: [], history: null });
  });

  it('has the status of each venue, by its own board where there is one', async () => {
    await stored('okx');
    const asked: unknown[] = [];
    const source = createBoardSource((record, found, nowMs) => {
      asked.push([record.venue, found?.venue, Math.abs(nowMs - Date.now()) < 60_000]);
      return storedVenueStatus(record, found, nowMs);
    });
    const { statuses } = await source.read(signal);
    expect(asked).toEqual([
      ['binance', 'binance', true],
      ['okx', undefined, true],
    ]);
    expect(statuses.map(({ venue }) => venue)).toEqual(['binance', 'okx']);
  });

  it('that is closed reads no more, and does not ask the worker', async () => {
    await stored();
    const read = vi.fn(worker().read);
    const source = createBoardSource(storedVenueStatus, worker({ read }));
    const aborted = AbortSignal.abort(new Error('closed'));
    await expect(source.read(aborted)).rejects.toThrow('closed');
    expect(read).not.toHaveBeenCalled();
  });

  it('without a database follows the worker once, and hears of its boards', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const open = () => {
      throw new DOMException('not allowed here', 'InvalidStateError');
    };
    vi.stubGlobal('indexedDB', { open });
    const onChange = vi.fn<BoardWorker['onChange']>();
    const source = createBoardSource(storedVenueStatus, worker({ onChange }));
    await source.read(signal);
    await source.read(signal);
    expect(onChange).toHaveBeenCalledTimes(1);
    const [published] = onChange.mock.calls[0] ?? [];
    // Before the page listens nothing happens.
    published?.();
    const heard = vi.fn();
    const page = new AbortController();
    source.onChange(heard, page.signal);
    published?.();
    expect(heard).toHaveBeenCalledTimes(1);
    page.abort();
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

describe('a broadcast of a new board', () => {
  it('reaches pages that are open, and none that was closed', async () => {
    const pages = [new AbortController(), new AbortController()];
    const heard = pages.map(() => vi.fn<() => void>());
    pages.forEach((page, index) => onBoardChange(() => heard[index]?.(), page.signal));
    const late = vi.fn();
    onBoardChange(late, AbortSignal.abort());
    announceBoardChange();
    await vi.waitUntil(() => heard.every((listener) => listener.mock.calls.length === 1));
    pages[0]?.abort();
    announceBoardChange();
    await vi.waitUntil(() => heard[1]?.mock.calls.length === 2);
    expect(heard[0]).toHaveBeenCalledTimes(1);
    expect(late).not.toHaveBeenCalled();
    pages[1]?.abort();
  });

  it('reaches the page that reads boards', async () => {
    const page = new AbortController();
    const heard = vi.fn();
    createBoardSource(storedVenueStatus).onChange(heard, page.signal);
    announceBoardChange();
    await vi.waitUntil(() => heard.mock.calls.length > 0);
    expect(heard).toHaveBeenCalledTimes(1);
    page.abort();
  });
});
