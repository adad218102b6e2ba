/**
 * Between the tables and whoever reads them: records that can't be are not handed out, and are taken away, counted, with the
 * next load. What else depends on an index that is lost goes with it: nobody could say whose rows they are.
 */
import type { DBCore, DBCoreTable } from 'dexie';
import type { Database } from './database';
import { noteOf, putNote } from './notes';
import { IS_SOUND, mended } from './sound';

interface Damage {
  table: string;
  key: unknown;
  /** Null: nothing can stand in for it. */
  instead: object | null;
}

/** What was found and is not taken away yet. */
export class Damages {
  private found = new Map<string, Damage>();

  add(damage: Damage): void {
    this.found.set(`${damage.table} ${JSON.stringify(damage.key)}`, damage);
  }

  take(): Damage[] {
    const all = [...this.found.values()];
    this.found = new Map();
    return all;
  }
}

/** For `Dexie.use`. */
export function soundReading(down: DBCore, damages: Damages): DBCore {
  return {
    ...down,
    table(name) {
      const table = down.table(name);
      const isSound = IS_SOUND[name];
      return isSound === undefined ? table : soundTable(table, name, isSound, damages);
    },
  };
}

function soundTable(
  table: DBCoreTable,
  name: string,
  isSound: (record: unknown) => boolean,
  damages: Damages,
): DBCoreTable {
  const sound = (record: unknown, key: unknown): unknown => {
    if (record === undefined || isSound(record)) return record;
    const instead = mended(name, record);
    const isObject = typeof instead === 'object' && instead !== null;
    damages.add({ table: name, key, instead: isObject ? instead : null });
    return isObject ? instead : undefined;
  };
  const keyOf = (record: unknown): unknown => table.schema.primaryKey.extractKey?.(record);
  return {
    ...table,
    async get(request) {
      return sound(await table.get(request), request.key);
    },
    async getMany(request) {
      const found: unknown[] = await table.getMany(request);
      return found.map((record, at) => sound(record, request.keys[at]));
    },
    async query(request) {
      const { result } = await table.query(request);
      if (request.values !== true) return { result };
      const kept = result.map((record: unknown) => sound(record, keyOf(record)));
      return { result: kept.filter((record: unknown) => record !== undefined) };
    },
  };
}

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
