/** Between the tables and whoever reads them: records that can't be are not handed out. What was found is for mend.ts. */
import type { DBCore, DBCoreTable } from 'dexie';
import { IS_SOUND, mended } from './sound';

export interface Damage {
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
