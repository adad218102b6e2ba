/** What the options page loads for export, backup and restore. Null: the user cancelled the file picker. */
import type { VenueBoard } from '../domain/board';
import type {
  RestoreResult,
  BackedUp,
  HistorySize,
  Exported,
  Job,
  ExportFormat,
} from '../domain/jobs';
import type { VenueId } from '../domain/venue';
import { announceBoardChange } from '../history/board-changes';
import type { Settings } from '../settings/settings';
import { RESTORE_LOCK } from '../settings/staged';
import { Database, openForReading, reading } from '../storage/database';
import { withoutRefreshes, writeBackup } from './backup';
import { BackupError } from './backup-file';
import { backupName } from './file-names';
import { historySize } from './history-size';
import type { SizedHistory } from './history-size';
import { checkBackup, restoreBackup } from './restore';
import type { Staging } from './restore';
import {
  boardName,
  exportBoard,
  exportHistory,
  historyName,
  isOneFile,
  pickFile,
  pickFolder,
} from './run-export';
import type { BoardStyle, HistoryChoice, Target } from './run-export';

export async function saveBoard(
  boards: readonly VenueBoard[],
  format: ExportFormat,
  style: BoardStyle,
  job: Job,
): Promise<Exported | null> {
  const target = await picked(pickFile(boardName(boards, format, style)));
  return target && exportBoard(boards, format, target, job, style);
}

export function saveHistory(choice: HistoryChoice, job: Job): Promise<Exported | null> {
  return reading<Exported | null>(
    async (database) => {
      const isOne = await isOneFile(database, choice);
      const target = await picked(isOne ? pickFile(historyName(choice)) : pickFolder());
      return target && (await exportHistory(database, choice, target, job));
    },
    { files: 0, rows: 0 },
  );
}

/** Null: there is no history. */
export function sizeOfHistory(choice: SizedHistory): Promise<HistorySize | null> {
  return reading<HistorySize | null>((database) => historySize(database, choice), null);
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
  const database = await openForReading();
  try {
    return await withoutRefreshes(venues, job.signal, () =>
      writeBackup({ database, settings, nowMs, version }, target, job),
    );
  } finally {
    database?.close();
  }
}

export type Restored = RestoreResult<Settings>;

/** Reads and checks the whole file, frame by frame; changes nothing. */
export async function checkFile(file: Blob, job: Job): Promise<Restored> {
  job.onProgress(0, file.size);
  try {
    return await checkBackup(file, job);
  } catch (error) {
    if (error instanceof BackupError) return { problem: error.problem, details: error.details };
    throw error;
  }
}

/** Replaces everything in one transaction while no venue is refreshed; the file is checked again as it is read. */
export async function takeBackup(
  file: Blob,
  staging: Staging,
  venues: readonly VenueId[],
  job: Job,
): Promise<Restored> {
  const database = new Database();
  try {
    const restored = await withoutRefreshes(venues, job.signal, () =>
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
