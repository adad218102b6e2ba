/**
 * The database: its tables and versions. The worker opens it to write, pages open it to read, each with a connection of
 * its own.
 */
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

/** Dexie multiplies versions by this, and uses the numbers in between when it repairs a schema. */
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
  /** Notes. The table keeps the name of the first kind. */
  declare readonly trimmed: Table<NoteRecord, string>;
  /** Invalid records found while reading; see checked-reading.ts. */
  readonly damages = new Damages();

  /** `options` can inject another IndexedDB: outside a browser there is none. */
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
        // Today's checks take records of earlier versions for damaged.
        this.damages.take();
      });
    // A new layout needs a new version: an older extension must see a newer database, not damaged records.
    if (LAYOUT > FIRST_LAYOUT) this.version(LAYOUT).stores({});
    // Dexie would open a newer version's database, whose records this version can't read.
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

/** Some browsers never settle the opening of a database. */
const OPEN_LIMIT_MS = 4_000;

/**
 * For pages: the existing database, which they never create or upgrade; they also never block an upgrade by the worker
 * (Dexie closes their connection then). Null when the worker has not created or upgraded it yet. Rejects with the
 * browser's error when it can't be opened in time. The caller must close it.
 */
export async function openForReading(): Promise<Database | null> {
  const { indexedDB, IDBKeyRange } = globalThis;
  const seen = { isMissing: false };
  const open = (name: string, version?: number): IDBOpenDBRequest => {
    const request = indexedDB.open(name, version);
    request.addEventListener('upgradeneeded', (event) => {
      seen.isMissing = true;
      // Dexie must not create tables; the aborted upgrade changes nothing.
      event.stopImmediatePropagation();
      request.transaction?.abort();
    });
    return request;
  };
  // Without `databases`, Dexie would maintain a database of names of its own.
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

/**
 * Opens the database, reads with `work`, closes it. Returns `missing` without a database. Rejects as `openForReading`
 * does.
 */
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
 * Refreshes of slots `fromMs` ≤ slot < `toMs`, oldest first, in today's layout. One request per record, all at once: a
 * record is about 22 kB for 600 symbols, and Chromium returns one large answer many times slower than many small ones.
 */
export async function logOf(
  { log }: Database,
  venue: VenueId,
  fromMs: number,
  toMs: number,
): Promise<SnapshotRecord[]> {
  let keys = slotsOf(venue, fromMs, Math.min(toMs, fromMs + DAY_MS));
  if (toMs - fromMs > DAY_MS) {
    // For days that wait for compaction: most slots are empty.
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
