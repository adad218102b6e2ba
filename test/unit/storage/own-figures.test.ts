/** The figures that the track record counted: read as they were stored, or not at all. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OwnFigures } from '../../../lib/domain/own-figures';
import { replaceBackupTables } from '../../../lib/storage/backup-tables';
import { Database } from '../../../lib/storage/database';
import { readOwnFigures, storeOwnFigures } from '../../../lib/storage/own-figures';

const FIGURES: OwnFigures = {
  countedAtMs: 5,
  figures: [
    {
      ...{ model: 'crowding', version: 2, band: 'stressed', hours: 24 },
      ...{ ratio: 1.3, low: 1.1, high: 1.5, days: 40, isCoarse: false },
    },
  ],
};
const [FIGURE] = FIGURES.figures;

async function open() {
  const indexedDB = new IDBFactory();
  vi.stubGlobal('indexedDB', indexedDB);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  const database = new Database('pressure', { indexedDB, IDBKeyRange });
  await database.open();
  return database;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('figures of our own', () => {
  it('are those of their venue, and the newest', async () => {
    const database = await open();
    expect(await readOwnFigures('okx')).toBeNull();
    await storeOwnFigures('okx', { countedAtMs: 1, figures: [] });
    await storeOwnFigures('okx', FIGURES);
    expect(await readOwnFigures('okx')).toEqual(FIGURES);
    expect(await readOwnFigures('gate')).toBeNull();
    database.close();
  });

  it('are none without a database, which no page creates', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    await storeOwnFigures('okx', FIGURES);
    expect(await readOwnFigures('okx')).toBeNull();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it.for<[string, object]>([
    ['a time', { countedAtMs: null }],
    ['figures', { figures: {} }],
    ['a model', { figures: [{ ...FIGURE, model: 'other' }] }],
    ['a version', { figures: [{ ...FIGURE, version: '2' }] }],
    ['a band', { figures: [{ ...FIGURE, band: 'calm' }] }],
    ['hours', { figures: [{ ...FIGURE, hours: Number.NaN }] }],
    ['a ratio above 0', { figures: [{ ...FIGURE, ratio: 0, low: 0 }] }],
    ['a finite bound', { figures: [{ ...FIGURE, high: Infinity }] }],
    ['bounds around the ratio', { figures: [{ ...FIGURE, low: 1.4 }] }],
    ['whole days', { figures: [{ ...FIGURE, days: 1.5 }] }],
    ['a day', { figures: [{ ...FIGURE, days: 0 }] }],
    ['a word on the matching', { figures: [{ ...FIGURE, isCoarse: null }] }],
  ])('are none without %s', async ([, wrong]) => {
    const database = await open();
    await database.trimmed.put({ id: 'figures:okx', ...FIGURES, ...wrong });
    expect(await readOwnFigures('okx')).toBeNull();
    database.close();
  });

  it('end with a restore, which brings another history', async () => {
    const database = await open();
    await storeOwnFigures('okx', FIGURES);
    await replaceBackupTables(database, (async function* none() {})(), () => Promise.resolve());
    database.close();
    expect(await readOwnFigures('okx')).toBeNull();
  });
});
