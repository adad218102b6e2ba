/** Stores boards and venue states as the worker does, so that tests decide what pages show. */
import { FIRST_VIEW } from '../../../lib/board/first-view';
import type { VenueBoard } from '../../../lib/domain/board';
import { packBoard } from '../../../lib/storage/codec';
import type { VenueState } from '../../../lib/refresh/state';
import type { Extension } from './extension';

/**
 * `board` replaces its venue's stored one, `state` changes parts of that venue's; a venue without a state gets one like
 * Binance's. Open pages are notified like by the worker.
 */
export async function plant(
  extension: Extension,
  { board, state }: { board?: VenueBoard; state?: Partial<VenueState> },
): Promise<void> {
  const record = board && packBoard(board);
  const plain = record && {
    ...record,
    values: [...record.values].map((v) => (v === v ? v : null)),
  };
  const venue = board?.venue ?? state?.venue ?? 'binance';
  await extension.onPage((page) =>
    page.evaluate(
      async ([id, newBoard, change, firstView]) => {
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
          const stored: { readonly result: object[] } = states.getAll(IDBKeyRange.only('binance'));
          const own: Answered = states.getAll(IDBKeyRange.only(id));
          // Requests are answered in order.
          own.onsuccess = () =>
            states.put({ ...(own.result[0] ?? stored.result[0]), venue: id, ...change });
        }
        await done;
        database.close();
        // The published first view is of the earlier boards.
        await chrome.storage.session.remove(firstView);
        const channel = new BroadcastChannel('board-changes');
        channel.postMessage(null);
        channel.close();
      },
      [venue, plain ?? null, state ?? null, FIRST_VIEW] as const,
    ),
  );
}

/** An IndexedDB request whose result is the states of venues. */
interface Answered {
  readonly result: object[];
  onsuccess: ((event: Event) => void) | null;
}

/** The board's symbols `times` over, under other names. */
export function multiplied(board: VenueBoard, times: number): VenueBoard {
  const perpStates = Array.from({ length: times }, (_, copy) =>
    board.perpStates.map((perpState) => {
      const { baseAsset, quoteAsset } = perpState.perp;
      const base = copy === 0 ? baseAsset : `${baseAsset}${copy}`;
      const symbol = copy === 0 ? perpState.perp.symbol : `${base}${quoteAsset}`;
      return { ...perpState, perp: { ...perpState.perp, symbol, baseAsset: base } };
    }),
  ).flat();
  return { ...board, perpStates };
}

/** Venue id, factors of its funding and open interest against the board's, and how many times its symbols it lists. */
const OTHERS: readonly [venue: string, fundingFactor: number, oiFactor: number, times: number][] = [
  ['bitget', 1.2, 0.3, 1],
  ['bybit', 0.8, 0.6, 1],
  ['gate', 1.5, 0.1, 2],
  ['hyperliquid', -0.5, 0.2, 0.4],
  ['okx', 1.1, 0.5, 0.7],
];

/** The board at six venues: the same assets at similar prices, each with its own funding and open interest. */
export function sixVenues(board: VenueBoard): VenueBoard[] {
  return [
    board,
    ...OTHERS.map(([venue, fundingFactor, oiFactor, times]): VenueBoard => {
      const { perpStates } = multiplied(board, Math.ceil(times));
      return {
        venue,
        asOfMs: board.asOfMs,
        perpStates: perpStates.slice(0, Math.round(board.perpStates.length * times)).map((one) => ({
          ...one,
          openInterest: one.openInterest && {
            ...one.openInterest,
            baseQty: one.openInterest.baseQty * oiFactor,
          },
          inputs: {
            ...one.inputs,
            fundingPct: one.inputs.fundingPct && one.inputs.fundingPct * fundingFactor,
            funding8hPct: one.inputs.funding8hPct && one.inputs.funding8hPct * fundingFactor,
          },
        })),
      };
    }),
  ];
}
