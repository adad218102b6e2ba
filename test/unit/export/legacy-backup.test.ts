/** Backups that earlier versions made, a file of each format. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it, vi } from 'vitest';
import { checkBackup, restoreBackup } from '../../../lib/export/restore';
import { mortalDatabase, Killed } from '../history/mortal';
import { checkLegacyWorld } from '../storage/legacy-world';

const backup = (format: number) => {
  const url = new URL(`./backups/v${format}.dpsbackup.gz`, import.meta.url);
  return new Blob([Uint8Array.from(gunzipSync(readFileSync(url)))]);
};
const file = backup(1);
const job = { onProgress: () => {}, signal: new AbortController().signal };

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

it('comes back with every sample, or not at all', async () => {
  const checked = await checkBackup(file, job);
  expect(checked.settings.historyDays).toBe(77);
  expect(checked.records).toBe(116);
  const indexedDB = new IDBFactory();
  const apply = vi.fn(() => Promise.resolve());
  const settings = { stage: () => Promise.resolve(), apply, drop: () => Promise.resolve() };
  for (const lives of [5, 8, 10, 11, 12, 13]) {
    const mortal = mortalDatabase(indexedDB, lives);
    const restored = restoreBackup(file, { database: mortal, settings }, job);
    await expect(restored).rejects.toBeInstanceOf(Killed);
    expect(await mortal.pastDays.count()).toBe(0);
    mortal.close();
  }
  expect(apply).not.toHaveBeenCalled();
  const database = mortalDatabase(indexedDB, null);
  await restoreBackup(file, { database, settings }, job);
  expect(apply).toHaveBeenCalledOnce();
  await checkLegacyWorld(database);
  database.close();
});

it('of format 2 comes back with every sample', async () => {
  const database = mortalDatabase(new IDBFactory(), null);
  const settings = {
    stage: () => Promise.resolve(),
    apply: () => Promise.resolve(),
    drop: () => Promise.resolve(),
  };
  const restored = await restoreBackup(backup(2), { database, settings }, job);
  expect(restored.records).toBe(183);
  await checkLegacyWorld(database);
  database.close();
});
