/** The database's tables and versions. Opened where it is needed, shared by nobody: the worker can die at any time. */
import type { DexieOptions, Table } from 'dexie';
import { DATABASE_NAME } from './database-name';
import { migrate } from './migrate';
import { Dexie } from './modern-dexie';
import type {
  BoardRecord,
  DayRecord,
  BlockRecord,
  ListingRecord,
  NoteRecord,
  SeedRecord,
  SnapshotRecord,
  SymbolIndexRecord,
  TrailRecord,
  VenueState,
} from './records';
import { Damages, soundReading } from './sound-reading';

export class Database extends Dexie {
  declare readonly states: Table<VenueState, string>;
  declare readonly listings: Table<ListingRecord, string>;
  declare readonly boards: Table<BoardRecord, string>;
  declare readonly symbols: Table<SymbolIndexRecord, string>;
  /** The last day, and everything that is not compacted yet. */
  declare readonly log: Table<SnapshotRecord, [string, number]>;
  declare readonly blocks: Table<BlockRecord, [string, number, number]>;
  declare readonly seeds: Table<SeedRecord, [string, string]>;
  declare readonly pastDays: Table<DayRecord, [string, number, string]>;
  declare readonly trails: Table<TrailRecord, string>;
  declare readonly trimmed: Table<NoteRecord, string>;
  /** What was read and can't be; see sound-reading.ts. */
  readonly damages = new Damages();

  /** `options` can bring another IndexedDB: outside a browser there is none. */
  constructor(name = DATABASE_NAME, options: DexieOptions = {}) {
    super(name, options);
    // Earlier versions need no words of their own: Dexie shows `migrate` what is there, and drops what is not here.
    this.version(4)
      .stores({
        states: 'venue',
        listings: 'venue',
        boards: 'venue',
        symbols: 'venue',
        log: '[venue+slotMs]',
        blocks: '[venue+group+block]',
        seeds: '[venue+symbol]',
        pastDays: '[venue+dayMs+symbol]',
        trails: 'venue',
        trimmed: 'id',
      })
      .upgrade(migrate);
    const { damages } = this;
    this.use({
      stack: 'dbcore',
      name: 'sound',
      create: (down) => soundReading(down, damages),
    });
  }
}
