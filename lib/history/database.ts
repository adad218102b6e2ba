/** The database's tables and versions. Opened where it is needed, shared by nobody: the worker can die at any time. */
import type { DexieOptions, Table } from 'dexie';
import { Dexie } from 'dexie';
import { DATABASE_NAME } from './database-name';
import type {
  BoardRecord,
  ListingRecord,
  SeedRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  VenueState,
} from './records';

export class Database extends Dexie {
  declare readonly states: Table<VenueState, string>;
  declare readonly listings: Table<ListingRecord, string>;
  declare readonly boards: Table<BoardRecord, string>;
  declare readonly symbols: Table<SymbolIndexRecord, string>;
  declare readonly snapshots: Table<SnapshotRecord, [string, number]>;
  declare readonly seeds: Table<SeedRecord, [string, string]>;

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
  }
}
