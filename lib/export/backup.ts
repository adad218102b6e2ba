/** A full backup as one file: settings with the watchlist, and the history as it is stored, to the bit. */
import type { BackedUp, Job } from '../domain/jobs';
import type { VenueId } from '../domain/venue';
import type { Settings } from '../settings/settings';
import { exportSettings } from '../settings/transfer';
import { backupPages, BACKUP_TABLES, countBackupRecords } from '../storage/backup-tables';
import { LAYOUT } from '../storage/columns';
import type { Database } from '../storage/database';
import { FrameWriter, packPayload } from './backup-file';
import { fitRecord } from './backup-records';
import { backupName } from './file-names';
import type { Target } from './run-export';

export const BACKUP_FORMAT = 'derivatives-pressure-score/backup';
/** Increases with the layout of the records: format 2 began with layout 4. */
export const BACKUP_VERSION = LAYOUT - 2;

export interface BackupSource {
  /** Null: nothing was recorded yet; the backup has settings only. */
  database: Database | null;
  settings: Settings;
  nowMs: number;
  /** The extension's version, for the file's name; absent: not stated. */
  version?: string;
}

/** The history must not change meanwhile: see `withoutRefreshes`. Its records are checked as a restore checks them. */
export async function writeBackup(
  { database, settings, nowMs, version }: BackupSource,
  target: Target,
  { onProgress, signal }: Job,
): Promise<BackedUp> {
  const wanted = database === null ? 0 : await countBackupRecords(database);
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
    for (const table of BACKUP_TABLES) {
      if (database === null) break;
      for await (const { records, damaged } of backupPages(database, table)) {
        signal.throwIfAborted();
        const fit = records.flatMap((record) => fitRecord(table, record) ?? []);
        leftOut += damaged + records.length - fit.length;
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

/** Runs `work` while no venue is refreshed: the worker holds these locks while it writes, and retries later. */
export async function withoutRefreshes<T>(
  venues: readonly VenueId[],
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const [venue, ...others] = venues;
  if (venue === undefined) return work();
  return await navigator.locks.request(`refresh:${venue}`, { signal }, () =>
    withoutRefreshes(others, signal, work),
  );
}
