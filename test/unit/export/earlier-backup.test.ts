/** A backup that was made before the history was stored as it is now. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it, vi } from 'vitest';
import { checkBackup, restoreBackup } from '../../../lib/export/restore';
import { mortalDatabase, Killed } from '../history/mortal';
import { checkEarlier } from '../history/earlier-world';

const file = new Blob([
  Uint8Array.from(gunzipSync(readFileSync(new URL('./backups/v1.dpsbackup.gz', import.meta.url)))),
]);
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
  await checkEarlier(database);
  database.close();
});
