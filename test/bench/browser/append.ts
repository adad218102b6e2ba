/** Runs in the browser: appends one refresh to a long history, as we store it and as a row per symbol. */
import { Dexie } from '../../../lib/storage/dexie';
import { Database } from '../../../lib/storage/database';
import { firstWatermarks } from '../../../lib/history/maintenance';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { createVenueStore, packSnapshot } from '../../../lib/history/store';
import { boardAt, rowsAt, START_MS } from './perp-states';

/**
 * Milliseconds of each of `runs` refreshes appended after `slots` slots of history: alone, and with the new board. The
 * log has its maximum length; finished days are in other tables.
 */
export async function appendSnapshots(
  symbols: number,
  slots: number,
  runs: number,
): Promise<{ appendMs: number[]; commitMs: number[] }> {
  const database = new Database('bench-snapshots');
  const store = createVenueStore(database, VENUE_STATE);
  const names = boardAt(symbols, 0).perpStates.map(({ perp }) => perp.symbol);
  await database.symbols.put({ venue: 'binance', symbols: names, ...firstWatermarks(START_MS) });
  for (let slot = 0; slot < slots; slot += 96) {
    await database.log.bulkPut(
      Array.from({ length: Math.min(96, slots - slot) }, (_, more) =>
        packSnapshot(boardAt(symbols, slot + more), names),
      ),
    );
  }
  const appendMs: number[] = [];
  const commitMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const board = boardAt(symbols, slots + run);
    const startMs = performance.now();
    await database.log.put(packSnapshot(board, names));
    appendMs.push(performance.now() - startMs);
    const nextMs = performance.now();
    await store.commit({ state: newVenueState('binance'), board, asSnapshot: true });
    commitMs.push(performance.now() - nextMs);
  }
  database.close();
  await Dexie.delete('bench-snapshots');
  return { appendMs, commitMs };
}

/** The same refreshes as one row per symbol and refresh, five values each, written with bulkPut. */
export async function appendRows(symbols: number, slots: number, runs: number): Promise<number[]> {
  const database = new Dexie('bench-rows');
  database.version(1).stores({ rows: '[symbol+atMs], atMs' });
  for (let slot = 0; slot < slots; slot += 24) {
    const hours = Array.from({ length: Math.min(24, slots - slot) }, (_, more) =>
      rowsAt(symbols, slot + more),
    );
    await database.table('rows').bulkPut(hours.flat());
  }
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const batch = rowsAt(symbols, slots + run);
    const startMs = performance.now();
    await database.table('rows').bulkPut(batch);
    times.push(performance.now() - startMs);
  }
  database.close();
  await Dexie.delete('bench-rows');
  return times;
}
