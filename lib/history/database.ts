/** The database's tables and versions. Opened where it is needed, shared by nobody: the worker can die at any time. */
import type { DexieOptions, Table, Transaction } from 'dexie';
import { Dexie } from 'dexie';
import { DATABASE_NAME } from './database-name';
import { regrouped } from './migrate-snapshots';
import type {
  BoardRecord,
  DayRecord,
  ListingRecord,
  RecentRecord,
  SeedRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailRecord,
  VenueState,
} from './records';

export class Database extends Dexie {
  declare readonly states: Table<VenueState, string>;
  declare readonly listings: Table<ListingRecord, string>;
  declare readonly boards: Table<BoardRecord, string>;
  declare readonly symbols: Table<SymbolIndexRecord, string>;
  /** The current day, and finished ones until they are compacted. */
  declare readonly slots: Table<SnapshotRecord, [string, number, number]>;
  declare readonly seeds: Table<SeedRecord, [string, string]>;
  declare readonly days: Table<DayRecord, [string, string, number]>;
  declare readonly longDays: Table<DayRecord, [string, string, number]>;
  declare readonly recent: Table<RecentRecord, [string, number, number]>;
  declare readonly trails: Table<TrailRecord, string>;

  /** `options` can bring another IndexedDB: outside a browser there is none. */
  constructor(name = DATABASE_NAME, options: DexieOptions = {}) {
    super(name, options);
    this.version(1).stores({
      states: 'venue',
      listings: 'venue',
      boards: 'venue',
      symbols: 'venue',
      snapshots: '[venue+slotMs], slotMs',
      seeds: '[venue+symbol]',
    });
    this.version(2)
      .stores({
        slots: '[venue+group+slotMs], [venue+slotMs]',
        days: '[venue+symbol+dayMs], [venue+dayMs]',
        longDays: '[venue+symbol+dayMs], [venue+dayMs]',
        recent: '[venue+dayMs+group]',
        trails: 'venue',
      })
      .upgrade(intoGroups);
    this.version(3).stores({ snapshots: null });
  }
}

/** Version 1 kept all symbols of a refresh in one record. */
async function intoGroups(transaction: Transaction): Promise<void> {
  const old = await transaction.table<unknown>('snapshots').toArray();
  await transaction.table<SnapshotRecord>('slots').bulkPut(old.flatMap(regrouped));
}
