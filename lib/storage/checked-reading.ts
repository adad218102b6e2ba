/** Dexie middleware: invalid records are withheld from readers and noted for lib/history/repair.ts. */
import type { DBCore, DBCoreTable } from 'dexie';
import { IS_INTACT, repaired } from './checks';

export interface Damage {
  table: string;
  key: unknown;
  /** Null: there is no replacement. */
  replacement: object | null;
}

/** Damaged records that were found and are not repaired yet. */
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
export function checkedReading(down: DBCore, damages: Damages): DBCore {
  return {
    ...down,
    table(name) {
      const table = down.table(name);
      const isIntact = IS_INTACT[name];
      return isIntact === undefined ? table : checkedTable(table, name, isIntact, damages);
    },
  };
}

function checkedTable(
  table: DBCoreTable,
  name: string,
  isIntact: (record: unknown) => boolean,
  damages: Damages,
): DBCoreTable {
  const checked = (record: unknown, key: unknown): unknown => {
    if (record === undefined || isIntact(record)) return record;
    const replacement = repaired(name, record);
    damages.add({ table: name, key, replacement: replacement ?? null });
    return replacement;
  };
  const keyOf = (record: unknown): unknown => table.schema.primaryKey.extractKey?.(record);
  return {
    ...table,
    async get(request) {
      return checked(await table.get(request), request.key);
    },
    async getMany(request) {
      const found: unknown[] = await table.getMany(request);
      return found.map((record, at) => checked(record, request.keys[at]));
    },
    async query(request) {
      const { result } = await table.query(request);
      if (request.values !== true) return { result };
      const records = result.map((record: unknown) => checked(record, keyOf(record)));
      return { result: records.filter((record: unknown) => record !== undefined) };
    },
  };
}
