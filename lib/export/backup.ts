/** A full backup as one file: settings with the watchlist, and the history as it is stored, to the bit. */
import type { BackedUp } from '../domain/jobs';
import type { VenueId } from '../domain/venue';
import { countKept, KEPT_TABLES, keptPages } from '../history/kept';
import type { Settings } from '../settings/settings';
import { exportSettings } from '../settings/transfer';
import { FrameWriter } from './backup-frames';
import { packPayload } from './backup-payload';
import { fitRecord } from './backup-records';
import { backupName } from './file-names';
import type { Job } from './run-export';
import type { Target } from './sink';

export const BACKUP_FORMAT = 'derivatives-pressure-score/backup';
/** Of the file and the records in it: raised when either changes. */
export const BACKUP_VERSION = 2;

export interface BackupSource {
  /** Null: nothing was recorded yet, and the settings go alone. */
  database: IDBDatabase | null;
  settings: Settings;
  nowMs: number;
  /** The extension's own, for the file's name; absent: not told. */
  version?: string;
}

export type { BackedUp };

/** Nobody may write to the history meanwhile: see `undisturbed`. All of it is looked at as a restore will look at it. */
export async function writeBackup(
  { database, settings, nowMs, version }: BackupSource,
  target: Target,
  { onProgress, signal }: Job,
): Promise<BackedUp> {
  const wanted = database === null ? 0 : await countKept(database);
  const sink = await target.open(backupName(nowMs, version));
  try {
    const frames = new FrameWriter(sink);
    const head = {
      format: BACKUP_FORMAT,
      version: BACKUP_VERSION,
      createdAtMs: nowMs,
      settings: exportSettings(settings),
    };
    await frames.write(packPayload(head));
    let done = 0;
    let leftOut = 0;
    for (const table of KEPT_TABLES) {
      if (database === null) break;
      for await (const records of keptPages(database, table)) {
        signal.throwIfAborted();
        const fit = records.flatMap((record) => fitRecord(table, record) ?? []);
        leftOut += records.length - fit.length;
        if (fit.length > 0) await frames.write(packPayload({ table, records: fit }));
        onProgress((done += fit.length) + leftOut, wanted);
      }
    }
    await frames.write(packPayload({ end: done }));
    await sink.close();
    return { records: done, leftOut };
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/** Runs `work` while no venue is refreshed: the worker holds these locks while it writes, and comes again later. */
export async function undisturbed<T>(
  venues: readonly VenueId[],
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const [venue, ...others] = venues;
  if (venue === undefined) return work();
  return await navigator.locks.request(`refresh:${venue}`, { signal }, () =>
    undisturbed(others, signal, work),
  );
}
