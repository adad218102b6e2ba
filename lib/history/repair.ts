/**
 * Deletes or replaces damaged records, with the next load, and counts them. With a lost symbol index all that depends
 * on it is deleted: its rows could be any symbol's.
 */
import type { Database } from '../storage/database';
import { noteOf, putNote } from '../storage/notes';

const ROW_TABLES = ['symbols', 'log', 'blocks', 'trails'];

/** Repairs what was found since the last call, and notes it. `nowMs` is this machine's clock. */
export async function repair(database: Database, nowMs: number): Promise<void> {
  const found = database.damages.take();
  if (found.length === 0) return;
  const { trimmed } = database;
  const names = new Set([...found.map(({ table }) => table), ...ROW_TABLES, 'trimmed']);
  const tables = [...names].map((name) => database.table<unknown, unknown>(name));
  await database.transaction('rw', tables, async () => {
    for (const { table, key, replacement } of found) {
      if (replacement !== null) {
        await database.table<unknown, unknown>(table).put(replacement);
        continue;
      }
      await database.table<unknown, unknown>(table).delete(key);
      if (table === 'symbols' && typeof key === 'string') await deleteRows(database, key);
    }
    const before = await noteOf({ trimmed }, 'damaged');
    const records = (before?.records ?? 0) + found.length;
    await putNote({ trimmed }, 'damaged', { atMs: nowMs, records });
  });
  const tally = found.map(({ table }) => table).join(', ');
  console.warn(`Records that could not be read were dropped or rebuilt: ${tally}.`);
}

/** Deletes a venue's symbol index and everything stored by its rows. Within a transaction of these tables. */
export async function deleteRows(database: Database, venue: string): Promise<void> {
  const { symbols, log, blocks, trails } = database;
  await log.where('[venue+slotMs]').between([venue, -Infinity], [venue, Infinity]).delete();
  const groups = blocks.where('[venue+group+block]');
  await groups.between([venue, -Infinity, -Infinity], [venue, Infinity, Infinity]).delete();
  await trails.delete(venue);
  await symbols.delete(venue);
}
