/** The database: its tables and versions, opened by the worker to write and by pages to read. Nobody shares a connection. */
import type { DexieOptions, Table } from 'dexie';
import { DAY_MS } from '../domain/time';
import type { VenueId } from '../domain/venue';
import { withTimeout } from '../domain/timeout';
import { checkedReading, Damages } from './checked-reading';
import { inTodaysLayout } from './codec';
import { FIRST_LAYOUT, LAYOUT } from './columns';
import { Dexie } from './dexie';
import { migrate } from './legacy/migrate';
import type {
  BlockRecord,
  BoardRecord,
  DayRecord,
  ListingRecord,
  NoteRecord,
  OpenInterestCacheRecord,
  SnapshotRecord,
  StateRecord,
  SymbolIndexRecord,
  TrailRecord,
} from './records';
import { SLOT_MS } from '../domain/series';

export const DATABASE_NAME = 'pressure';

/** Dexie multiplies versions by this, and counts up in between when it repairs a schema. */
const VERSION_STEP = 10;

export class Database extends Dexie {
  declare readonly states: Table<StateRecord, string>;
  declare readonly listings: Table<ListingRecord, string>;
  declare readonly boards: Table<BoardRecord, string>;
  declare readonly symbols: Table<SymbolIndexRecord, string>;
  /** The last day, and everything that is not compacted yet. */
  declare readonly log: Table<SnapshotRecord, [string, number]>;
  declare readonly blocks: Table<BlockRecord, [string, number, number]>;
  /** The cache of the venues' own open-interest history. */
  declare readonly seeds: Table<OpenInterestCacheRecord, [string, string]>;
  declare readonly pastDays: Table<DayRecord, [string, number, string]>;
  declare readonly trails: Table<TrailRecord, string>;
  /** Notes; named after the first of them. */
  declare readonly trimmed: Table<NoteRecord, string>;
  /** Records that were read and can't be used; see checked-reading.ts. */
  readonly damages = new Damages();

  /** `options` can bring another IndexedDB: outside a browser there is none. */
  constructor(name = DATABASE_NAME, options: DexieOptions = {}) {
    super(name, options);
    // Earlier versions need no declaration: Dexie shows `migrate` the tables that are there, and drops those not named here.
    this.version(FIRST_LAYOUT)
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
      .upgrade(async (transaction) => {
        await migrate(transaction);
        // Records of earlier versions look damaged by today's checks.
        this.damages.take();
      });
    // A layout that an older extension can't read: it must take the database for a newer one's, not for damaged.
    if (LAYOUT > FIRST_LAYOUT) this.version(LAYOUT).stores({});
    // Dexie would open a newer version's database, whose records this one can't read.
    this.on('ready', () => this.refuseNewer(), true);
    const { damages } = this;
    this.use({
      stack: 'dbcore',
      name: 'checked',
      create: (down) => checkedReading(down, damages),
    });
  }

  private refuseNewer(): void {
    const version = Math.floor(this.backendDB().version / VERSION_STEP);
    if (version > this.verno) {
      throw new DOMException(`the database is of version ${version}`, 'VersionError');
    }
  }
}

/** A browser that has not opened the database by then may never do. */
const OPEN_LIMIT_MS = 4_000;

/**
 * For pages: the database as it is, which they never create or upgrade, nor keep the worker from upgrading (Dexie closes it
 * then). Null when the worker has not created or upgraded it yet. Rejects with the browser's error when it can't be opened, or
 * is not in time. To be closed by the caller.
 */
export async function openForReading(): Promise<Database | null> {
  const { indexedDB, IDBKeyRange } = globalThis;
  const seen = { isMissing: false };
  const open = (name: string, version?: number): IDBOpenDBRequest => {
    const request = indexedDB.open(name, version);
    request.addEventListener('upgradeneeded', (event) => {
      seen.isMissing = true;
      // Dexie must not begin to create tables; an aborted upgrade leaves everything as it was.
      event.stopImmediatePropagation();
      request.transaction?.abort();
    });
    return request;
  };
  // Dexie would store a list of databases where it can't ask for one.
  const existing = { open, databases: () => indexedDB.databases() };
  const database = new Database(DATABASE_NAME, { indexedDB: existing, IDBKeyRange });
  try {
    await withTimeout(OPEN_LIMIT_MS, database.open());
    return database;
  } catch (error) {
    database.close();
    if (seen.isMissing) return null;
    throw error;
  }
}

/** Reads by `work`, and closes. `missing` where there is no database. Rejects as `openForReading` does. */
export async function reading<T>(work: (database: Database) => Promise<T>, missing: T): Promise<T> {
  const database = await openForReading();
  if (database === null) return missing;
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

function slotsOf(venue: VenueId, fromMs: number, toMs: number): [string, number][] {
  const keys: [string, number][] = [];
  for (let slotMs = Math.ceil(fromMs / SLOT_MS) * SLOT_MS; slotMs < toMs; slotMs += SLOT_MS) {
    keys.push([venue, slotMs]);
  }
  return keys;
}

/**
 * Refreshes of slots `fromMs` ≤ slot < `toMs`, oldest first, in today's layout. Each is a request of its own, all at once: one
 * is about 22 kB for 600 symbols, and Chromium hands out one large answer many times slower than the same in small ones.
 */
export async function logOf(
  { log }: Database,
  venue: VenueId,
  fromMs: number,
  toMs: number,
): Promise<SnapshotRecord[]> {
  let keys = slotsOf(venue, fromMs, Math.min(toMs, fromMs + DAY_MS));
  if (toMs - fromMs > DAY_MS) {
    // Days that wait for compaction: most slots are empty.
    keys = await log.where('[venue+slotMs]').between([venue, fromMs], [venue, toMs]).primaryKeys();
  }
  const records = await log.bulkGet(keys);
  return records.flatMap((record) => (record === undefined ? [] : inTodaysLayout(record)));
}

/** The slot of the first refresh since `fromMs`; undefined without any. */
export async function firstSlotSince(
  { log }: Database,
  venue: VenueId,
  fromMs: number,
): Promise<number | undefined> {
  const range = log.where('[venue+slotMs]').between([venue, fromMs], [venue, Infinity]);
  const [key] = await range.limit(1).primaryKeys();
  return key?.[1];
}
