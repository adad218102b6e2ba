/** Runs in the browser: one refresh into a long history, as we store it and as a row per symbol. */
import { Dexie } from 'dexie';
import { Database } from '../../../lib/history/database';
import { newVenueState } from '../../../lib/history/records';
import { createVenueStore } from '../../../lib/history/store';
import { packSnapshots } from '../../../lib/history/snapshot';
import { boardAt, rowsAt } from './standings';

/** Milliseconds of each of `runs` refreshes appended after `slots` slots of history: alone, and with the new board. */
export async function appendSnapshots(
  symbols: number,
  slots: number,
  runs: number,
): Promise<{ appendMs: number[]; commitMs: number[] }> {
  const database = new Database('bench-snapshots');
  const store = createVenueStore(database);
  const names = boardAt(symbols, 0).standings.map(({ perp }) => perp.symbol);
  await database.symbols.put({ venue: 'binance', symbols: names });
  for (let slot = 0; slot < slots; slot += 96) {
    const records = Array.from({ length: Math.min(96, slots - slot) }, (_, more) =>
      packSnapshots(boardAt(symbols, slot + more), names),
    );
    await database.slots.bulkPut(records.flat());
  }
  const appendMs: number[] = [];
  const commitMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const board = boardAt(symbols, slots + run);
    const startMs = performance.now();
    await database.slots.bulkPut(packSnapshots(board, names));
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
