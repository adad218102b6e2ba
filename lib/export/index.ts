/** What the options page loads when somebody exports, backs up or restores. Null: the person picked no place for it. */
import type { VenueBoard } from '../domain/board';
import type { RestoreResult } from '../domain/jobs';
import type { VenueId } from '../domain/venue';
import { announceBoardChange } from '../history/board-changes';
import { Database } from '../history/database';
import { openExisting } from '../history/existing';
import type { Settings } from '../settings/settings';
import { RESTORE_LOCK } from '../settings/staged';
import type { BackedUp } from './backup';
import { undisturbed, writeBackup } from './backup';
import { BackupError } from './backup-problem';
import { backupName } from './file-names';
import { historySize } from './history-size';
import type { HistorySize, SizedHistory } from './history-size';
import { checkBackup, restoreBackup } from './restore';
import type { Staging } from './restore';
import { boardName, exportBoard, exportHistory, historyName, isOneFile } from './run-export';
import type { BoardStyle, Exported, HistoryChoice, Job } from './run-export';
import type { Format, Target } from './sink';
import { pickFile, pickFolder } from './targets';

export async function saveBoard(
  boards: readonly VenueBoard[],
  format: Format,
  style: BoardStyle,
  job: Job,
): Promise<Exported | null> {
  const target = await picked(pickFile(boardName(boards, format, style)));
  return target && exportBoard(boards, format, target, job, style);
}

export async function saveHistory(choice: HistoryChoice, job: Job): Promise<Exported | null> {
  const database = await openExisting();
  if (database === null) return { files: 0, rows: 0 };
  try {
    const isOne = await isOneFile(database, choice);
    const target = await picked(isOne ? pickFile(historyName(choice)) : pickFolder());
    return target && (await exportHistory(database, choice, target, job));
  } finally {
    database.close();
  }
}

/** Null: there is no history. */
export async function sizeOfHistory(choice: SizedHistory): Promise<HistorySize | null> {
  const database = await openExisting();
  try {
    return database && (await historySize(database, choice));
  } finally {
    database?.close();
  }
}

export async function saveBackup(
  settings: Settings,
  venues: readonly VenueId[],
  version: string,
  job: Job,
): Promise<BackedUp | null> {
  const nowMs = Date.now();
  const target = await picked(pickFile(backupName(nowMs, version)));
  if (target === null) return null;
  const database = await openExisting();
  try {
    return await undisturbed(venues, job.signal, () =>
      writeBackup({ database, settings, nowMs, version }, target, job),
    );
  } finally {
    database?.close();
  }
}

export type Restored = RestoreResult<Settings>;

/** All of the file is read and checked, a frame at a time, and nothing changed. */
export async function checkFile(file: Blob, job: Job): Promise<Restored> {
  job.onProgress(0, file.size);
  try {
    return await checkBackup(file, job);
  } catch (error) {
    if (error instanceof BackupError) return { problem: error.problem, details: error.details };
    throw error;
  }
}

/** While no venue is refreshed, everything replaced at once by a file that is checked once more as it is taken. */
export async function takeBackup(
  file: Blob,
  staging: Staging,
  venues: readonly VenueId[],
  job: Job,
): Promise<Restored> {
  const database = new Database();
  try {
    const restored = await undisturbed(venues, job.signal, () =>
      navigator.locks.request(RESTORE_LOCK, () =>
        restoreBackup(file, { database, settings: staging }, job),
      ),
    );
    announceBoardChange();
    return restored;
  } catch (error) {
    if (error instanceof BackupError) return { problem: error.problem, details: error.details };
    throw error;
  } finally {
    database.close();
  }
}

async function picked(target: Promise<Target>): Promise<Target | null> {
  try {
    return await target;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
