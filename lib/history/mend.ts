/**
 * Records that were read and can't be are taken away, counted, with the next load. What depends on an index that is lost goes
 * with it: nobody could say whose rows they are.
 */
import type { Database } from './database';
import { noteOf, putNote } from './notes';

const ROW_TABLES = ['symbols', 'log', 'blocks', 'trails'];

/** Takes away what was found since the last time, puts in its place what can stand there, and writes down that it was so. */
export async function mend(database: Database, nowMs: number): Promise<void> {
  const found = database.damages.take();
  if (found.length === 0) return;
  const { trimmed } = database;
  const names = new Set([...found.map(({ table }) => table), ...ROW_TABLES, 'trimmed']);
  const tables = [...names].map((name) => database.table<unknown, unknown>(name));
  await database.transaction('rw', tables, async () => {
    for (const { table, key, instead } of found) {
      if (instead !== null) {
        await database.table<unknown, unknown>(table).put(instead);
        continue;
      }
      await database.table<unknown, unknown>(table).delete(key);
      if (table === 'symbols' && typeof key === 'string') await forgetRows(database, key);
    }
    const before = await noteOf({ trimmed }, 'damaged');
    const records = (before?.records ?? 0) + found.length;
    await putNote({ trimmed }, 'damaged', { atMs: nowMs, records });
  });
  const tally = found.map(({ table }) => table).join(', ');
  console.warn(`Records that could not be read were dropped or rebuilt: ${tally}.`);
}

/** All that is by rows of a venue's index, and the index. Within a transaction of these tables. */
export async function forgetRows(database: Database, venue: string): Promise<void> {
  const { symbols, log, blocks, trails } = database;
  await log.where('[venue+slotMs]').between([venue, -Infinity], [venue, Infinity]).delete();
  const groups = blocks.where('[venue+group+block]');
  await groups.between([venue, -Infinity, -Infinity], [venue, Infinity, Infinity]).delete();
  await trails.delete(venue);
  await symbols.delete(venue);
}
