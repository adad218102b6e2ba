/** Boards and venue states put where the worker puts them, so that a test can show the pages what it likes. */
import type { VenueBoard } from '../../../lib/domain/board';
import { packBoard } from '../../../lib/history/board-record';
import type { VenueState } from '../../../lib/history/records';
import type { Extension } from './extension';

/** `board` replaces the stored one, `state` changes parts of the stored one; open pages are told, as by the worker. */
export async function plant(
  extension: Extension,
  { board, state }: { board?: VenueBoard; state?: Partial<VenueState> },
): Promise<void> {
  const record = board && packBoard(board);
  const plain = record && {
    ...record,
    values: [...record.values].map((v) => (v === v ? v : null)),
  };
  await extension.onPage((page) =>
    page.evaluate(
      async ([newBoard, change]) => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('pressure');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('no database'));
        });
        const transaction = database.transaction(['boards', 'states'], 'readwrite');
        const done = new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error ?? new Error('not planted'));
        });
        if (newBoard) {
          const values = Float64Array.from(newBoard.values, (value) => value ?? Number.NaN);
          transaction.objectStore('boards').put({ ...newBoard, values });
        }
        if (change) {
          const states = transaction.objectStore('states');
          const stored = states.get('binance');
          stored.onsuccess = () => states.put({ ...(stored.result as object), ...change });
        }
        await done;
        database.close();
        const channel = new BroadcastChannel('board-changes');
        channel.postMessage(null);
        channel.close();
      },
      [plain ?? null, state ?? null] as const,
    ),
  );
}

/** The board `times` over, under other names. */
export function multiplied(board: VenueBoard, times: number): VenueBoard {
  const standings = Array.from({ length: times }, (_, copy) =>
    board.standings.map((standing) => {
      const { baseAsset, quoteAsset } = standing.perp;
      const base = copy === 0 ? baseAsset : `${baseAsset}${copy}`;
      const symbol = copy === 0 ? standing.perp.symbol : `${base}${quoteAsset}`;
      return { ...standing, perp: { ...standing.perp, symbol, baseAsset: base } };
    }),
  ).flat();
  return { ...board, standings };
}
