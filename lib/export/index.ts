/** What the options page loads when somebody exports, backs up or restores. Null: the person picked no place for it. */
import type { VenueBoard } from '../domain/board';
import type { VenueId } from '../domain/venue';
import { announceBoardChange } from '../history/board-changes';
import { Database } from '../history/database';
import { openExisting } from '../history/existing';
import type { Settings } from '../settings/settings';
import { RESTORE_LOCK } from '../settings/staged';
import type { BackedUp } from './backup';
import { backupName, undisturbed, writeBackup } from './backup';
import { BackupError } from './backup-problem';
import type { BackupProblem } from './backup-problem';
import { checkBackup, restoreBackup } from './restore';
import type { Checked, Staging } from './restore';
import { boardFile, exportBoard, exportHistory, historyFile } from './run-export';
import type { Exported, HistoryChoice, Job } from './run-export';
import type { Format, Target } from './sink';
import { pickFile, pickFolder } from './targets';

export async function saveBoard(
  boards: readonly VenueBoard[],
  format: Format,
  job: Job,
): Promise<Exported | null> {
  const target = await picked(pickFile(boardFile(boards, format)));
  return target && exportBoard(boards, format, target, job);
}

export async function saveHistory(choice: HistoryChoice, job: Job): Promise<Exported | null> {
  const isOne = choice.format !== 'parquet';
  const target = await picked(isOne ? pickFile(historyFile(choice)) : pickFolder());
  if (target === null) return null;
  const database = await openExisting();
  if (database === null) return { files: 0, rows: 0 };
  return exportHistory(database, choice, target, job).finally(() => {
    database.close();
  });
}

export async function saveBackup(
  settings: Settings,
  venues: readonly VenueId[],
  job: Job,
): Promise<BackedUp | null> {
  const nowMs = Date.now();
  const target = await picked(pickFile(backupName(nowMs)));
  if (target === null) return null;
  const database = await openExisting();
  try {
    return await undisturbed(venues, job.signal, () =>
      writeBackup({ database, settings, nowMs }, target, job),
    );
  } finally {
    database?.close();
  }
}

export type Restored = Checked | { problem: BackupProblem; details: readonly string[] };

/** Checked first; then, while no venue is refreshed, everything replaced at once. */
export async function takeBackup(
  file: Blob,
  staging: Staging,
  venues: readonly VenueId[],
  { onProgress, signal }: Job,
): Promise<Restored> {
  const database = new Database();
  try {
    await checkBackup(file, { signal, onProgress: (done, wanted) => onProgress(done / 2, wanted) });
    const onRestored = (done: number, wanted: number) => onProgress((wanted + done) / 2, wanted);
    const restored = await undisturbed(venues, signal, () =>
      navigator.locks.request(RESTORE_LOCK, () =>
        restoreBackup(file, { database, settings: staging }, { signal, onProgress: onRestored }),
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
