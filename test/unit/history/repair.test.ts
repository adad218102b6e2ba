/** Damaged records are replaced or deleted, and what hangs on a lost symbol index with it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { TRAIL_LENGTH } from '../../../lib/domain/series';
import { DAY_MS } from '../../../lib/domain/time';
import { indexToday } from '../../../lib/history/maintenance';
import { deleteRows, repair } from '../../../lib/history/repair';
import { packSnapshot } from '../../../lib/history/store';
import type { Database } from '../../../lib/storage/database';
import { noteOf } from '../../../lib/storage/notes';
import { board, open, perpState } from './boards';

const DAY0_MS = Date.UTC(2026, 2, 1);
const NOW_MS = DAY0_MS + DAY_MS;
const VENUES = ['binance', 'okx'];

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));
let warned = vi.spyOn(console, 'warn');
beforeEach(() => {
  warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Two venues with a refresh, its blocks and a trail each. */
async function stored() {
  const { database } = open();
  for (const venue of VENUES) {
    const watermarks = { compactedMs: DAY0_MS, rolledMs: DAY0_MS, thinnedMs: DAY0_MS };
    await database.symbols.put({ venue, symbols: ['A'], ...watermarks });
    const record = packSnapshot(board([perpState('A', 1, DAY0_MS)], DAY0_MS), ['A']);
    await database.log.put({ ...record, venue });
    await indexToday(database, venue, NOW_MS, () => Promise.resolve());
    const scores = () => new Int8Array(TRAIL_LENGTH);
    await database.trails.put({ venue, quarterMs: DAY0_MS, classic: scores(), crowding: scores() });
  }
  return database;
}

const left = async (database: Database) => {
  const { symbols, log, blocks, trails } = database;
  const venuesOf = (records: readonly { venue: string }[]) => [
    ...new Set(records.map(({ venue }) => venue)),
  ];
  return {
    symbols: venuesOf(await symbols.toArray()),
    log: venuesOf(await log.toArray()),
    blocks: venuesOf(await blocks.toArray()),
    trails: venuesOf(await trails.toArray()),
  };
};
const all = { symbols: VENUES, log: VENUES, blocks: VENUES, trails: VENUES };
const onlyOkx = { symbols: ['okx'], log: ['okx'], blocks: ['okx'], trails: ['okx'] };

describe('repair', () => {
  it('without damage writes and says nothing', async () => {
    const database = await stored();
    await repair(database, NOW_MS);
    expect(await noteOf(database, 'damaged')).toBeNull();
    expect(warned).not.toHaveBeenCalled();
  });

  it('deletes what can’t be read, replaces what can, and counts both', async () => {
    const database = await stored();
    database.damages.add({ table: 'trails', key: 'binance', replacement: null });
    database.damages.add({
      table: 'states',
      key: 'okx',
      replacement: { venue: 'okx', failures: 3 },
    });
    await repair(database, NOW_MS);
    expect(await left(database)).toEqual({ ...all, trails: ['okx'] });
    expect(await database.states.get('okx')).toEqual({ venue: 'okx', failures: 3 });
    expect(await noteOf(database, 'damaged')).toEqual({ atMs: NOW_MS, records: 2 });
    expect(warned.mock.calls).toEqual([
      ['Records that could not be read were dropped or rebuilt: trails, states.'],
    ]);
    // Once only.
    await repair(database, NOW_MS + 1);
    expect(await noteOf(database, 'damaged')).toEqual({ atMs: NOW_MS, records: 2 });
    database.damages.add({ table: 'boards', key: 'okx', replacement: null });
    await repair(database, NOW_MS + 2);
    expect(await noteOf(database, 'damaged')).toEqual({ atMs: NOW_MS + 2, records: 3 });
  });

  it('of a lost symbol index deletes that venue’s rows, and no other’s', async () => {
    const database = await stored();
    database.damages.add({ table: 'symbols', key: 'binance', replacement: null });
    await repair(database, NOW_MS);
    expect(await left(database)).toEqual(onlyOkx);
  });

  it('of an index that was rebuilt, or of another table with the same key, deletes no rows', async () => {
    const database = await stored();
    const index = await database.symbols.get('binance');
    database.damages.add({ table: 'symbols', key: 'binance', replacement: { ...index } });
    database.damages.add({ table: 'boards', key: 'binance', replacement: null });
    await repair(database, NOW_MS);
    expect(await left(database)).toEqual(all);
  });
});

it('rows are deleted with their index, at whatever time they are dated', async () => {
  const database = await stored();
  const record = packSnapshot(board([perpState('A', 1, -DAY_MS)], -DAY_MS), ['A']);
  await database.log.put(record);
  const [block] = await database.blocks.toArray();
  if (block !== undefined) await database.blocks.put({ ...block, group: -1, block: -1 });
  await deleteRows(database, 'binance');
  expect(await left(database)).toEqual(onlyOkx);
});
