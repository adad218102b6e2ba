/** Every record of ours replaced by anything, one at a time: the refresh, the charts and the maintenance go on, and it is said. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { storedVenueStatus } from '../../../lib/board/venue-status';
import { Database } from '../../../lib/storage/database';
import { noteOf } from '../../../lib/storage/notes';
import { readTrails } from '../../../lib/history/past-source';
import { createBoardSource } from '../../../lib/history/board-source';
import { newVenueState, repairedState, VENUE_STATE } from '../../../lib/refresh/state';
import { readSeries } from '../../../lib/history/series';
import { createVenueStore } from '../../../lib/history/store';
import { dumpOf, restoreDump } from '../storage/databases/dump';
import { boardOf, historyOf, SYMBOLS, VENUE } from './truth';
import { DAY_MS } from '../../../lib/domain/time';
import { SLOT_MS } from '../../../lib/domain/series';

const FEW = SYMBOLS.slice(0, 10);
const START_MS = Date.UTC(2026, 2, 1);
const END_MS = START_MS + 2.5 * DAY_MS;

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  dump = await recorded();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const open = (indexedDB: IDBFactory) => new Database('pressure', { indexedDB, IDBKeyRange });
const budgets = [{ id: 'weight', ceiling: 600, windowMs: 60_000 }];

/** A refresh, its maintenance, and everything that pages read. */
async function goOn(database: Database, atMs: number) {
  const store = createVenueStore(database, VENUE_STATE);
  const { state, perps } = await store.load(VENUE);
  const board = boardOf(atMs, FEW);
  await store.lookBack(VENUE, { openInterest: FEW }, atMs);
  await store.commit({
    state,
    perps: perps.length > 0 ? perps : board.perpStates.map((s) => s.perp),
  });
  const histories = new Map([['S1USDT', historyOf('S1USDT', atMs - DAY_MS, atMs, SLOT_MS)]]);
  await store.commit({ state, histories });
  await store.commit({ state, board, asSnapshot: true });
  await store.collecting(VENUE, atMs, 0);
  await store.gaps(VENUE, { fromMs: atMs - 3 * DAY_MS, toMs: atMs, leastMs: DAY_MS });
  await store.maintain({
    venue: VENUE,
    nowMs: atMs,
    historyDays: 30,
    pause: () => Promise.resolve(),
  });
  await readSeries(database, VENUE, 'S1USDT', START_MS, atMs + 1);
  return store.load(VENUE);
}

let dump: Awaited<ReturnType<typeof dumpOf>>;

async function recorded() {
  const indexedDB = new IDBFactory();
  const database = open(indexedDB);
  for (let atMs = START_MS; atMs < END_MS; atMs += 24 * SLOT_MS) await goOn(database, atMs);
  await database.listings.put({
    venue: VENUE,
    perps: boardOf(END_MS, FEW).perpStates.map((s) => s.perp),
  });
  database.close();
  return dumpOf(indexedDB, 'pressure');
}

const TABLES = [
  'states',
  'listings',
  'boards',
  'symbols',
  'log',
  'blocks',
  'seeds',
  'pastDays',
  'trails',
  'trimmed',
] as const;
const anything = fc
  .anything({ withTypedArray: true, withDate: true, maxDepth: 2 })
  .filter((value) => {
    try {
      structuredClone(value);
      return true;
    } catch {
      return false;
    }
  });

describe('a damaged record', () => {
  it.for(TABLES)('of %s stops nothing, and is said', async (table) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        anything,
        fc.boolean(),
        async (row, column, junk, isCut) => {
          const indexedDB = new IDBFactory();
          await restoreDump(indexedDB, 'pressure', dump);
          vi.stubGlobal('indexedDB', indexedDB);
          const database = open(indexedDB);
          const broken = database.table<Record<string, unknown>, unknown>(table);
          const keys = await broken.toCollection().primaryKeys();
          const key = keys[row % keys.length];
          const record = (await broken.get(key)) ?? {};
          const path: unknown = broken.schema.primKey.keyPath;
          const inKey = Array.isArray(path) ? path : [path];
          const fields = Object.keys(record).filter((name) => !inKey.includes(name));
          const name = fields[column % fields.length] ?? '';
          const rest = Object.fromEntries(
            Object.entries(record).filter(([field]) => field !== name),
          );
          await broken.put(isCut ? rest : { ...rest, [name]: junk });
          // Pages read first: the worker may sleep.
          const stored = await createBoardSource(storedVenueStatus).read(
            new AbortController().signal,
          );
          expect(stored.statuses.length).toBeLessThanOrEqual(1);
          await readTrails();
          await readSeries(database, VENUE, 'S1USDT', START_MS, END_MS);
          await goOn(database, END_MS + SLOT_MS);
          const after = await goOn(database, END_MS + 2 * SLOT_MS);
          expect(after.board?.perpStates).toHaveLength(FEW.length);
          expect(after.perps).toHaveLength(FEW.length);
          const symbols = (await database.symbols.get(VENUE))?.symbols ?? [];
          expect(symbols).toContain('S9USDT');
          expect((await database.trails.get(VENUE))?.classic).toHaveLength(symbols.length * 96);
          database.close();
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is counted once, and an index that is lost takes its rows with it', async () => {
    const indexedDB = new IDBFactory();
    await restoreDump(indexedDB, 'pressure', dump);
    const database = open(indexedDB);
    await database.table('symbols').put({ venue: VENUE, symbols: 7 });
    await goOn(database, END_MS);
    await goOn(database, END_MS + SLOT_MS);
    expect(await noteOf(database, 'damaged')).toMatchObject({ records: 1 });
    // The days have their names in their keys.
    expect(await database.pastDays.count()).toBeGreaterThanOrEqual(2 * FEW.length);
    expect((await database.log.toArray()).every(({ slotMs }) => slotMs >= END_MS - SLOT_MS)).toBe(
      true,
    );
    database.close();
  });
});

describe('a state', () => {
  it('keeps what can be read, and takes a ledger that can not for spent', () => {
    const state = {
      ...newVenueState(VENUE),
      budgets,
      failures: 3,
      clockSkewMs: 'late',
      ledger: { weight: 'all' },
    };
    const sound = repairedState(state, VENUE, END_MS);
    expect(sound).toMatchObject({ failures: 3, clockSkewMs: 0 });
    expect(sound.ledger).toEqual({ weight: [{ atMs: END_MS, units: 600 }] });
  });
});
